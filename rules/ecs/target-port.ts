import { defineRule, type Evidence, isNonEmpty } from '#rule-kit';
import { definitionOf, isActive } from '../_lib/ecs-service.ts';

export default defineRule({
  id: 'ecs.target-port',
  title: 'Containers and target groups of ECS services speak of the same port',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['ecs-tg-sg-port'],
  references: ['wa:SEC05-BP02', 'wa:REL02-BP01'],
  why: 'Tasks are registered with the port of their container, whatever their target group was made for: who reads the target group opens security groups for the wrong port. A port that no container maps may have nobody who listens.',
  subject: 'ecs.service',
  reads: ['ecs.task-definition', 'elbv2.target-group'],
  // On the network of their instances, tasks get a port of their own each.
  appliesTo: (service) =>
    isActive(service) && service.network !== null && service.loadBalancers.some(({ targetGroupArn }) => targetGroupArn !== null),
  check(service, { find, pass, fail, seeDerived }) {
    const ports = new Map(definitionOf(service).containers.map(({ containerName, portMappings }) => [containerName, portMappings]));
    const problems: { readonly seen: Evidence; readonly inWords: string }[] = [];
    for (const { targetGroupArn, containerName, containerPort } of service.loadBalancers) {
      if (targetGroupArn === null || containerPort === null) continue;
      const isMapped = ports.get(containerName ?? '')?.some((mapping) => mapping.containerPort === containerPort) ?? false;
      const container = `${containerName ?? 'no container'}:${containerPort}`;
      if (!isMapped) {
        const seen = seeDerived(service, 'containerPort', container, 'a port that the container maps', 'as the task definition says');
        problems.push({ seen, inWords: `Is registered with ${container}, which its task definition does not map` });
      }
      const targetGroup = find('elbv2.target-group', targetGroupArn);
      const port = targetGroup?.port ?? null;
      if (targetGroup === null || port === null || port === containerPort) continue;
      const seen = seeDerived(targetGroup, 'port', port, containerPort, `the tasks of ${service.key} are registered with ${containerPort}`);
      problems.push({ seen, inWords: `Listens on ${containerPort} behind a target group for ${port}` });
    }
    const [first] = problems;
    const seen = problems.map((problem) => problem.seen);
    return first !== undefined && isNonEmpty(seen) ? fail(seen, first.inWords) : pass('loadBalancers');
  },
  fix: () => ({
    terraform: 'aws_lb_target_group: port = container_port of the service and containerPort of its container',
    cloudformation: 'Port of the target group = ContainerPort of the service and of its container',
    effect: 'A target group cannot change its port: make a new one, register the service with both, then remove the old one.',
  }),
});
