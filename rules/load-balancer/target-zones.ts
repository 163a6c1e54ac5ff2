import { type Context, defineRule, type Identity, Known, offenders, some, type View } from '#rule-kit';

type Read = 'autoscaling.group' | 'ec2.instance' | 'elbv2.target-group' | 'elbv2.target-health';
type Judging = Pick<Context<'elbv2.load-balancer', Read>, 'find' | 'referring'>;

interface Place {
  readonly zoneName: string;
  readonly owner: Identity;
  readonly inWords: string;
}

/** Where the targets stand, and where the next ones may be launched. */
function placesOf(balancer: View<'elbv2.load-balancer', Read | 'elbv2.load-balancer'>, context: Judging): Known<Place> {
  const { referring } = context;
  const places = new Known<Place>();
  places.each(
    () => referring('elbv2.target-group', 'loadBalancers', balancer),
    (targetGroup) => {
      places.each(
        () => referring('autoscaling.group', 'targetGroups', targetGroup),
        (group) => {
          if (group.status !== null) return;
          for (const zoneName of group.zoneNames)
            places.add({ zoneName, owner: group, inWords: `Auto Scaling group ${group.key} launches in ${zoneName}` });
        },
      );
      places.each(
        () => referring('elbv2.target-health', 'targetGroup', targetGroup),
        (target) => {
          const zoneName = target.state === 'draining' ? null : zoneOf(target, context);
          if (zoneName !== null) places.add({ zoneName, owner: target, inWords: `target ${target.targetId} stands in ${zoneName}` });
        },
      );
    },
  );
  return places;
}

/** Null where no zone is meant: functions, addresses outside the VPC, instances that are gone. */
function zoneOf({ targetId, zoneName }: View<'elbv2.target-health'>, { find }: Judging): string | null {
  if (zoneName !== null) return zoneName === 'all' ? null : zoneName;
  const instance = targetId.startsWith('i-') ? find('ec2.instance', targetId) : null;
  return instance === null || ['shutting-down', 'terminated'].includes(instance.state) ? null : instance.zoneName;
}

export default defineRule({
  id: 'load-balancer.target-zones',
  title: 'Load balancers are enabled in every zone in which their targets stand',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['alb-az-superset'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP02'],
  why: 'Targets in a zone that is not enabled get no requests: the capacity that was meant to survive the loss of another zone is never used.',
  subject: 'elbv2.load-balancer',
  reads: ['autoscaling.group', 'ec2.instance', 'elbv2.target-group', 'elbv2.target-health'],
  subsumedBy: ['load-balancer.multi-az'],
  appliesTo: (balancer, { referring }) =>
    balancer.loadBalancerType !== 'gateway' && some(referring('elbv2.target-group', 'loadBalancers', balancer), () => true),
  check(balancer, context) {
    const places = placesOf(balancer, context);
    const missed = offenders(places, ({ zoneName }) => !balancer.zones.some((zone) => zone.zoneName === zoneName));
    const enabled = balancer.zones.map(({ zoneName }) => zoneName);
    const wanted = [...new Set(places.items.map(({ zoneName }) => zoneName))].sort();
    const expected = wanted.length === 0 ? null : `at least ${wanted.join(', ')}`;
    if (missed === null) return context.pass(context.seeDerived(balancer, 'zones', enabled, expected, 'the zones of the targets'));
    const zones = [...new Set(missed.map(({ zoneName }) => zoneName))].sort();
    const reasons = [...new Set(missed.map(({ inWords }) => inWords))].sort();
    const seen = context.seeDerived(balancer, 'zones', enabled, expected, reasons.slice(0, 10).join('; '));
    const owners = new Map(missed.map(({ owner }) => [owner.id, owner]));
    return context.fail(seen, `Sends nothing to targets in ${zones.join(' and ')}`, [...owners.values()]);
  },
  fix: (balancer, { sh }) => ({
    cli: `${sh`aws elbv2 set-subnets --load-balancer-arn ${balancer.key} --region ${balancer.region}`} --subnets ${[...balancer.keysOf('subnets').map((key) => sh`${key}`), '<subnet in each missing zone>'].join(' ')}`,
    terraform: 'subnets = [one per zone of the targets]',
    cloudformation: 'Subnets: [one per zone of the targets]',
    effect: 'The load balancer gets a node in the new zone within minutes, without interruption; the targets there start to get requests.',
  }),
});
