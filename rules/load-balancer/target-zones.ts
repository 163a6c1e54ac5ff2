import { defineRule, offenders, some } from '#rule-kit';
import { targetPlacesOf } from '../_lib/target-places.ts';

export default defineRule({
  id: 'load-balancer.target-zones',
  title: 'Load balancers are enabled in every zone in which their targets stand',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['alb-az-superset'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP02'],
  why: 'Targets in a zone that is not enabled get no requests: the capacity that was meant to survive the loss of another zone is never used.',
  subject: 'elbv2.load-balancer',
  reads: ['autoscaling.group', 'ec2.instance', 'ec2.subnet', 'ecs.service', 'elbv2.target-group', 'elbv2.target-health'],
  subsumedBy: ['load-balancer.multi-az'],
  appliesTo: (balancer, { referring }) =>
    balancer.loadBalancerType !== 'gateway' && some(referring('elbv2.target-group', 'loadBalancers', balancer), () => true),
  check(balancer, context) {
    const places = targetPlacesOf(balancer, context);
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
