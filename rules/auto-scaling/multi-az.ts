import { atLeastDistinct, defineRule, ifKnown, type View } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { spanOfSubnets, spanParams, spansZones } from '../_lib/zone-span.ts';

export default defineRule({
  id: 'auto-scaling.multi-az',
  title: 'Auto Scaling groups span at least two zones',
  severity: 'high',
  invariants: ['asg-multi-az'],
  references: ['wa:REL10-BP01', 'config:AUTOSCALING_MULTIPLE_AZ', 'securityhub:AutoScaling.2'],
  why: 'A group in one zone loses every instance together with that zone and has nowhere to start new ones.',
  params: spanParams,
  thresholds: { strict: { minZones: 3 } },
  subject: 'autoscaling.group',
  reads: ['ec2.subnet'],
  topology: ['zones'],
  appliesTo: isJudgedGroup,
  // The zone names of a group outlive its subnets, so the subnets decide; without any, the default subnets of its zones do.
  check(group, context) {
    const { all, topology, params, pass, fail, seeDerived } = context;
    const named = group.keysOf('subnets');
    if (named.length > 0) {
      const isSpread = spansZones(params.minZones, named, context);
      const { evidence, inWords } = spanOfSubnets(group, params.minZones, named, context);
      return isSpread ? pass(evidence) : fail(evidence, `Can start instances in ${inWords}`);
    }
    const zoneOf = (subnet: View<'ec2.subnet'>) =>
      subnet.isDefaultForZone && group.zoneNames.includes(subnet.zoneName) ? topology.zones.servedBy(subnet) : null;
    const isSpread = atLeastDistinct(params.minZones, all('ec2.subnet'), zoneOf);
    const derivation = 'the group names no subnets: it uses the default subnets of these zones';
    const evidence = seeDerived(group, 'zoneNames', group.zoneNames, `default subnets in at least ${params.minZones} zones`, derivation);
    return isSpread ? pass(evidence) : fail(evidence, 'Its zones have too few default subnets to start instances in');
  },
  fix(group, { find, sh }) {
    const subnets = group.keysOf('subnets').filter((key) => ifKnown(() => find('ec2.subnet', key)) !== null);
    const update = sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region}`;
    return {
      cli: `${update} --vpc-zone-identifier ${[...subnets.map((key) => sh`${key}`), '<subnet in another zone>'].join(',')}`,
      terraform: 'vpc_zone_identifier = [one private subnet per zone]',
      cloudformation: 'VPCZoneIdentifier: [one private subnet per zone]',
      effect:
        'The group rebalances into the new zone: it starts instances there before it ends others. The load balancer must serve that zone too.',
    };
  },
});
