import { atLeastDistinct, defineRule, ifKnown, Type } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { ownersOf } from '../_lib/group-owners.ts';
import { getsRequests, isServing } from '../_lib/serving-group.ts';
import { isHealthy, stateInWords, targetsOf } from '../_lib/target-state.ts';

export default defineRule({
  id: 'target-group.healthy-targets',
  title: 'Target groups that get requests have at least two healthy targets',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['tg-healthy-targets'],
  references: ['wa:REL11-BP02', 'wa:REL10-BP01'],
  why: 'With one healthy target the next failure is an outage; with none the load balancer answers errors, or sends requests to servers that it knows to be unwell.',
  params: Type.Object(
    {
      minHealthyTargets: Type.Integer({
        minimum: 1,
        default: 2,
        description: 'Healthy targets of a group, each counted once whatever its ports: two survive the loss of one.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: ['autoscaling.group', 'ecs.service', 'elbv2.listener', 'elbv2.listener-rule', 'elbv2.target-health'],
  subsumedBy: [
    'auto-scaling.in-service',
    'auto-scaling.min-size',
    'ecs.min-tasks',
    'target-group.attached',
    'target-group.no-unhealthy-targets',
  ],
  appliesTo: (group, context) => isServing(group) && getsRequests(group, context),
  check(group, context) {
    const { params, pass, fail, seeDerived } = context;
    const targets = targetsOf(group, context);
    const isEnough = atLeastDistinct(params.minHealthyTargets, targets, (target) => (isHealthy(target) ? target.targetId : null));
    const isKnownHealthy = (target: (typeof targets.items)[number]) => ifKnown(() => isHealthy(target)) === true;
    const healthy = new Set(targets.items.filter(isKnownHealthy).map(({ targetId }) => targetId));
    const states = targets.items.map((target) => ifKnown(() => stateInWords(target)) ?? `${target.key} is not known`);
    const shown = seeDerived(
      group,
      'healthyTargets',
      healthy.size,
      `at least ${params.minHealthyTargets}`,
      states.length === 0 ? 'no target is registered' : few(states.sort()),
    );
    if (isEnough) return pass(shown);
    const inWords = healthy.size === 0 ? 'No target is healthy' : `Only ${[...healthy].sort().join(', ')} answers`;
    return fail(shown, inWords, ownersOf(group, context).items);
  },
  fix: (group, { sh }) => ({
    cli: sh`aws elbv2 describe-target-health --target-group-arn ${group.key} --region ${group.region}`,
    terraform: 'min_size and desired_capacity (Auto Scaling group) or desired_count (ECS service) of at least 2',
    cloudformation: 'MinSize and DesiredCapacity, or DesiredCount, of at least 2',
    effect:
      'None: the reasons say what keeps targets from being healthy. Where too few are registered, raise the capacity of their group or service.',
  }),
});
