import { atLeastDistinct, defineRule, ifKnown } from '#rule-kit';
import { heaviestWeight } from '../_lib/capacity-units.ts';
import { groupSubnets } from '../_lib/group-zones.ts';
import { isAttached, isJudgedGroup } from '../_lib/judged-group.ts';

export default defineRule({
  id: 'auto-scaling.min-per-zone',
  title: 'Groups behind a load balancer keep at least one instance in every zone they span',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['asg-min-per-az'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP05'],
  why: 'A zone without an instance serves nobody: at its minimum the group spans fewer zones than it seems to, and one that fails takes a larger part of it.',
  subject: 'autoscaling.group',
  reads: ['ec2.subnet'],
  topology: ['zones'],
  subsumedBy: ['auto-scaling.min-size'],
  appliesTo: (group) => isJudgedGroup(group) && isAttached(group),
  check(group, context) {
    const { topology, pass, fail, unknown, seeDerived } = context;
    const { minSize, desiredCapacityType } = group;
    const weight = heaviestWeight(group);
    const subnets = groupSubnets(group, context);
    const hasMoreZonesThan = (instances: number) => atLeastDistinct(instances + 1, subnets, (subnet) => topology.zones.servedBy(subnet));
    const show = (instances: number) => {
      const zones = [...new Set(subnets.items.flatMap((subnet) => ifKnown(() => topology.zones.servedBy(subnet)) ?? []))].sort();
      const weighed =
        weight === 1 ? '' : `; the heaviest instance type counts for ${weight}: ${minSize} / ${weight}, rounded up, is ${instances}`;
      return seeDerived(
        group,
        'fewestInstances',
        instances,
        `at least ${zones.length}`,
        `min size ${minSize}${weighed}; it spans ${zones.join(', ')}`,
      );
    };
    // However units are counted, an instance is worth at least one.
    const isCounted = desiredCapacityType === null || desiredCapacityType === 'units';
    const instances = isCounted ? Math.ceil(minSize / weight) : minSize;
    if (hasMoreZonesThan(instances))
      return fail(show(instances), `May shrink to ${instances === 1 ? 'one instance' : `${instances} instances`}, fewer than its zones`);
    if (isCounted) return pass(show(instances));
    return unknown(
      'no-evidence',
      `the minimum of ${minSize} is counted in ${desiredCapacityType}, not in instances`,
      'minSize',
      'desiredCapacityType',
    );
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region}`} --min-size <one per zone>`,
    terraform: 'min_size = length of vpc_zone_identifier, one subnet per zone',
    cloudformation: 'MinSize: one per zone of VPCZoneIdentifier',
    effect: 'The group starts instances until it has as many, and pays for them.',
  }),
});
