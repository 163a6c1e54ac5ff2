import type { Service } from '@aws-sdk/client-ecs';
import { required } from '../define.ts';
import { isoTime } from '../values.ts';
import { ecsTags } from './names.ts';
import { deployment, isDiscoverable, loadBalancersOf, running, strategyOf, targetGroupsOf } from './service-shape.ts';

/** What {@link serviceFacts} tells, by name. */
export const toldOfServices = [
  'status',
  'schedulingStrategy',
  'desiredCount',
  'runningCount',
  'pendingCount',
  'launchType',
  'capacityProviderStrategy',
  'platformVersion',
  'platformFamily',
  'network',
  'loadBalancers',
  'isDiscoverable',
  'healthCheckGracePeriodSeconds',
  'deploymentController',
  'deploymentStrategy',
  'minimumHealthyPercent',
  'maximumPercent',
  'circuitBreaker',
  'deploymentAlarms',
  'deploymentHookCount',
  'deployments',
  'placementStrategies',
  'availabilityZoneRebalancing',
  'resourceManagementType',
  'createdAt',
  'tags',
  'taskDefinition',
  'subnets',
  'securityGroups',
  'targetGroups',
] as const;

/** All that `DescribeServices` tells of a service. */
export function serviceFacts(service: Service) {
  const runs = running(service);
  const vpc = (runs.networkConfiguration ?? service.networkConfiguration)?.awsvpcConfiguration;
  const { deploymentCircuitBreaker: breaker, alarms, ...configuration } = service.deploymentConfiguration ?? {};
  return {
    status: required(service.status, 'status'),
    schedulingStrategy: service.schedulingStrategy ?? null,
    desiredCount: required(service.desiredCount, 'desiredCount'),
    runningCount: required(service.runningCount, 'runningCount'),
    pendingCount: required(service.pendingCount, 'pendingCount'),
    launchType: runs.launchType ?? null,
    capacityProviderStrategy: strategyOf(runs.capacityProviderStrategy),
    platformVersion: runs.platformVersion ?? null,
    platformFamily: runs.platformFamily ?? null,
    network: vpc === undefined ? null : { assignPublicIp: vpc.assignPublicIp ?? null },
    loadBalancers: loadBalancersOf(runs.loadBalancers === undefined ? service : runs),
    isDiscoverable: isDiscoverable(service),
    healthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds ?? null,
    deploymentController: service.deploymentController?.type ?? null,
    deploymentStrategy: configuration.strategy ?? null,
    minimumHealthyPercent: configuration.minimumHealthyPercent ?? null,
    maximumPercent: configuration.maximumPercent ?? null,
    circuitBreaker:
      breaker === undefined ? null : { enabled: required(breaker.enable, 'enable'), rollsBack: required(breaker.rollback, 'rollback') },
    deploymentAlarms:
      alarms === undefined
        ? null
        : {
            alarmNames: alarms.alarmNames ?? [],
            enabled: required(alarms.enable, 'alarms.enable'),
            rollsBack: required(alarms.rollback, 'alarms.rollback'),
          },
    deploymentHookCount: configuration.lifecycleHooks?.length ?? 0,
    deployments: (service.deployments ?? []).map(deployment),
    placementStrategies: (service.placementStrategy ?? []).map(({ type, field }) => ({
      strategyType: required(type, 'placementStrategy.type'),
      field: field ?? null,
    })),
    availabilityZoneRebalancing: service.availabilityZoneRebalancing ?? null,
    resourceManagementType: service.resourceManagementType ?? null,
    createdAt: isoTime(service.createdAt),
    tags: ecsTags(service.tags),
    taskDefinition: runs.taskDefinition ?? service.taskDefinition ?? null,
    subnets: vpc?.subnets ?? [],
    securityGroups: vpc?.securityGroups ?? [],
    targetGroups: targetGroupsOf(service),
  };
}
