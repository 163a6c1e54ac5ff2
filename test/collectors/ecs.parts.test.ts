import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { nodeOf, readFrom } from '../kit/read-from.ts';
import { containerArns, ecsArn, scriptContainers } from '../kit/small-containers.ts';

const { webDefinition } = containerArns;

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

describe('a task definition', () => {
  it('is kept without a single value of its environment', async () => {
    scriptContainers(endpoint);
    const password = 'correct-horse-battery';
    endpoint.on('ecs:DescribeTaskDefinition', {
      taskDefinition: {
        taskDefinitionArn: webDefinition,
        family: 'web',
        revision: 7,
        status: 'ACTIVE',
        networkMode: 'awsvpc',
        taskRoleArn: '',
        executionRoleArn: 'arn:aws:iam::123456789012:role/run',
        containerDefinitions: [
          {
            name: 'web',
            image: 'nginx',
            environment: [
              { name: 'LOG_LEVEL', value: 'info' },
              { name: 'DB_PASSWORD', value: password },
              { name: 'DATABASE_URL', value: `postgres://app:${password}@db/shop` },
            ],
            secrets: [{ name: 'API_KEY', valueFrom: 'arn:aws:ssm:us-east-1:123456789012:parameter/key' }],
            portMappings: [{ containerPort: 80, protocol: 'tcp' }],
            logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': password } },
          },
        ],
      },
      tags: [{ key: 'Team', value: 'shop' }],
    });
    const reading = await readFrom(endpoint, ['ecs.task-definition']);
    const { facts, gaps } = nodeOf(reading, 'ecs.task-definition', webDefinition);
    expect(gaps).toEqual({});
    expect(JSON.stringify(reading)).not.toContain(password);
    expect(facts).toMatchObject({
      taskRole: null,
      executionRole: 'arn:aws:iam::123456789012:role/run',
      tags: { Team: 'shop' },
      containers: [
        {
          containerName: 'web',
          essential: true,
          environment: [
            { variable: 'DATABASE_URL', secretPattern: 'password in a URL' },
            { variable: 'DB_PASSWORD', secretPattern: 'literal value of a variable that is named like a secret' },
            { variable: 'LOG_LEVEL', secretPattern: null },
          ],
          secretNames: ['API_KEY'],
          logDriver: 'splunk',
          portMappings: [{ containerPort: 80, hostPort: null, protocol: 'tcp' }],
        },
      ],
    });
  });
});

describe('a capacity provider', () => {
  it('names its Auto Scaling group, however that is written', async () => {
    const provider = (name: string, autoScalingGroupArn: string) => ({
      capacityProviderArn: ecsArn(`capacity-provider/${name}`),
      name,
      status: 'ACTIVE',
      autoScalingGroupProvider: {
        autoScalingGroupArn,
        managedScaling: { status: 'ENABLED', targetCapacity: 90 },
        managedTerminationProtection: 'DISABLED',
      },
    });
    const arn = 'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0f:autoScalingGroupName/web';
    endpoint.on('ecs:DescribeCapacityProviders', { capacityProviders: [provider('by-arn', arn), provider('by-name', 'web')] });
    const reading = await readFrom(endpoint, ['ecs.capacity-provider']);
    for (const key of ['by-arn', 'by-name']) {
      expect(nodeOf(reading, 'ecs.capacity-provider', key)).toMatchObject({
        gaps: {},
        facts: {
          autoScaling: {
            managedScaling: 'ENABLED',
            managedTerminationProtection: 'DISABLED',
            managedDraining: null,
            targetCapacityPercent: 90,
          },
        },
        relations: { group: 'web' },
      });
    }
  });
});
