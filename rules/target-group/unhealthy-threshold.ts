import { defineRule, Type } from '#rule-kit';
import { healthCheckFix, settingOf } from '../_lib/health-check.ts';
import { isServing } from '../_lib/serving-group.ts';

export default defineRule({
  id: 'target-group.unhealthy-threshold',
  title: 'Targets lose requests after two or three failed checks',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['tg-unhealthy-threshold'],
  references: ['wa:REL11-BP01'],
  why: 'Every further check that must fail sends requests to a dead server for another interval.',
  params: Type.Object(
    {
      maxUnhealthyThreshold: Type.Integer({
        minimum: 2,
        maximum: 10,
        default: 3,
        description: 'Most failed checks in a row before a target gets no requests; AWS sets 2 by default, and takes no less.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: [],
  subsumedBy: ['target-group.detection-time'],
  appliesTo: isServing,
  check(group, { params: { maxUnhealthyThreshold: max }, pass, fail, see }) {
    const checks = settingOf(group, 'unhealthyThresholdCount');
    if (checks <= max) return pass('unhealthyThresholdCount');
    return fail(see(group, 'unhealthyThresholdCount', `at most ${max}`), `A dead target gets requests until ${checks} checks have failed`);
  },
  fix: (group, { sh }) => ({
    ...healthCheckFix(
      group,
      { options: '--unhealthy-threshold-count 2', terraform: 'unhealthy_threshold = 2', cloudformation: 'UnhealthyThresholdCount: 2' },
      sh,
    ),
    effect: 'Immediate. Targets that fail now and then are taken out sooner.',
  }),
});
