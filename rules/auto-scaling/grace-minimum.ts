import { defineRule, Type } from '#rule-kit';
import { isJudgedGroup, needsGrace } from '../_lib/judged-group.ts';
import { coversBootstrap, hookParams, launchHoldOf, nameHooks, slowLaunchSeconds } from '../_lib/launch-hooks.ts';

export default defineRule({
  id: 'auto-scaling.grace-minimum',
  title: 'New instances have a grace period before health checks may replace them',
  severity: 'medium',
  invariants: ['asg-grace-300'],
  references: ['wa:REL11-BP03', 'wa:REL11-BP01'],
  why: 'The API grants no grace by default: an instance that is still booting fails its health checks, is replaced by another that boots, and the group never settles.',
  params: Type.Object(
    {
      minimumSeconds: Type.Number({
        default: 300,
        minimum: 0,
        description:
          'Seconds of grace a group needs where nothing holds instances back until they have booted; 300 is the default of the EC2 console.',
      }),
      ...hookParams,
    },
    { additionalProperties: false },
  ),
  subject: 'autoscaling.group',
  reads: ['autoscaling.activity', 'autoscaling.lifecycle-hook'],
  appliesTo: (group) => isJudgedGroup(group) && needsGrace(group),
  check(group, { params, referring, pass, fail, unknown, seeDerived }) {
    const grace = group.gracePeriodSeconds;
    if (grace >= params.minimumSeconds) return pass('gracePeriodSeconds');
    const show = (derivation: string) => seeDerived(group, 'gracePeriodSeconds', grace, `at least ${params.minimumSeconds}`, derivation);
    const hold = launchHoldOf(group, { referring }, params);
    if (hold === null)
      return fail(
        show('no launch lifecycle hook holds instances back while they boot'),
        `Health checks may replace an instance ${grace} s after it enters service`,
      );
    const slow = slowLaunchSeconds(hold);
    const launches =
      slow === null
        ? `fewer than ${params.minimumSamples} launches`
        : `${hold.launchSeconds.length} launches, of which nine in ten took up to ${slow} s,`;
    if (coversBootstrap(hold, params))
      return pass(
        show(`${launches} show that the ${nameHooks(hold)} hold instances back while they boot; the grace period begins after that`),
      );
    return unknown(
      'no-evidence',
      `a launch lifecycle hook may cover the boot: ${launches} do not show it (${nameHooks(hold)})`,
      'gracePeriodSeconds',
    );
  },
  fix: (group, { params, sh }) => ({
    cli: sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --health-check-grace-period ${params.minimumSeconds} --region ${group.region}`,
    terraform: `health_check_grace_period = ${params.minimumSeconds}`,
    cloudformation: `HealthCheckGracePeriod: ${params.minimumSeconds}`,
    effect: 'No interruption. An instance that fails for good right after its launch is replaced that much later.',
  }),
});
