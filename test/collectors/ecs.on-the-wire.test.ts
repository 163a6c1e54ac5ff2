import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { coverageOf, nodeOf, readFrom } from '../kit/read-from.ts';
import { containerArns, containerKeys, ecsArn, scriptContainers } from '../kit/small-containers.ts';
import { kindNames } from '../../src/model/kinds.ts';

const kinds = kindNames.filter((kind) => /^(?:ecs|ecr|applicationautoscaling)\./.test(kind));
const { web, old, webDefinition, oldDefinition, webTask, job } = containerArns;

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

describe('ECS, read by the real SDK', () => {
  it('reads every page of a minimal account without a gap', async () => {
    scriptContainers(endpoint);
    const reading = await readFrom(endpoint, kinds);
    expect(reading.coverage.filter(({ status, listed }) => status !== 'complete' || !listed)).toEqual([]);
    expect(reading.nodes.filter(({ gaps }) => Object.keys(gaps).length > 0)).toEqual([]);
    for (const kind of kinds) {
      const found = reading.nodes.filter((node) => node.kind === kind).map(({ key }) => key);
      expect(found.sort(), kind).toEqual([...(containerKeys[kind] ?? [])].sort());
    }
  });

  it('names services by cluster and name, whatever the format of their ARN', async () => {
    scriptContainers(endpoint);
    const reading = await readFrom(endpoint, kinds);
    expect(nodeOf(reading, 'ecs.service', 'default/old')).toMatchObject({
      id: old,
      name: 'old',
      facts: { status: 'ACTIVE', network: null },
      relations: { cluster: 'default', taskDefinition: oldDefinition, subnets: [], targetGroups: [] },
    });
    expect(nodeOf(reading, 'ecs.service', 'shop/web').id).toBe(web);
    expect(nodeOf(reading, 'ecs.task', webTask).relations).toMatchObject({ cluster: 'shop', service: 'shop/web' });
    expect(nodeOf(reading, 'ecs.task', job).relations).toMatchObject({ service: null });
    expect(nodeOf(reading, 'applicationautoscaling.policy', 'service/shop/web#cpu').relations).toEqual({ service: 'shop/web' });
  });

  it('asks for the page sizes, settings and tags that AWS leaves out otherwise', async () => {
    scriptContainers(endpoint);
    await readFrom(endpoint, kinds);
    const first = (action: string) => endpoint.received.find((request) => request.action === action)?.parameters;
    for (const operation of ['ListClusters', 'ListServices', 'ListTasks'])
      expect(first(`ecs:${operation}`), operation).toMatchObject({ maxResults: 100 });
    expect(first('ecs:DescribeClusters')).toMatchObject({ include: ['SETTINGS', 'TAGS'] });
    expect(first('ecs:DescribeServices')).toMatchObject({ include: ['TAGS'] });
    expect(first('ecs:DescribeCapacityProviders')).toMatchObject({ maxResults: 10 });
    expect(first('application-autoscaling:DescribeScalableTargets')).toMatchObject({ ServiceNamespace: 'ecs', MaxResults: 50 });
    expect(first('application-autoscaling:DescribeScalingPolicies')).toMatchObject({ ServiceNamespace: 'ecs', MaxResults: 10 });
    expect(first('ecr:DescribeRepositories')).toMatchObject({ maxResults: 1000 });
    const calls = endpoint.received.map(({ action, parameters }) => `${action} ${JSON.stringify(parameters)}`);
    expect(calls.filter((call, index) => calls.indexOf(call) !== index)).toEqual([]);
  });

  it('describes ten services at a time, each in its own cluster', async () => {
    scriptContainers(endpoint);
    const arns = Array.from({ length: 12 }, (_, index) => ecsArn(`service/shop/s${index}`));
    endpoint.on('ecs:ListServices', ({ parameters: { cluster } }) => ({ serviceArns: cluster === 'shop' ? arns : [old] }));
    const reading = await readFrom(endpoint, ['ecs.service']);
    const asked = endpoint.received.filter(({ action }) => action === 'ecs:DescribeServices').map(({ parameters }) => parameters);
    expect(asked.map(({ cluster, services }) => [cluster, Array.isArray(services) ? services.length : 0])).toEqual(
      expect.arrayContaining([
        ['shop', 10],
        ['shop', 2],
        ['default', 1],
      ]),
    );
    expect(coverageOf(reading, 'ecs.service')).toMatchObject({ status: 'complete', items: 13 });
  });

  it('drops what AWS says is missing, and only that', async () => {
    scriptContainers(endpoint);
    endpoint.on('ecs:DescribeTasks', ({ parameters: { tasks } }) =>
      Array.isArray(tasks) && tasks.includes(job)
        ? { tasks: [], failures: [{ arn: job, reason: 'MISSING' }] }
        : { tasks: [{ taskArn: webTask, lastStatus: 'RUNNING', taskDefinitionArn: webDefinition, group: 'service:web' }] },
    );
    const reading = await readFrom(endpoint, ['ecs.task']);
    expect(reading.nodes.filter(({ kind }) => kind === 'ecs.task').map(({ key }) => key)).toEqual([webTask]);
    expect(coverageOf(reading, 'ecs.task')).toMatchObject({ status: 'complete' });
  });

  it('keeps a refused description to itself', async () => {
    scriptContainers(endpoint);
    endpoint.deny('ecs:DescribeTaskDefinition');
    const reading = await readFrom(endpoint, kinds);
    expect(nodeOf(reading, 'ecs.task-definition', webDefinition).gaps).toMatchObject({ containers: { reason: 'denied' } });
    expect(nodeOf(reading, 'ecs.service', 'shop/web').gaps).toEqual({});
  });

  it('does not know the definitions in use where the services are not told', async () => {
    scriptContainers(endpoint);
    endpoint.deny('ecs:DescribeServices');
    const reading = await readFrom(endpoint, kinds);
    expect(nodeOf(reading, 'ecs.service', 'shop/web').gaps).toMatchObject({ status: { reason: 'denied', action: 'ecs:DescribeServices' } });
    expect(coverageOf(reading, 'ecs.task-definition')).toMatchObject({ listed: false });
  });

  it('finds nothing in an empty account and knows it', async () => {
    endpoint.answersEmpty = true;
    const reading = await readFrom(endpoint, kinds);
    expect(reading.nodes).toEqual([]);
    expect(reading.coverage.filter(({ status, listed }) => status !== 'complete' || !listed)).toEqual([]);
  });
});

