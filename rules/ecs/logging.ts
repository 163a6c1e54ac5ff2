import { defineRule, isNonEmpty } from '#rule-kit';
import { definitionOf, isActive } from '../_lib/ecs-service.ts';
import { few } from '../_lib/few.ts';

export default defineRule({
  id: 'ecs.logging',
  title: 'Every container of an ECS service sends its logs somewhere',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['ecs-logging'],
  references: ['wa:REL11-BP01', 'config:ECS_TASK_DEFINITION_LOG_CONFIGURATION', 'securityhub:ECS.9'],
  why: 'The logs of a container without a log driver end with its task: why it died can no longer be told.',
  subject: 'ecs.service',
  reads: ['ecs.task-definition'],
  appliesTo: isActive,
  check(service, { pass, fail, seeDerived }) {
    const definition = definitionOf(service);
    const silent = definition.containers.flatMap(({ containerName, logDriver }) =>
      logDriver === null || logDriver === 'none' ? [containerName] : [],
    );
    const drivers = definition.containers.map(({ containerName, logDriver }) => `${containerName}: ${logDriver ?? 'no log driver'}`);
    const seen = seeDerived(definition, 'containersWithoutLogs', silent, [], drivers.join('; '));
    return isNonEmpty(silent) ? fail(seen, `Keeps no logs of ${few(silent)}`, [definition]) : pass(seen);
  },
  fix: () => ({
    terraform:
      'container_definitions: logConfiguration = { logDriver = "awslogs", options = { "awslogs-group" = …, "mode" = "non-blocking" } }',
    cloudformation: 'LogConfiguration: { LogDriver: awslogs, Options: { awslogs-group: …, mode: non-blocking } }',
    effect: 'A new revision and its deployment. Logs cost by volume.',
  }),
});
