import type { Makers } from './node.ts';
import { type Service, upTo } from './service.ts';

const createdAt = '2026-01-15T08:00:00.000Z';

const hasWorkers = (service: Service) => service.isEvery(3);
const hasWarmPool = (service: Service) => service.isEvery(16);
const name = (service: Service, role: string) => `${service.name}-${role}`;

const groupArn = (service: Service, role: string) =>
  service.arn(
    'autoscaling',
    `autoScalingGroup:${String(service.number).padStart(8, '0')}-${role}-${service.hash(role)}:autoScalingGroupName/${name(service, role)}`,
  );

function groupOf(service: Service, role: 'app' | 'worker') {
  const isApp = role === 'app';
  const numbers = isApp ? upTo(service.instanceCount) : [service.instanceCount, service.instanceCount + 1];
  const template = service.id('lt', isApp ? 0 : 1);
  return {
    key: name(service, role),
    arn: groupArn(service, role),
    name: name(service, role),
    facts: {
      minSize: service.isEvery(6) ? 1 : 2,
      maxSize: numbers.length * 2,
      desiredCapacity: numbers.length,
      desiredCapacityType: null,
      healthCheckTypes: isApp && !service.isEvery(8) ? ['EC2', 'ELB'] : ['EC2'],
      gracePeriodSeconds: service.isEvery(10) ? 60 : 300,
      defaultInstanceWarmupSeconds: null,
      zoneNames: service.zones,
      targetGroupArns: isApp ? [service.targetGroupArn('blue')] : [],
      classicLoadBalancerNames: [],
      latticeTargetGroupArns: [],
      launchTemplate: {
        launchTemplateId: template,
        launchTemplateName: name(service, role),
        version: service.isEvery(7) ? '$Latest' : '3',
      },
      mixedInstances: null,
      launchConfigurationName: null,
      instances: numbers.map((number) => ({
        instanceId: service.id('i', number),
        zoneName: service.zones[number % 3] ?? '',
        lifecycleState: 'InService',
        healthStatus: 'Healthy',
        launchTemplateId: template,
        launchTemplateVersion: '3',
        launchConfigurationName: null,
        imageId: null,
        isProtectedFromScaleIn: false,
      })),
      instanceWeights: [],
      suspendedProcesses: [],
      newInstancesAreProtectedFromScaleIn: false,
      maintenancePolicy: null,
      zoneDistribution: null,
      warmPool: isApp && hasWarmPool(service) ? { minSize: 0, poolState: 'Stopped', reusesOnScaleIn: false, status: null } : null,
      status: null,
      operatorPrincipal: null,
      createdAt,
      tags: service.isEvery(4) ? { ...service.tags, 'ha-audit:boot-seconds': '120' } : service.tags,
      unpropagatedTagKeys: [],
    },
    relations: {
      subnets: service.subnets('app'),
      targetGroups: isApp ? [service.targetGroupArn('blue')] : [],
      launchConfiguration: null,
    },
  };
}

export const autoScalingMakers: Pick<
  Makers,
  | 'autoscaling.activity'
  | 'autoscaling.group'
  | 'autoscaling.instance-refresh'
  | 'autoscaling.launch-configuration'
  | 'autoscaling.lifecycle-hook'
  | 'autoscaling.policy'
  | 'autoscaling.scheduled-action'
  | 'autoscaling.traffic-source'
  | 'autoscaling.warm-pool'
