import { defineRule, Type } from '#rule-kit';
import { healthCheckFix, settingOf } from '../_lib/health-check.ts';
import { isServing } from '../_lib/serving-group.ts';

const seconds = (bound: { readonly default: number; readonly description: string }) =>
  Type.Integer({ minimum: 10, maximum: 3000, ...bound });

export default defineRule({
  id: 'target-group.detection-time',
  title: 'A dead target is found within 20 to 90 seconds',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['tg-detection-time'],
  references: ['wa:REL11-BP01', 'wa:REL11-BP02'],
  why: 'Until a dead server is found, its share of the requests fails; found too hastily, a pause of a few seconds takes healthy servers out one after the other.',
  params: Type.Object(
    {
      minDetectionSeconds: seconds({
        default: 20,
        description: 'Shortest time until a target counts as dead: pauses for garbage collection or a full queue end sooner.',
      }),
      maxDetectionSeconds: seconds({
        default: 90,
        description: 'Longest time until a target counts as dead; AWS comes to 60 s by default (30 s x 2).',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: [],
  appliesTo: isServing,
  check(group, { params: { minDetectionSeconds: min, maxDetectionSeconds: max }, pass, fail, seeDerived }) {
    const interval = settingOf(group, 'healthCheckIntervalSeconds');
    const failures = settingOf(group, 'unhealthyThresholdCount');
    const time = interval * failures;
    const arithmetic = `a check every ${interval} s, ${failures} failures in a row: ${interval} s x ${failures} = ${time} s`;
    const shown = seeDerived(group, 'detectionSeconds', time, `${min} to ${max}`, arithmetic);
    if (min <= time && time <= max) return pass(shown);
    return fail(shown, time > max ? `A dead target gets requests for ${time} s` : `A pause of ${time} s takes a healthy target out`);
  },
  fix: (group, { sh }) => ({
    ...healthCheckFix(
      group,
      {
        options: '--health-check-interval-seconds 15 --unhealthy-threshold-count 3',
        terraform: 'interval = 15, unhealthy_threshold = 3',
        cloudformation: 'HealthCheckIntervalSeconds: 15, UnhealthyThresholdCount: 3',
      },
      sh,
    ),
    effect: 'Immediate: a dead target is found after 45 s. The timeout must be shorter than the interval.',
  }),
});
