import type { Kind } from '../../src/model/kinds.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';

export const ecsArn = (resource: string) => `arn:aws:ecs:us-east-1:123456789012:${resource}`;
export const containerArns = {
  web: ecsArn('service/shop/web'),
  /** Of the format that does not name the cluster. */
  old: ecsArn('service/old'),
  webDefinition: ecsArn('task-definition/web:7'),
  oldDefinition: ecsArn('task-definition/old:1'),
  webTask: ecsArn('task/shop/1'),
  job: ecsArn('task/shop/2'),
};
const { web, old, webDefinition, oldDefinition, webTask, job } = containerArns;

/** What the nodes of each kind are called. */
export const containerKeys: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  'applicationautoscaling.policy': ['service/shop/web#cpu', 'service/shop/web#requests'],
  'applicationautoscaling.scalable-target': ['ecs:service:DesiredCount#service/default/old', 'ecs:service:DesiredCount#service/shop/web'],
  'ecr.registry-scanning-configuration': ['registry-scanning-configuration'],
  'ecr.repository': ['team/job', 'web'],
  'ecs.capacity-provider': ['FARGATE', 'FARGATE_SPOT'],
  'ecs.cluster': ['default', 'shop'],
  'ecs.service': ['default/old', 'shop/web'],
  'ecs.task': [webTask, job],
  'ecs.task-definition': [oldDefinition, webDefinition],
};

/** Two pages, as services whose members start with a small letter send them. */
const paged = (token: unknown, first: object, second: object) => (token === undefined ? { ...first, nextToken: 'page-2' } : second);

/** Two clusters with a service each, and in every item only what AWS documents as always there. */
export function scriptContainers(endpoint: AwsEndpoint): void {
  const cluster = (name: unknown) => ({ clusterArn: name, status: 'ACTIVE', activeServicesCount: 1 });
  const service = (arn: unknown) => ({
    serviceArn: arn,
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    taskDefinition: arn === web ? webDefinition : oldDefinition,
  });
  const task = (arn: unknown) => ({
    taskArn: arn,
    lastStatus: 'RUNNING',
    taskDefinitionArn: webDefinition,
    group: arn === webTask ? 'service:web' : 'family:job',
  });
  endpoint
    .on('ecs:ListClusters', ({ parameters: { nextToken } }) =>
      paged(nextToken, { clusterArns: [ecsArn('cluster/shop')] }, { clusterArns: [ecsArn('cluster/default')] }),
    )
    .on('ecs:DescribeClusters', ({ parameters: { clusters } }) => ({ clusters: listOf(clusters).map(cluster) }))
    .on('ecs:ListServices', ({ parameters: { cluster: name } }) => ({ serviceArns: [name === 'shop' ? web : old] }))
    .on('ecs:DescribeServices', ({ parameters: { services } }) => ({ services: listOf(services).map(service) }))
    .on('ecs:DescribeTaskDefinition', ({ parameters: { taskDefinition } }) => ({
      taskDefinition: {
        taskDefinitionArn: taskDefinition,
        family: String(taskDefinition).includes('/web:') ? 'web' : 'old',
        revision: 1,
        status: 'ACTIVE',
      },
    }))
    .on('ecs:ListTasks', ({ parameters: { cluster: name, nextToken } }) =>
      name === 'shop' ? paged(nextToken, { taskArns: [webTask] }, { taskArns: [job] }) : {},
    )
    .on('ecs:DescribeTasks', ({ parameters: { tasks } }) => ({ tasks: listOf(tasks).map(task) }))
    .on('ecs:DescribeCapacityProviders', ({ parameters: { nextToken } }) => {
      const provider = (name: string) => ({ capacityProviderArn: ecsArn(`capacity-provider/${name}`), name, status: 'ACTIVE' });
      return paged(nextToken, { capacityProviders: [provider('FARGATE')] }, { capacityProviders: [provider('FARGATE_SPOT')] });
    });
  scriptScaling(endpoint);
  scriptRegistry(endpoint);
}

function scriptScaling(endpoint: AwsEndpoint): void {
  const scaled = { ServiceNamespace: 'ecs', ResourceId: 'service/shop/web', ScalableDimension: 'ecs:service:DesiredCount' };
  const policy = (PolicyName: string) => ({
    ...scaled,
    PolicyARN: `arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:${PolicyName}`,
    PolicyName,
    PolicyType: 'TargetTrackingScaling',
  });
  endpoint
    .pages('application-autoscaling:DescribeScalableTargets', [
      { ScalableTargets: [{ ...scaled, MinCapacity: 2, MaxCapacity: 8 }] },
      { ScalableTargets: [{ ...scaled, ResourceId: 'service/default/old', MinCapacity: 2, MaxCapacity: 8 }] },
    ])
    .pages('application-autoscaling:DescribeScalingPolicies', [
      { ScalingPolicies: [policy('cpu')] },
      { ScalingPolicies: [policy('requests')] },
    ]);
}

function scriptRegistry(endpoint: AwsEndpoint): void {
  const repository = (repositoryName: string) => ({
    repositoryArn: `arn:aws:ecr:us-east-1:123456789012:repository/${repositoryName}`,
    repositoryName,
    repositoryUri: `123456789012.dkr.ecr.us-east-1.amazonaws.com/${repositoryName}`,
    imageTagMutability: 'MUTABLE',
  });
  endpoint
    .on('ecr:DescribeRepositories', ({ parameters: { nextToken } }) =>
      paged(nextToken, { repositories: [repository('web')] }, { repositories: [repository('team/job')] }),
    )
    .on('ecr:GetRegistryScanningConfiguration', { scanningConfiguration: { scanType: 'BASIC' } });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
