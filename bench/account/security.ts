import type { Facts } from '../../src/model/kinds.ts';
import type { Makers } from './node.ts';
import type { Service } from './service.ts';

type Rule = Facts<'ec2.security-group'>['ingress'][number];

/** Security groups of a service, by number. */
export const groupNumbers = { balancer: 0, app: 1, data: 2, worker: 3 } as const;

type GroupName = keyof typeof groupNumbers;

export const groupId = (service: Service, name: GroupName) => service.id('sg', groupNumbers[name]);

const plain = { sourceOwnerId: null, peeringConnectionId: null, peeringStatus: null };

const fromBlock = (port: number, source: string): Rule => ({
  ...plain,
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  sourceType: 'ipv4',
  source,
  description: null,
});

const fromGroup = (service: Service, port: number, name: GroupName): Rule => ({
  ...fromBlock(port, groupId(service, name)),
  sourceType: 'security-group',
  sourceOwnerId: service.account,
  description: `from ${name}`,
});

const toEverywhere: Rule = {
  ...plain,
  protocol: '-1',
  fromPort: null,
  toPort: null,
  sourceType: 'ipv4',
  source: '0.0.0.0/0',
  description: null,
};

/** The chain from load balancer to data. Some services open a tier to an address block beside the reference. */
const ingress: Readonly<Record<GroupName, (service: Service) => readonly Rule[]>> = {
  balancer: () => [fromBlock(443, '0.0.0.0/0'), fromBlock(80, '0.0.0.0/0')],
  app: (service) => [fromGroup(service, 8080, 'balancer'), ...(service.isEvery(11) ? [fromBlock(22, '10.0.0.0/8')] : [])],
  data: (service) => [
    ...[5432, 6379].flatMap((port) => [fromGroup(service, port, 'app'), fromGroup(service, port, 'worker')]),
    ...(service.isEvery(13) ? [fromBlock(5432, '10.0.0.0/16')] : []),
  ],
  worker: () => [],
};

export const securityMakers: Pick<Makers, 'ec2.security-group'> = {
  'ec2.security-group': (service) =>
    (['balancer', 'app', 'data', 'worker'] as const).map((name) => ({
      key: groupId(service, name),
      arn: ['ec2', `security-group/${groupId(service, name)}`],
      name: `${service.name}-${name}`,
      facts: {
        ownerId: service.account,
        groupName: `${service.name}-${name}`,
        ingress: ingress[name](service),
        egress: [toEverywhere],
        tags: { ...service.tags, Name: `${service.name}-${name}` },
      },
      relations: { vpc: service.vpcId('vpc') },
    })),
};
