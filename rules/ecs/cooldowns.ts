import { defineRule, offenders, some, Type, type View } from '#rule-kit';
import { isMeantToRun } from '../_lib/ecs-service.ts';

type Policy = View<'applicationautoscaling.policy'>;

/** What Application Auto Scaling waits for where a policy of a service says nothing. */
const defaultSeconds = 300;
const scaleIn = ({ scaleInCooldownSeconds }: Policy) => scaleInCooldownSeconds ?? defaultSeconds;
const scaleOut = ({ scaleOutCooldownSeconds }: Policy) => scaleOutCooldownSeconds ?? defaultSeconds;
const isTracking = ({ policyType }: Policy) => policyType === 'TargetTrackingScaling';

export default defineRule({
  id: 'ecs.cooldowns',
  title: 'ECS services scale in no faster than they scale out',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['ecs-cooldowns'],
  references: ['wa:REL07-BP03'],
  why: 'A service that sheds tasks sooner than it adds them is too small when the next wave comes, and swings between the two.',
  params: Type.Object(
    {
      minLeadSeconds: Type.Integer({
        default: 0,
        minimum: 0,
        description:
          'Seconds by which the scale-in cooldown exceeds the scale-out cooldown at the least; 0 accepts both alike, as ECS does by default.',
      }),
    },
    { additionalProperties: false },
  ),
  thresholds: { strict: { minLeadSeconds: 1 } },
  subject: 'ecs.service',
  reads: ['applicationautoscaling.policy'],
  appliesTo: (service, { referring }) =>
    isMeantToRun(service) && some(referring('applicationautoscaling.policy', 'service', service), isTracking),
  check(service, { params: { minLeadSeconds }, referring, pass, fail, seeDerived }) {
    const policies = () => referring('applicationautoscaling.policy', 'service', service);
    const see = (policy: Policy) => {
      const [within, out] = [scaleIn(policy), scaleOut(policy)];
      const sum = `scale-in after ${within} s, scale-out after ${out} s: ${within} - ${out} = ${within - out} s; 300 s where the policy says nothing`;
      return seeDerived(policy, 'leadSeconds', within - out, `at least ${minLeadSeconds}`, sum);
    };
    const hasty = offenders(
      policies(),
      (policy) => isTracking(policy) && policy.disablesScaleIn !== true && scaleIn(policy) - scaleOut(policy) < minLeadSeconds,
    );
    if (hasty === null) return pass(...[...policies()].filter(isTracking).map(see));
    const [first, ...others] = hasty;
    const note = `${first.name ?? first.key} takes tasks away after ${scaleIn(first)} s and adds them after ${scaleOut(first)} s`;
    return fail([see(first), ...others.map(see)], note, hasty);
  },
  fix: () => ({
    terraform: 'target_tracking_scaling_policy_configuration { scale_in_cooldown = 300, scale_out_cooldown = 60 }',
    cloudformation: 'TargetTrackingScalingPolicyConfiguration: { ScaleInCooldown: 300, ScaleOutCooldown: 60 }',
    effect: 'Tasks are added sooner and stay longer.',
  }),
});
