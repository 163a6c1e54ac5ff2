import { defineRule } from '#rule-kit';
import { definitionOf, isActive } from '../_lib/ecs-service.ts';

/** Roles are written as ARN or as name. */
const nameOf = (role: string) => role.slice(role.lastIndexOf('/') + 1);

export default defineRule({
  id: 'ecs.roles-separate',
  title: 'Containers do not run with the role that starts them',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['ecs-roles-separate'],
  references: ['wa:SEC05-BP01'],
  why: 'The execution role reads every secret and every image of the task. As the role of the task it gives all that to whoever gets into a container.',
  subject: 'ecs.service',
  reads: ['ecs.task-definition'],
  appliesTo: isActive,
  check(service, { pass, fail, see }) {
    const definition = definitionOf(service);
    const { taskRole } = definition;
    // Without a role, containers can call nothing.
    if (taskRole === null) return pass(see(definition, 'taskRole'));
    const { executionRole } = definition;
    const seen = see(definition, 'taskRole', 'a role of its own');
    if (executionRole === null || nameOf(executionRole) !== nameOf(taskRole)) return pass(seen, see(definition, 'executionRole'));
    return fail(seen, `${nameOf(taskRole)} starts its tasks and is what they run with`, [definition]);
  },
  fix: () => ({
    terraform: 'aws_ecs_task_definition: task_role_arn with a role of its own, which may only what the application calls',
    cloudformation: 'TaskRoleArn: a role of its own, which may only what the application calls',
    effect: 'A new revision and its deployment; calls that the new role does not allow are refused.',
  }),
});
