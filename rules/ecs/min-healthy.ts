import { defineRule, Type } from '#rule-kit';
import { isReplicated, isRolling, updateService } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.min-healthy',
  title: 'Rolling deployments of ECS services keep capacity while tasks are replaced',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['ecs-min-healthy'],
  references: ['wa:REL08-BP05', 'wa:REL11-BP02'],
  why: 'A deployment that stops tasks before their replacements serve sends the whole load to the rest: a peak or a lost zone meets the service at its weakest.',
  params: Type.Object(
    {
      minHealthyPercent: Type.Integer({
        default: 50,
        minimum: 1,
        maximum: 100,
        description:
          'Share of the desired tasks, in percent, that keeps serving during a deployment; 100 is the default of ECS for services of replicas.',
      }),
    },
    { additionalProperties: false },
  ),
  thresholds: { strict: { minHealthyPercent: 100 } },
  subject: 'ecs.service',
  reads: [],
  appliesTo: (service) => isReplicated(service) && isRolling(service),
  // What a service does not say is 100 and 200.
  check(service, { params: { minHealthyPercent }, pass, fail, seeDerived }) {
    const { minimumHealthyPercent, maximumPercent, desiredCount } = service;
    if (minimumHealthyPercent !== null && minimumHealthyPercent < minHealthyPercent) {
      const kept = Math.ceil((desiredCount * minimumHealthyPercent) / 100);
      const sum = `${desiredCount} tasks x ${minimumHealthyPercent} %, rounded up = ${kept}`;
      const seen = seeDerived(service, 'minimumHealthyPercent', minimumHealthyPercent, `at least ${minHealthyPercent}`, sum);
      return fail(seen, `A deployment may leave ${kept} of ${desiredCount} tasks`);
    }
    if (maximumPercent !== null && maximumPercent <= 100) {
      const seen = seeDerived(service, 'maximumPercent', maximumPercent, 'above 100', 'no task can start before another one stops');
      return fail(seen, 'A deployment must stop tasks before it may start their replacements');
    }
    return pass('minimumHealthyPercent', 'maximumPercent');
  },
  fix: (service, { sh }) => ({
    cli: `${updateService(service, sh)} ${sh`--deployment-configuration ${'minimumHealthyPercent=100,maximumPercent=200'}`}`,
    terraform: 'deployment_minimum_healthy_percent = 100, deployment_maximum_percent = 200',
    cloudformation: 'DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200 }',
    effect:
      'Nothing restarts; the next deployment starts new tasks first. Repeat the circuit breaker and alarms of the service: the option sets them all.',
  }),
});
