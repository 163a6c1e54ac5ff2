import { defineRule, Type } from '#rule-kit';
import { carriesRequests, isMeantToRun, updateService } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.min-tasks',
  title: 'ECS services that carry requests never run on fewer than two tasks',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ecs-min-tasks'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP02'],
  why: 'With one task every crash, replacement and zone failure is an outage for as long as the next one needs to be placed, to pull its image and to start.',
  params: Type.Object(
    {
      minTasks: Type.Integer({
        default: 2,
        minimum: 1,
        description: 'Tasks at the least, also where Application Auto Scaling shrinks the service (Well-Architected REL10-BP01).',
      }),
    },
    { additionalProperties: false },
  ),
  thresholds: { strict: { minTasks: 3 } },
  subject: 'ecs.service',
  reads: ['applicationautoscaling.scalable-target'],
  // Nobody waits for the answer of a worker; a scheduler must be alone.
  appliesTo: (service) => isMeantToRun(service) && carriesRequests(service),
  check(service, { params: { minTasks }, pass, fail, see, referring }) {
    const count = (tasks: number) => (tasks === 1 ? 'a single task' : `${tasks} tasks`);
    if (service.desiredCount < minTasks) return fail({ desiredCount: minTasks }, `Runs ${count(service.desiredCount)}`);
    const [target] = referring('applicationautoscaling.scalable-target', 'service', service);
    if (target === undefined) return pass('desiredCount');
    const seen = see(target, 'minCapacity', minTasks);
    if (target.minCapacity >= minTasks) return pass('desiredCount', seen);
    return fail(seen, `May shrink to ${target.minCapacity === 0 ? 'no task at all' : count(target.minCapacity)}`, [target]);
  },
  fix(service, { params: { minTasks }, sh, referring }) {
    const [target] = referring('applicationautoscaling.scalable-target', 'service', service);
    const effect = 'The service starts tasks until it has as many, and pays for them.';
    if (target === undefined || service.desiredCount < minTasks) {
      const cli = `${updateService(service, sh)} ${sh`--desired-count ${minTasks}`}`;
      return { cli, terraform: `desired_count = ${minTasks}`, cloudformation: `DesiredCount: ${minTasks}`, effect };
    }
    const scaled = sh`--service-namespace ecs --resource-id ${target.resourceId} --scalable-dimension ${target.dimension}`;
    return {
      cli: `aws application-autoscaling register-scalable-target ${scaled} ${sh`--min-capacity ${minTasks} --region ${service.region}`}`,
      terraform: `aws_appautoscaling_target: min_capacity = ${minTasks}`,
      cloudformation: `AWS::ApplicationAutoScaling::ScalableTarget MinCapacity: ${minTasks}`,
      effect,
    };
  },
});
