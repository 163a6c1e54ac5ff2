import { defineRule, Type } from '#rule-kit';
import { isActive, updateService } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.lb-grace',
  title: 'ECS services behind a load balancer give new tasks time to start',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['ecs-lb-grace'],
  references: ['wa:REL11-BP03', 'wa:REL11-BP01'],
  why: 'Without a grace period ECS stops a task as soon as the load balancer calls it unhealthy: one that starts slowly is killed and replaced without end, most of all under load.',
  params: Type.Object(
    {
      minGraceSeconds: Type.Integer({
        default: 1,
        minimum: 1,
        description:
          'Shortest grace period in seconds, zero being the default of ECS. A boot time that the configuration declares asks for as much.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'ecs.service',
  reads: [],
  appliesTo: (service) => isActive(service) && service.loadBalancers.length > 0,
  check(service, { params: { minGraceSeconds }, declaredBootSeconds, pass, fail, seeDerived }) {
    const needed = Math.max(minGraceSeconds, declaredBootSeconds ?? 0);
    const grace = service.healthCheckGracePeriodSeconds ?? 0;
    const told = service.healthCheckGracePeriodSeconds === null ? 'the service sets none, which means 0' : 'as the service says';
    const why = declaredBootSeconds === null ? told : `${told}; its workload boots in ${declaredBootSeconds} s`;
    const seen = seeDerived(service, 'healthCheckGracePeriodSeconds', grace, `at least ${needed}`, why);
    return grace >= needed ? pass(seen) : fail(seen, `New tasks have ${grace} s to become healthy`);
  },
  fix(service, { params: { minGraceSeconds }, declaredBootSeconds, sh }) {
    const seconds = Math.max(60, minGraceSeconds, Math.ceil((declaredBootSeconds ?? 0) * 1.5));
    return {
      cli: `${updateService(service, sh)} ${sh`--health-check-grace-period-seconds ${seconds}`}`,
      terraform: `health_check_grace_period_seconds = ${seconds}`,
      cloudformation: `HealthCheckGracePeriodSeconds: ${seconds}`,
      effect: 'Nothing restarts. Choose more than the slowest start takes: a task that really fails is found that much later.',
    };
  },
});
