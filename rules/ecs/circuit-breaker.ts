import { defineRule } from '#rule-kit';
import { isReplicated, isRolling, updateService } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.circuit-breaker',
  title: 'Deployments of ECS services stop and roll back by themselves where they fail',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['ecs-circuit-breaker'],
  references: ['wa:REL08-BP05'],
  why: 'Without the deployment circuit breaker a revision that cannot start is retried without end, and what is left of the old one carries the load until somebody notices.',
  subject: 'ecs.service',
  reads: [],
  // CodeDeploy and outside controllers have means of their own.
  appliesTo: (service) => isReplicated(service) && (service.deploymentController ?? 'ECS') === 'ECS',
  check(service, { pass, fail }) {
    const { circuitBreaker: breaker, deploymentAlarms: alarms } = service;
    if (breaker?.enabled === true && breaker.rollsBack) return pass('circuitBreaker');
    // Where all traffic shifts at once, alarms and hooks stand guard.
    if (!isRolling(service)) {
      if (alarms?.enabled === true && alarms.rollsBack) return pass('deploymentAlarms');
      if (service.deploymentHookCount > 0) return pass('deploymentHookCount');
    }
    const expected = { circuitBreaker: { enabled: true, rollsBack: true } };
    return fail(
      expected,
      breaker?.enabled === true ? 'Stops a failed deployment but leaves it where it stands' : 'Retries a failed deployment without end',
    );
  },
  fix(service, { sh }) {
    const { minimumHealthyPercent: min, maximumPercent: max } = service;
    const percents = [...(min === null ? [] : [`minimumHealthyPercent=${min}`]), ...(max === null ? [] : [`maximumPercent=${max}`])];
    const configuration = ['deploymentCircuitBreaker={enable=true,rollback=true}', ...percents].join(',');
    return {
      cli: `${updateService(service, sh)} ${sh`--deployment-configuration ${configuration}`}`,
      terraform: 'deployment_circuit_breaker { enable = true, rollback = true }',
      cloudformation: 'DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } }',
      effect: 'Nothing restarts; the next deployment that fails goes back to the last one that completed.',
    };
  },
});
