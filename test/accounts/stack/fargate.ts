import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { target } from '../../kit/security-world.ts';
import { node } from '../../kit/world.ts';
import type { StackOptions } from './options.ts';

const cluster = 'shop';
const taskArn = (letter: string) => `arn:aws:ecs:eu-west-1:111111111111:task/${cluster}/${letter}`;
const definition = 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:7';
const tags = { Environment: 'production', Name: 'web' };

/** A Fargate service with a healthy task in each zone, its scaling and its images. */
export function fargate({ letters }: StackOptions): readonly NodeRecord[] {
  return [
    node('ecs.cluster', cluster, { tags }),
    node('ecs.service', `${cluster}/web`, {
      desiredCount: letters.length,
      runningCount: letters.length,
      subnets: letters.map((letter) => `subnet-app-${letter}`),
      tags,
    }),
    node('ecs.task-definition', definition, { tags }),
    ...letters.flatMap((letter, index) => [
      node('ecs.task', taskArn(letter), { zoneName: `eu-west-1${letter}`, networkInterfaces: [`eni-task-${letter}`] }),
      node('ec2.network-interface', `eni-task-${letter}`, {
        zoneName: `eu-west-1${letter}`,
        subnet: `subnet-app-${letter}`,
        description: taskArn(letter).replace(':task/', ':attachment/'),
        isRequesterManaged: true,
        instanceOwnerId: '444444444444',
        privateIps: [`10.0.${String(20 + index)}.10`],
        securityGroups: ['sg-app'],
      }),
      target(`10.0.${String(20 + index)}.10`, { zoneName: `eu-west-1${letter}` }),
    ]),
    node('applicationautoscaling.scalable-target', `ecs:service:DesiredCount#service/${cluster}/web`),
    node('applicationautoscaling.policy', `service/${cluster}/web#requests`),
    node('ecs.capacity-provider', 'FARGATE', { autoScaling: null, group: null }),
    node('ecs.capacity-provider', 'FARGATE_SPOT', { autoScaling: null, group: null }),
    node('ecr.repository', 'web'),
    node('ecr.registry-scanning-configuration', 'registry-scanning-configuration'),
  ];
}