describe('what a service says of itself', () => {
  const read = async (service: object) => {
    scriptContainers(endpoint);
    endpoint.on('ecs:DescribeServices', ({ parameters: { services } }) => ({
      services: (Array.isArray(services) ? services : []).map((serviceArn) => ({
        serviceArn,
        status: 'ACTIVE',
        desiredCount: 2,
        runningCount: 2,
        pendingCount: 0,
        ...service,
      })),
    }));
    const found = nodeOf(await readFrom(endpoint, ['ecs.service']), 'ecs.service', 'shop/web');
    expect(found.gaps).toEqual({});
    return found;
  };
  const awsvpc = (...subnets: readonly string[]) => ({
    awsvpcConfiguration: { subnets, securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
  });

  it('is what its primary task set runs where CodeDeploy deploys', async () => {
    const { facts, relations } = await read({
      deploymentController: { type: 'CODE_DEPLOY' },
      loadBalancers: [{ targetGroupArn: 'arn:blue', containerName: 'web', containerPort: 80 }],
      taskSets: [
        { status: 'ACTIVE', loadBalancers: [{ targetGroupArn: 'arn:blue' }], networkConfiguration: awsvpc('subnet-old') },
        {
          status: 'PRIMARY',
          launchType: 'FARGATE',
          platformVersion: '1.4.0',
          taskDefinition: webDefinition,
          loadBalancers: [{ targetGroupArn: 'arn:green', containerName: 'web', containerPort: 80 }],
          networkConfiguration: awsvpc('subnet-new'),
        },
      ],
    });
    expect(facts).toMatchObject({
      deploymentController: 'CODE_DEPLOY',
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      network: { assignPublicIp: 'DISABLED' },
      loadBalancers: [{ targetGroupArn: 'arn:green' }],
    });
    expect(relations).toMatchObject({
      taskDefinition: webDefinition,
      subnets: ['subnet-new'],
      targetGroups: ['arn:blue', 'arn:green'],
    });
  });

  it('names both target groups of a blue/green deployment of ECS itself', async () => {
    const { facts, relations } = await read({
      deploymentConfiguration: {
        strategy: 'BLUE_GREEN',
        alarms: { alarmNames: ['5xx'], enable: true, rollback: true },
        lifecycleHooks: [{ hookTargetArn: 'arn:fn' }],
      },
      loadBalancers: [
        {
          targetGroupArn: 'arn:blue',
          containerName: 'web',
          containerPort: 80,
          advancedConfiguration: { alternateTargetGroupArn: 'arn:green', testListenerRule: 'arn:test' },
        },
      ],
    });
    expect(facts).toMatchObject({
      deploymentStrategy: 'BLUE_GREEN',
      circuitBreaker: null,
      deploymentAlarms: { alarmNames: ['5xx'], enabled: true, rollsBack: true },
      deploymentHookCount: 1,
      loadBalancers: [{ alternateTargetGroupArn: 'arn:green', testListenerRule: 'arn:test', productionListenerRule: null }],
    });
    expect(relations).toMatchObject({ targetGroups: ['arn:blue', 'arn:green'] });
  });

  it('keeps zero apart from what is not said', async () => {
    const { facts } = await read({
      healthCheckGracePeriodSeconds: 0,
      deploymentConfiguration: {
        minimumHealthyPercent: 0,
        maximumPercent: 100,
        deploymentCircuitBreaker: { enable: false, rollback: false },
      },
      capacityProviderStrategy: [
        { capacityProvider: 'FARGATE', base: 2 },
        { capacityProvider: 'FARGATE_SPOT', weight: 1 },
      ],
    });
    expect(facts).toMatchObject({
      healthCheckGracePeriodSeconds: 0,
      minimumHealthyPercent: 0,
      maximumPercent: 100,
      circuitBreaker: { enabled: false, rollsBack: false },
      launchType: null,
      capacityProviderStrategy: [
        { capacityProvider: 'FARGATE', weight: 0, base: 2 },
        { capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 },
      ],
    });
  });
});
