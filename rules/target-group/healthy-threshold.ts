import { defineRule, ifKnown, Type } from '#rule-kit';
import { healthCheckFix, settingOf } from '../_lib/health-check.ts';
import { isServing } from '../_lib/serving-group.ts';

export default defineRule({
  id: 'target-group.healthy-threshold',
  title: 'Targets get requests after two or three good checks',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['tg-healthy-threshold'],
  references: ['wa:REL11-BP01', 'wa:REL11-BP02'],
  why: 'After a failure every further check that is asked for keeps a replacement that is ready out of service for another interval, while the others carry its load.',
  params: Type.Object(
    {
      maxHealthyThreshold: Type.Integer({
        minimum: 2,
        maximum: 10,
        default: 3,
        description: 'Most good checks in a row before a target gets requests; 2 is the least that AWS takes, 5 what it sets by default.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: [],
  appliesTo: isServing,
  check(group, { params: { maxHealthyThreshold: max }, pass, fail, seeDerived }) {
    const checks = settingOf(group, 'healthyThresholdCount');
    if (checks <= max) return pass('healthyThresholdCount');
    // For the reader only: the number of checks decides by itself.
    const interval = ifKnown(() => settingOf(group, 'healthCheckIntervalSeconds'));
    const wait = interval === undefined ? `${checks} intervals` : `${interval} s x ${checks} = ${interval * checks} s`;
    return fail(
      seeDerived(group, 'healthyThresholdCount', checks, `at most ${max}`, `${wait} until a target that was unhealthy gets requests`),
      `A target that has recovered waits for ${checks} good checks`,
    );
  },
  fix: (group, { sh }) => ({
    ...healthCheckFix(
      group,
      { options: '--healthy-threshold-count 2', terraform: 'healthy_threshold = 2', cloudformation: 'HealthyThresholdCount: 2' },
      sh,
    ),
    effect: 'Immediate, without interruption.',
  }),
});
