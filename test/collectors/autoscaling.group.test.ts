import { describe, expect, it } from 'vitest';
import group from '../../src/collectors/autoscaling/group.ts';
import { mapOne, misfits } from '../kit/mapping.ts';

const tgA = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/a/0123456789abcdef';
const tgB = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/b/0123456789abcdef';
const lattice = 'arn:aws:vpc-lattice:us-east-1:123456789012:targetgroup/tg-0123456789abcdef0';

/** Every field that AWS documents as required, and no other. */
const minimal = {
  AutoScalingGroupName: 'web',
  AutoScalingGroupARN: 'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0f-1:autoScalingGroupName/web',
  MinSize: 2,
  MaxSize: 4,
  DesiredCapacity: 2,
  DefaultCooldown: 300,
  AvailabilityZones: ['us-east-1a'],
  HealthCheckType: 'EC2',
  CreatedTime: new Date('2026-01-01T00:00:00Z'),
};

function read(fields: object) {
  const draft = mapOne(group, { AutoScalingGroups: [{ ...minimal, ...fields }] });
  expect(misfits(draft)).toEqual([]);
  return draft;
}

describe('autoscaling.group', () => {
  it('reads a minimal answer without a gap', () => {
    const { key, name, facts, relations, gaps } = read({});
    expect({ key, name, gaps }).toEqual({ key: 'web', name: 'web', gaps: {} });
    expect(facts).toEqual({
      minSize: 2,
      maxSize: 4,
      desiredCapacity: 2,
      desiredCapacityType: null,
      healthCheckTypes: ['EC2'],
      gracePeriodSeconds: 0,
      defaultInstanceWarmupSeconds: null,
      zoneNames: ['us-east-1a'],
      targetGroupArns: [],
      classicLoadBalancerNames: [],
      latticeTargetGroupArns: [],
      launchTemplate: null,
      mixedInstances: null,
      launchConfigurationName: null,
      instances: [],
      instanceWeights: [],
      suspendedProcesses: [],
      newInstancesAreProtectedFromScaleIn: null,
      maintenancePolicy: null,
      zoneDistribution: null,
      warmPool: null,
      status: null,
      operatorPrincipal: null,
      createdAt: '2026-01-01T00:00:00.000Z',
      tags: {},
      unpropagatedTagKeys: [],
    });
    expect(relations).toEqual({ subnets: [], targetGroups: [], launchConfiguration: null });
  });

  it.each([
    ['EC2', ['EC2']],
    ['ELB', ['EC2', 'ELB']],
    ['EC2,ELB', ['EC2', 'ELB']],
    ['elb , ebs,', ['EBS', 'EC2', 'ELB']],
    ['VPC_LATTICE', ['EC2', 'VPC_LATTICE']],
    ['', ['EC2']],
  ])('reads the health check type %j as a set with EC2 in it', (text, expected) => {
    expect(read({ HealthCheckType: text }).facts['healthCheckTypes']).toEqual(expected);
  });

  it('calls a missing health check type malformed and keeps the rest', () => {
    const { facts, gaps } = read({ HealthCheckType: undefined });
    expect(gaps).toMatchObject({
      healthCheckTypes: { reason: 'malformed', detail: 'AWS sent no HealthCheckType.', action: 'autoscaling:DescribeAutoScalingGroups' },
    });
    expect(facts).not.toHaveProperty('healthCheckTypes');
    expect(facts).toHaveProperty('minSize', 2);
  });

  it.each([
    ['', []],
    [undefined, []],
    ['subnet-1', ['subnet-1']],
    ['subnet-1, subnet-2,', ['subnet-1', 'subnet-2']],
  ])('reads the subnets %j', (text, expected) => {
    expect(read({ VPCZoneIdentifier: text }).relations['subnets']).toEqual(expected);
  });

  it('unites both ways to name what a group is attached to, and tells the types apart with or without Type', () => {
    const { facts, relations } = read({
      TargetGroupARNs: [tgA],
      LoadBalancerNames: ['classic-1'],
      TrafficSources: [
        { Identifier: tgA, Type: 'elbv2' },
        { Identifier: tgB },
        { Identifier: lattice },
        { Identifier: 'classic-1', Type: 'elb' },
        { Identifier: 'classic-2' },
      ],
    });
    expect(facts).toMatchObject({
      targetGroupArns: [tgA, tgB],
      classicLoadBalancerNames: ['classic-1', 'classic-2'],
      latticeTargetGroupArns: [lattice],
    });
    expect(relations['targetGroups']).toEqual([tgA, tgB]);
  });

  it('recognises a target group of another partition', () => {
    const arn = tgA.replace('arn:aws:', 'arn:aws-cn:');
    expect(read({ TrafficSources: [{ Identifier: arn }] }).facts).toMatchObject({ targetGroupArns: [arn], classicLoadBalancerNames: [] });
  });

  it('keeps template and version of a mixed policy and of each override', () => {
    const { facts } = read({
      MixedInstancesPolicy: {
        LaunchTemplate: {
          LaunchTemplateSpecification: { LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web', Version: '7' },
          Overrides: [
            { InstanceType: 'm7g.large', WeightedCapacity: '2' },
            { InstanceType: 'm7i.large', LaunchTemplateSpecification: { LaunchTemplateId: 'lt-2', Version: '$Latest' }, ImageId: 'ami-1' },
          ],
        },
      },
    });
    expect(facts['launchTemplate']).toBeNull();
    expect(facts['mixedInstances']).toEqual({
      launchTemplate: { launchTemplateId: 'lt-1', launchTemplateName: 'web', version: '7' },
      overrides: [
        { launchTemplate: null, instanceType: 'm7g.large', weightedCapacity: 2, imageId: null },
        {
          launchTemplate: { launchTemplateId: 'lt-2', launchTemplateName: null, version: '$Latest' },
          instanceType: 'm7i.large',
          weightedCapacity: null,
          imageId: 'ami-1',
        },
      ],
    });
  });

  it('leaves a version that is not written empty', () => {
    expect(read({ LaunchTemplate: { LaunchTemplateName: 'web' } }).facts['launchTemplate']).toEqual({
      launchTemplateId: null,
      launchTemplateName: 'web',
      version: null,
    });
  });

  it.each([
    [
      { MinHealthyPercentage: 90, MaxHealthyPercentage: 110 },
      { minHealthyPercentage: 90, maxHealthyPercentage: 110 },
    ],
    [{ MinHealthyPercentage: 100 }, { minHealthyPercentage: 100, maxHealthyPercentage: null }],
    [{ MinHealthyPercentage: -1, MaxHealthyPercentage: -1 }, null],
    [{}, null],
  ])('reads the maintenance policy %j', (policy, expected) => {
    expect(read({ InstanceMaintenancePolicy: policy }).facts['maintenancePolicy']).toEqual(expected);
  });

  it('names the tags that instances do not get', () => {
    const { facts, gaps } = read({
      Tags: [
        { Key: 'Name', Value: 'web', PropagateAtLaunch: true },
        { Key: 'Owner', Value: 'a', PropagateAtLaunch: false },
        { Key: 'Env', Value: '', PropagateAtLaunch: false },
      ],
    });
    expect(facts).toMatchObject({ tags: { Name: 'web', Owner: 'a', Env: '' }, unpropagatedTagKeys: ['Env', 'Owner'] });
    expect(gaps).toEqual({});
    expect(read({ Tags: [{ Key: 'Name' }] }).gaps).toMatchObject({ unpropagatedTagKeys: { reason: 'malformed' } });
  });

  it('points to its launch configuration', () => {
    const { facts, relations } = read({ LaunchConfigurationName: 'old' });
    expect(facts['launchConfigurationName']).toBe('old');
    expect(relations['launchConfiguration']).toBe('old');
  });

  it('keeps instances, processes, warm pool and the service that runs the group', () => {
    const { facts } = read({
      Instances: [
        {
          InstanceId: 'i-1',
          AvailabilityZone: 'us-east-1a',
          LifecycleState: 'InService',
          HealthStatus: 'Healthy',
          ProtectedFromScaleIn: false,
          WeightedCapacity: '4',
          LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '3' },
        },
      ],
      SuspendedProcesses: [{ ProcessName: 'ReplaceUnhealthy', SuspensionReason: 'User suspended' }],
      WarmPoolConfiguration: { MinSize: 1, PoolState: 'Stopped', InstanceReusePolicy: { ReuseOnScaleIn: true } },
      NewInstancesProtectedFromScaleIn: true,
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-only' },
      Operator: { Principal: 'ecs.amazonaws.com' },
      Status: 'Delete in progress',
    });
    expect(facts).toMatchObject({
      instances: [
        { instanceId: 'i-1', lifecycleState: 'InService', launchTemplateVersion: '3', launchConfigurationName: null, imageId: null },
      ],
      instanceWeights: [{ instanceId: 'i-1', weight: 4 }],
      suspendedProcesses: [{ name: 'ReplaceUnhealthy', reason: 'User suspended' }],
      warmPool: { minSize: 1, poolState: 'Stopped', reusesOnScaleIn: true, status: null },
      newInstancesAreProtectedFromScaleIn: true,
      zoneDistribution: 'balanced-only',
      operatorPrincipal: 'ecs.amazonaws.com',
      status: 'Delete in progress',
    });
  });
});
