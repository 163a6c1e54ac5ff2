import type { CapacityProviderStrategyItem, Deployment, LoadBalancer, Service, TaskSet } from '@aws-sdk/client-ecs';
import { required } from '../define.ts';
import { isoTime } from '../values.ts';

/** Weights and bases that are left out are zero. */
export function strategyOf(items: readonly CapacityProviderStrategyItem[] | undefined) {
  return (items ?? []).map(({ capacityProvider, weight, base }) => ({
    capacityProvider: required(capacityProvider, 'capacityProvider'),
    weight: weight ?? 0,
    base: base ?? 0,
  }));
}

/** What runs: the service says it itself, or its primary task set where CodeDeploy or an outside controller deploys. */
export function running(service: Service): Service | TaskSet {
  const primary = service.taskSets?.find(({ status }) => status === 'PRIMARY');
  return primary ?? service;
}

export function loadBalancersOf({ loadBalancers }: Pick<Service, 'loadBalancers'>) {
  return (loadBalancers ?? []).map((each: LoadBalancer) => ({
    targetGroupArn: each.targetGroupArn ?? null,
    loadBalancerName: each.loadBalancerName ?? null,
    containerName: each.containerName ?? null,
    containerPort: each.containerPort ?? null,
    alternateTargetGroupArn: each.advancedConfiguration?.alternateTargetGroupArn ?? null,
    productionListenerRule: each.advancedConfiguration?.productionListenerRule ?? null,
    testListenerRule: each.advancedConfiguration?.testListenerRule ?? null,
  }));
}

/** Of the service and, where CodeDeploy shifts traffic, of every task set that still takes some. */
export function targetGroupsOf(service: Service): readonly string[] {
  const holders = [service, ...(service.taskSets ?? [])];
  const arns = holders.flatMap((holder) => loadBalancersOf(holder).flatMap((each) => [each.targetGroupArn, each.alternateTargetGroupArn]));
  return [...new Set(arns.flatMap((arn) => arn ?? []))];
}

export function deployment(each: Deployment) {
  return {
    deploymentId: required(each.id, 'deployments.id'),
    status: required(each.status, 'deployments.status'),
    taskDefinitionArn: required(each.taskDefinition, 'deployments.taskDefinition'),
    rolloutState: each.rolloutState ?? null,
    rolloutStateReason: each.rolloutStateReason ?? null,
    desiredCount: required(each.desiredCount, 'deployments.desiredCount'),
    runningCount: required(each.runningCount, 'deployments.runningCount'),
    pendingCount: required(each.pendingCount, 'deployments.pendingCount'),
    failedTasks: each.failedTasks ?? 0,
    updatedAt: isoTime(each.updatedAt),
  };
}

/** Whether others reach the service by a name of its own. */
export function isDiscoverable({ serviceRegistries, deployments }: Service): boolean {
  const primary = deployments?.find(({ status }) => status === 'PRIMARY');
  const offered = primary?.serviceConnectConfiguration?.services ?? [];
  return (serviceRegistries ?? []).length + offered.length + (primary?.vpcLatticeConfigurations ?? []).length > 0;
}
