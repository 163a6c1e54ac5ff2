import { anyOf, defineRule, millisecondsOf, some, Type } from '#rule-kit';
import { type BootTime, bootTag, declaredBoot } from '../_lib/boot-time.ts';
import { carriesRequests, isJudgedGroup } from '../_lib/judged-group.ts';
import { coversBootstrap, hookParams, launchHoldOf, nameHooks, slowLaunchSeconds } from '../_lib/launch-hooks.ts';

export default defineRule({
  id: 'auto-scaling.ready-for-peaks',
  title: 'Groups whose instances boot slowly start them before the load comes',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['asg-warm-or-predictive'],
  references: ['wa:REL07-BP03'],
  why: 'A policy that reacts to load gets its instances a boot later. Where that takes minutes, a peak that everybody knew of is over, or has taken the service down, before they help.',
  params: Type.Object(
    {
      slowBootSeconds: Type.Number({
        default: 300,
        minimum: 0,
        description:
          'Boot time in seconds beyond which reacting is too late; scaling out takes two to three minutes of alarms before it begins.',
      }),
      ...hookParams,
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: [
    'autoscaling.activity',
    'autoscaling.lifecycle-hook',
    'autoscaling.policy',
    'autoscaling.scheduled-action',
    'ec2.launch-template',
  ],
  topology: ['launch'],
  appliesTo: (group) => isJudgedGroup(group) && carriesRequests(group) && group.maxSize > 0,
  check(group, context) {
    const { asOf, params, referring, pass, fail, unknown, seeDerived } = context;
    const show = (observed: string | number, derivation: string) =>
      seeDerived(group, 'bootSeconds', observed, `at most ${params.slowBootSeconds}, or a warm pool, a forecast or a schedule`, derivation);
    const isPrepared = () =>
      anyOf(
        () => group.warmPool !== null,
        () =>
          some(
            referring('autoscaling.policy', 'group', group),
            ({ enabled, policyType, predictiveMode }) =>
              enabled !== false && policyType === 'PredictiveScaling' && predictiveMode === 'ForecastAndScale',
          ),
        () =>
          some(referring('autoscaling.scheduled-action', 'group', group), ({ endsAt }) => endsAt === null || millisecondsOf(endsAt) > asOf),
      );
    if (isPrepared()) return pass(show('prepared', 'the group has a warm pool, a policy that follows a forecast, or scheduled actions'));
    const measured = (): BootTime | null => {
      const hold = launchHoldOf(group, context, params);
      const seconds = hold === null || !coversBootstrap(hold, params) ? null : slowLaunchSeconds(hold);
      return hold === null || seconds === null
        ? null
        : { seconds, source: `${hold.launchSeconds.length} launches held by ${nameHooks(hold)}` };
    };
    const boot = declaredBoot(group, context) ?? measured();
    if (boot === null)
      return unknown('no-evidence', `nothing tells how long an instance boots; declare it with the tag ${bootTag} on the group`);
    if ('unsure' in boot) return unknown('no-evidence', boot.unsure);
    const shown = show(boot.seconds, `${boot.source}; no warm pool, no policy that follows a forecast, no scheduled action`);
    return boot.seconds <= params.slowBootSeconds
      ? pass(shown)
      : fail(shown, `New instances help ${boot.seconds} s after a peak has begun`);
  },
  fix: (group, { sh }) => ({
    cli: sh`aws autoscaling put-warm-pool --auto-scaling-group-name ${group.key} --pool-state Stopped --region ${group.region}`,
    terraform:
      'warm_pool { pool_state = "Stopped" }, or aws_autoscaling_policy with policy_type = "PredictiveScaling", or aws_autoscaling_schedule',
    cloudformation:
      'AWS::AutoScaling::WarmPool, or a ScalingPolicy with PolicyType: PredictiveScaling, or AWS::AutoScaling::ScheduledAction',
    effect:
      'Stopped instances of the pool cost their volumes alone and start in a fraction of the time. Groups with Spot or several instance types need a forecast or a schedule instead.',
  }),
});
