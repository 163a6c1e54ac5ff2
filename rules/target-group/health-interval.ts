import { defineRule, Type } from '#rule-kit';
import { healthCheckFix, settingOf } from '../_lib/health-check.ts';
import { isServing } from '../_lib/serving-group.ts';

const seconds = (bound: { readonly default: number; readonly description: string }) => Type.Integer({ minimum: 5, maximum: 300, ...bound });

export default defineRule({
  id: 'target-group.health-interval',
  title: 'Targets are checked every 10 to 30 seconds',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['tg-health-interval'],
  references: ['wa:REL11-BP01'],
  why: 'Seldom checks leave requests on a dead server; checks that follow each other too closely are load of their own, one from every node of the load balancer.',
  params: Type.Object(
    {
      minIntervalSeconds: seconds({ default: 10, description: 'Shortest time between two checks of a target, as proven in practice.' }),
      maxIntervalSeconds: seconds({ default: 30, description: 'Longest time between two checks of a target; AWS sets 30 s by default.' }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: [],
  subsumedBy: ['target-group.detection-time'],
  appliesTo: isServing,
  check(group, { params: { minIntervalSeconds: min, maxIntervalSeconds: max }, pass, fail, see }) {
    const interval = settingOf(group, 'healthCheckIntervalSeconds');
    if (min <= interval && interval <= max) return pass('healthCheckIntervalSeconds');
    return fail(see(group, 'healthCheckIntervalSeconds', `${min} to ${max}`), `A target is checked every ${interval} s`);
  },
  fix: (group, { sh }) => ({
    ...healthCheckFix(
      group,
      { options: '--health-check-interval-seconds 15', terraform: 'interval = 15', cloudformation: 'HealthCheckIntervalSeconds: 15' },
      sh,
    ),
    effect: 'Immediate. The interval must stay longer than the timeout.',
  }),
});
