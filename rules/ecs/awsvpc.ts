import { defineRule } from '#rule-kit';
import { definitionOf, isReplicated } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.awsvpc',
  title: 'Tasks of ECS services have a network interface and security groups of their own',
  severity: 'medium',
  ruleset: 'strict',
  invariants: ['ecs-awsvpc'],
  references: ['wa:SEC05-BP02', 'config:ECS_AWSVPC_NETWORKING_ENABLED', 'securityhub:ECS.17'],
  why: 'Tasks on the network of their instance share its security groups: each reaches what any of them may reach, and the instance must admit the ports of all.',
  subject: 'ecs.service',
  reads: ['ecs.task-definition'],
  // Outside of AWS there are no such interfaces; daemons watch the instance that they run on.
  appliesTo: (service) => isReplicated(service) && service.launchType !== 'EXTERNAL',
  check(service, { pass, fail, see }) {
    const definition = definitionOf(service);
    const seen = see(definition, 'networkMode', 'awsvpc');
    // A definition that says nothing means bridge.
    return definition.networkMode === 'awsvpc'
      ? pass(seen)
      : fail(seen, `Its tasks use the ${definition.networkMode ?? 'bridge'} network of their instance`, [definition]);
  },
  fix: () => ({
    terraform:
      'aws_ecs_task_definition: network_mode = "awsvpc"; aws_ecs_service: network_configuration; aws_lb_target_group: target_type = "ip"',
    cloudformation: 'NetworkMode: awsvpc, NetworkConfiguration on the service, TargetType: ip on the target group',
    effect:
      'Takes a new target group and a new service: neither the type of the one nor the network of the other can be changed. Instances bear few interfaces unless trunking is on.',
  }),
});
