import { defineRule, Type, undecidable } from '#rule-kit';
import { healthCheckFix } from '../_lib/health-check.ts';
import { isAskedByHttp } from '../_lib/serving-group.ts';

export default defineRule({
  id: 'target-group.health-path',
  title: 'Health checks ask a path of their own',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['tg-health-path'],
  references: ['wa:REL11-BP01'],
  why: 'The home page says little about health: served by the web server alone it answers while the application is dead, and one slow query behind it takes every healthy server out at once.',
  params: Type.Object(
    {
      homePaths: Type.Array(Type.String({ minLength: 1 }), {
        default: ['/', '/index.html', '/index.htm', '/index.php'],
        description: 'Paths of home pages, which are no health checks; AWS checks "/" where nothing is said.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: [],
  appliesTo: isAskedByHttp,
  check(group, { params, pass, fail, see }) {
    const { healthCheckPath } = group;
    if (healthCheckPath === null) return undecidable(group, 'no-evidence', 'AWS does not tell which path is asked');
    const [path = ''] = healthCheckPath.split(/[?#]/);
    if (!params.homePaths.includes(path === '' ? '/' : path)) return pass('healthCheckPath');
    return fail(
      see(group, 'healthCheckPath', 'a path such as /health'),
      `${path === '' ? '/' : path} is the home page, not a health check`,
    );
  },
  fix: (group, { sh }) => ({
    ...healthCheckFix(
      group,
      { options: '--health-check-path /health', terraform: 'path = "/health"', cloudformation: 'HealthCheckPath: /health' },
      sh,
    ),
    effect: 'Immediate. The application must answer the new path first, cheaply: a path that is missing makes every target unhealthy.',
  }),
});