> = {
  'autoscaling.activity': (service) =>
    upTo(Math.min(service.instanceCount, 12)).map((number) => {
      const key = `${String(service.number).padStart(8, '0')}-${String(number).padStart(4, '0')}-4000-8000-${service.hash('activity').slice(0, 12)}`;
      return {
        key,
        arn: ['autoscaling', `scalingActivity/${key}`],
        facts: {
          startedAt: '2026-10-01T08:00:00.000Z',
          endedAt: `2026-10-01T08:0${String(1 + (service.number % 8))}:00.000Z`,
          statusCode: 'Successful',
          action: 'launch',
          instanceId: service.id('i', number),
          warmPool: null,
          isCausedByLoadBalancerHealth: false,
        },
        relations: { group: name(service, 'app') },
      };
    }),
  'autoscaling.group': (service) => [groupOf(service, 'app'), ...(hasWorkers(service) ? [groupOf(service, 'worker')] : [])],
  'autoscaling.instance-refresh': (service) =>
    service.isEvery(4)
      ? [
          {
            key: service.hash('refresh'),
            arn: ['autoscaling', `instanceRefresh/${service.name}-${service.hash('refresh')}`],
            facts: { status: 'Successful', startedAt: createdAt, endedAt: createdAt, minHealthyPercentage: 90 },
            relations: { group: name(service, 'app') },
          },
        ]
      : [],
  // Left over from older days: nothing launches from it.
  'autoscaling.launch-configuration': (service) =>
    service.isEvery(32)
      ? [
          {
            key: name(service, 'old'),
            arn: [
              'autoscaling',
              `launchConfiguration:${String(service.number).padStart(8, '0')}-${service.hash('old')}:launchConfigurationName/${name(service, 'old')}`,
            ],
            name: name(service, 'old'),
            facts: {
              imageReference: service.id('ami'),
              instanceType: 'm5.large',
              httpTokens: null,
              httpEndpoint: null,
              httpPutResponseHopLimit: null,
              blockDevices: [],
              instanceProfile: null,
              userDataSecrets: [],
              associatesPublicIp: null,
              createdAt,
            },
            relations: { image: service.id('ami'), securityGroups: [], profile: null },
          },
        ]
      : [],
  'autoscaling.lifecycle-hook': (service) => [
    {
      key: `${name(service, 'app')}/launch`,
      arn: ['autoscaling', `lifecycleHook/${name(service, 'app')}/launch`],
      facts: { transition: 'autoscaling:EC2_INSTANCE_LAUNCHING', heartbeatTimeoutSeconds: 600, defaultResult: 'ABANDON' },
      relations: { group: name(service, 'app') },
    },
  ],
  'autoscaling.policy': (service) =>
    ['cpu', 'requests'].map((policy) => ({
      key: `${name(service, 'app')}/${policy}`,
      arn: ['autoscaling', `scalingPolicy/${name(service, 'app')}/${policy}`],
      facts: {
        policyType: 'TargetTrackingScaling',
        enabled: true,
        targetValue: 60,
        predefinedMetric: policy === 'cpu' ? 'ASGAverageCPUUtilization' : 'ALBRequestCountPerTarget',
        resourceLabel: null,
        disablesScaleIn: false,
        predictiveMode: null,
        alarmNames: ['high', 'low'].map((side) => `TargetTracking-${service.name}-${policy}-${side}`),
      },
      relations: { group: name(service, 'app') },
    })),
  'autoscaling.scheduled-action': (service) =>
    service.isEvery(12)
      ? [
          {
            key: `${name(service, 'app')}/morning`,
            arn: ['autoscaling', `scheduledUpdateGroupAction/${name(service, 'app')}/morning`],
            facts: { recurrence: '0 7 * * MON-FRI', startsAt: createdAt, endsAt: null, minSize: 4, maxSize: null, desiredCapacity: null },
            relations: { group: name(service, 'app') },
          },
        ]
      : [],
  'autoscaling.traffic-source': (service) => [
    {
      key: `${name(service, 'app')}#${service.targetGroupArn('blue')}`,
      arn: ['autoscaling', `trafficSource/${name(service, 'app')}`],
      facts: { identifier: service.targetGroupArn('blue'), sourceType: 'elbv2', state: 'InService' },
      relations: { group: name(service, 'app') },
    },
  ],
  'autoscaling.warm-pool': (service) =>
    hasWarmPool(service)
      ? [
          {
            key: name(service, 'app'),
            arn: ['autoscaling', `warmPool/${name(service, 'app')}`],
            facts: { instances: [] },
            relations: { group: name(service, 'app') },
          },
        ]
      : [],
};
