import { anyOf, type Facts, type Identity, type ShellTag, undecidable, type View } from '#rule-kit';

type Service = Facts<'ecs.service'>;

/** Neither draining nor deleted. */
export function isActive({ status }: Service): boolean {
  return status === 'ACTIVE';
}

/** Its tasks stand in for each other. A daemon runs one on each instance, and none of them replaces another. */
export function isReplicated(service: Service): boolean {
  return isActive(service) && service.schedulingStrategy !== 'DAEMON';
}

/** Scaled to zero is a decision, not a failure. */
export function isMeantToRun(service: Service): boolean {
  return isReplicated(service) && service.desiredCount > 0;
}

/** Whether somebody waits for an answer: a load balancer, or others who reach the service by name. */
export function carriesRequests(service: Service): boolean {
  return anyOf(
    () => service.loadBalancers.length > 0,
    () => service.isDiscoverable,
  );
}

/** ECS itself replaces the tasks, a few at a time. */
export function isRolling({ deploymentController, deploymentStrategy }: Service): boolean {
  return (deploymentController ?? 'ECS') === 'ECS' && (deploymentStrategy ?? 'ROLLING') === 'ROLLING';
}

/** What the service runs on, by capacity provider; `FARGATE` for the launch type of that name, none for any other launch type. */
export function providersOf(service: View<'ecs.service', 'ecs.cluster'>): Service['capacityProviderStrategy'] {
  if (service.launchType !== null) return service.launchType === 'FARGATE' ? [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }] : [];
  return service.capacityProviderStrategy.length > 0 ? service.capacityProviderStrategy : service.cluster.defaultCapacityProviderStrategy;
}

export function isOnFargate(service: View<'ecs.service', 'ecs.cluster'>): boolean {
  return providersOf(service).some(({ capacityProvider }) => capacityProvider === 'FARGATE' || capacityProvider === 'FARGATE_SPOT');
}

/** The revision that the service runs, or ends the check where none is told. */
export function definitionOf(service: View<'ecs.service', 'ecs.task-definition'>): View<'ecs.task-definition', 'ecs.task-definition'> {
  return service.taskDefinition ?? undecidable(service, 'no-evidence', `${service.key} names no task definition`);
}

/** The start of every command that changes a service. */
export function updateService({ key, region }: Identity, sh: ShellTag): string {
  const [cluster = '', service = ''] = key.split('/');
  return sh`aws ecs update-service --cluster ${cluster} --service ${service} --region ${region}`;
}
