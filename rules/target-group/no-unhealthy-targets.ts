import { type Context, defineRule, millisecondsOf, offenders, undecidable, type View } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { ownersOf } from '../_lib/group-owners.ts';
import { getsRequests, isServing } from '../_lib/serving-group.ts';
import { isUnhealthy, stateInWords, targetsOf } from '../_lib/target-state.ts';

type Read = 'autoscaling.group' | 'ec2.instance' | 'ecs.service';
type Judging = Pick<Context<'elbv2.target-group', Read>, 'find' | 'referring' | 'readBetween'>;

/** Servers that are still starting fail their checks and may be about to pass them. */
function refuseWhileStarting(
  target: View<'elbv2.target-health'>,
  group: View<'elbv2.target-group'>,
  { find, referring, readBetween }: Judging,
) {
  const instance = target.targetId.startsWith('i-') ? find('ec2.instance', target.targetId) : null;
  const owner = instance?.autoScalingGroupName ?? null;
  const keeper = owner === null ? null : find('autoscaling.group', owner);
  if (instance !== null && keeper !== null) {
    const seconds = (readBetween[0] - millisecondsOf(instance.launchTime)) / 1000;
    if (seconds < keeper.gracePeriodSeconds)
      undecidable(target, 'transitional', `${target.targetId} was started within the grace period of ${keeper.key}`);
  }
  for (const service of referring('ecs.service', 'targetGroups', group)) {
    if (service.deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS'))
      undecidable(target, 'transitional', `a deployment of ${service.key} is in progress`);
  }
}

export default defineRule({
  id: 'target-group.no-unhealthy-targets',
  title: 'No target is unhealthy',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['tg-healthy-targets'],
  references: ['wa:REL11-BP01', 'wa:REL11-BP03'],
  why: 'An unhealthy target is capacity that was planned and is not there, and a failure that nothing has repaired yet.',
  subject: 'elbv2.target-group',
  reads: ['autoscaling.group', 'ec2.instance', 'ecs.service', 'elbv2.listener', 'elbv2.listener-rule', 'elbv2.target-health'],
  appliesTo: (group, context) => isServing(group) && getsRequests(group, context),
  check(group, context) {
    const targets = targetsOf(group, context);
    const unhealthy = offenders(targets, (target) => {
      if (!isUnhealthy(target)) return false;
      refuseWhileStarting(target, group, context);
      return true;
    });
    const show = (states: readonly string[]) =>
      context.seeDerived(
        group,
        'unhealthyTargets',
        states.length,
        0,
        states.length === 0 ? `none of ${targets.items.length} targets` : few(states),
      );
    if (unhealthy === null) return context.pass(show([]));
    const states = unhealthy.map(stateInWords).sort();
    return context.fail(show(states), `The load balancer finds that ${few(states)}`, [...unhealthy, ...ownersOf(group, context).items]);
  },
  fix: (group, { sh }) => ({
    cli: sh`aws elbv2 describe-target-health --target-group-arn ${group.key} --region ${group.region}`,
    effect:
      'None: the reason says whether the target times out (security group, port, application that hangs) or answers with another code (path, matcher). A group with ELB health checks, or a service, replaces it by itself.',
  }),
});
