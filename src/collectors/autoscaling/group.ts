import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { defineCollector, required } from '../kit/define.ts';
import { commaSeparated, tagMap } from '../kit/values.ts';
import { classicLoadBalancerNames, latticeTargetGroupArns, targetGroupArns } from '../kit/autoscaling/attachments.ts';
import { healthCheckTypes } from '../kit/autoscaling/health-check-types.ts';
import { groupInstance, instanceWeights } from '../kit/autoscaling/instances.ts';
import { mixedInstances, templateReference } from '../kit/autoscaling/launch-templates.ts';
import { maintenancePolicy } from '../kit/autoscaling/maintenance-policy.ts';
import { suspendedProcesses } from '../kit/autoscaling/suspended-processes.ts';
import { unpropagatedTagKeys } from '../kit/autoscaling/unpropagated-tag-keys.ts';
import { warmPoolConfiguration } from '../kit/autoscaling/warm-pool-configuration.ts';

export default defineCollector({
  kind: 'autoscaling.group',
  list: {
    action: 'autoscaling:DescribeAutoScalingGroups',
    fetch: ({ autoScaling }, _input: undefined, token) =>
      autoScaling.send(new DescribeAutoScalingGroupsCommand({ MaxRecords: 100, NextToken: token })),
    items: (page) => page.AutoScalingGroups,
    next: (page) => page.NextToken,
  },
  id: (group) => required(group.AutoScalingGroupARN, 'AutoScalingGroupARN'),
  key: (group) => required(group.AutoScalingGroupName, 'AutoScalingGroupName'),
  name: (group) => required(group.AutoScalingGroupName, 'AutoScalingGroupName'),
  facts: {
    minSize: (group) => required(group.MinSize, 'MinSize'),
    maxSize: (group) => required(group.MaxSize, 'MaxSize'),
    desiredCapacity: (group) => required(group.DesiredCapacity, 'DesiredCapacity'),
    desiredCapacityType: (group) => group.DesiredCapacityType ?? null,
    healthCheckTypes: (group) => healthCheckTypes(required(group.HealthCheckType, 'HealthCheckType')),
    // Documented: without a value the grace period is 0 seconds.
    gracePeriodSeconds: (group) => group.HealthCheckGracePeriod ?? 0,
    defaultInstanceWarmupSeconds: (group) => group.DefaultInstanceWarmup ?? null,
    zoneNames: (group) => group.AvailabilityZones ?? [],
    targetGroupArns: (group) => targetGroupArns(group),
    classicLoadBalancerNames: (group) => classicLoadBalancerNames(group),
    latticeTargetGroupArns: (group) => latticeTargetGroupArns(group),
    launchTemplate: (group) => templateReference(group.LaunchTemplate),
    mixedInstances: (group) => mixedInstances(group.MixedInstancesPolicy),
    launchConfigurationName: (group) => group.LaunchConfigurationName ?? null,
    instances: (group) => (group.Instances ?? []).map(groupInstance),
    instanceWeights: (group) => instanceWeights(group.Instances ?? []),
    suspendedProcesses: (group) => suspendedProcesses(group),
    newInstancesAreProtectedFromScaleIn: (group) => group.NewInstancesProtectedFromScaleIn ?? null,
    maintenancePolicy: (group) => maintenancePolicy(group.InstanceMaintenancePolicy),
    zoneDistribution: (group) => group.AvailabilityZoneDistribution?.CapacityDistributionStrategy ?? null,
    warmPool: (group) => warmPoolConfiguration(group.WarmPoolConfiguration),
    status: (group) => group.Status ?? null,
    operatorPrincipal: (group) => group.Operator?.Principal ?? null,
    createdAt: (group) => required(group.CreatedTime, 'CreatedTime').toISOString(),
    tags: (group) => tagMap(group.Tags),
    unpropagatedTagKeys: (group) => unpropagatedTagKeys(group),
  },
  relations: {
    subnets: (group) => commaSeparated(group.VPCZoneIdentifier),
    targetGroups: (group) => targetGroupArns(group),
    launchConfiguration: (group) => group.LaunchConfigurationName ?? null,
  },
});
