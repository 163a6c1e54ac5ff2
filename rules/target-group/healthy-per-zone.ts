import { allOf, anyOf, defineRule, every, offenders, some } from '#rule-kit';
import { ownersOf } from '../_lib/group-owners.ts';
import { getsRequests, isServing } from '../_lib/serving-group.ts';
import { isHealthy, targetsOf } from '../_lib/target-state.ts';
import { isOutside, servedZones, zoneOf } from '../_lib/target-zones.ts';

export default defineRule({
  id: 'target-group.healthy-per-zone',
  title: 'Every zone of a load balancer has a healthy target',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['tg-healthy-per-az'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP02'],
  why: 'A zone without a healthy target serves nobody by itself: its requests cross to another zone or fail, and the loss of that other zone takes more of the capacity than planned.',
  subject: 'elbv2.target-group',
  reads: [
    'autoscaling.group',
    'ec2.instance',
    'ecs.service',
    'elbv2.listener',
    'elbv2.listener-rule',
    'elbv2.load-balancer',
    'elbv2.target-health',
  ],
  topology: ['zones'],
  subsumedBy: [
    'auto-scaling.in-service',
    'auto-scaling.min-per-zone',
    'auto-scaling.multi-az',
    'ecs.multi-az-subnets',
    'ecs.tasks-spread',
    'target-group.attached',
    'target-group.healthy-targets',
    'target-group.no-unhealthy-targets',
  ],
  appliesTo(group, context) {
    if (!isServing(group) || !getsRequests(group, context)) return false;
    const targets = targetsOf(group, context);
    return anyOf(
      () => !some(targets, isOutside),
      () => !every(targets, isOutside),
    );
  },
  check(group, context) {
    const targets = targetsOf(group, context);
    const zones = servedZones(group, context);
    const hasHealthy = (zone: string) =>
      some(targets, (target) =>
        allOf(
          () => isHealthy(target),
          () => zoneOf(target, context) === zone,
        ),
      );
    const empty = offenders(zones, (zone) => !hasHealthy(zone));
    const served = [...new Set(zones.items)].sort();
    const missing = [...new Set(empty ?? [])].sort();
    const shown = context.seeDerived(
      group,
      'zonesWithHealthyTargets',
      served.filter((zone) => !missing.includes(zone)),
      served,
      `the load balancer takes requests in ${served.join(', ')}`,
    );
    if (empty === null) return context.pass(shown);
    return context.fail(shown, `No target is healthy in ${missing.join(' and ')}`, ownersOf(group, context).items);
  },
  fix: (group, { sh }) => ({
    cli: sh`aws elbv2 describe-target-health --target-group-arn ${group.key} --region ${group.region}`,
    terraform:
      'vpc_zone_identifier (Auto Scaling group) or subnets (ECS service) in every zone of the load balancer, with min_size of at least that many',
    cloudformation: 'VPCZoneIdentifier or Subnets in every zone of the load balancer, with MinSize of at least that many',
    effect:
      'None: it shows which targets stand where. A zone that is not meant to serve can be taken from the load balancer (set-subnets).',
  }),
});
