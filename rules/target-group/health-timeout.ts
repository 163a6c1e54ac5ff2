import { allOf, defineRule, Type } from '#rule-kit';
import { healthCheckFix, settingOf } from '../_lib/health-check.ts';
import { isServing, speaksHttp } from '../_lib/serving-group.ts';

const seconds = (bound: { readonly default: number; readonly description: string }) => Type.Integer({ minimum: 2, maximum: 120, ...bound });

export default defineRule({
  id: 'target-group.health-timeout',
  title: 'Health checks give up within seconds, and before the next one',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['tg-health-timeout'],
  references: ['wa:REL11-BP01', 'wa:REL05-BP05'],
  why: 'A check that waits long calls a server healthy that is too slow to serve, and takes longer to find one that hangs.',
  params: Type.Object(
    {
      maxTimeoutSeconds: seconds({
        default: 5,
        description: 'Longest wait for the answer of a target of an Application Load Balancer; AWS sets 5 s by default.',
      }),
      maxNetworkTimeoutSeconds: seconds({
        default: 10,
        description: 'The same behind a Network Load Balancer; AWS sets 10 s by default, and 6 s where it asks by HTTP.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: [],
  appliesTo: isServing,
  check(group, { params, pass, fail, see }) {
    const max = speaksHttp(group) ? params.maxTimeoutSeconds : params.maxNetworkTimeoutSeconds;
    const timeout = () => settingOf(group, 'healthCheckTimeoutSeconds');
    const interval = () => settingOf(group, 'healthCheckIntervalSeconds');
    const isShort = allOf(
      () => timeout() <= max,
      () => timeout() < interval(),
    );
    if (isShort) return pass('healthCheckTimeoutSeconds', 'healthCheckIntervalSeconds');
    if (timeout() > max)
      return fail(see(group, 'healthCheckTimeoutSeconds', `at most ${max}`), `A check waits ${timeout()} s for an answer`);
    return fail(
      [
        see(group, 'healthCheckTimeoutSeconds', `less than ${interval()}`),
        see(group, 'healthCheckIntervalSeconds', `more than ${timeout()}`),
      ],
      `A check waits ${timeout()} s for an answer, and the next one starts after ${interval()} s`,
    );
  },
  fix: (group, { sh }) => ({
    ...healthCheckFix(
      group,
      { options: '--health-check-timeout-seconds 4', terraform: 'timeout = 4', cloudformation: 'HealthCheckTimeoutSeconds: 4' },
      sh,
    ),
    effect: 'Immediate. A health path that needs longer than this makes its targets unhealthy: make it cheaper first.',
  }),
});
