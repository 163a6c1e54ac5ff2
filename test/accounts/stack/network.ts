import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { mainTable, nat, regionalNat, table, toInternet, toNat, vpc } from '../../kit/network-world.ts';
import { group, rule, toAnywhere } from '../../kit/security-world.ts';
import { node, subnet, zone } from '../../kit/world.ts';
import type { Letter, StackOptions } from './options.ts';

const tiers = ['public', 'app', 'data'] as const;
const tags = { Environment: 'production' };

/** VPC, three tiers of subnets, the ways out, groups of the chain, flow logs. */
export function network(options: StackOptions): readonly NodeRecord[] {
  const { letters, ipv6 } = options;
  return [
    ...letters.map((letter) => zone(letter)),
    vpc({ tags, ipv6CidrBlocks: ipv6 ? ['2001:db8:0:0::/56'] : [] }),
    node('ec2.internet-gateway', 'igw-1'),
    ...(ipv6 ? [node('ec2.egress-only-internet-gateway', 'eigw-1')] : []),
    ...tiers.flatMap((tier, index) => letters.map((letter) => subnetOf(tier, index, letter, ipv6))),
    ...routeTables(options),
    ...gateways(options),
    node('ec2.network-acl', 'acl-1', { subnets: tiers.flatMap((tier) => letters.map((letter) => `subnet-${tier}-${letter}`)) }),
    node('ec2.flow-log', 'fl-1'),
    ...securityGroups(options),
    node('ec2.instance-metadata-defaults', 'eu-west-1'),
    node('ec2.ebs-encryption-by-default', 'eu-west-1', { enabled: true }),
    node('ec2.allowed-images-settings', 'eu-west-1'),
  ];
}

function subnetOf(tier: (typeof tiers)[number], index: number, letter: Letter, ipv6: boolean): NodeRecord {
  const number = (index + 1) * 10 + ' abc'.indexOf(letter);
  return subnet(tier, letter, {
    cidrBlock: `10.0.${String(number)}.0/24`,
    ipv6CidrBlocks: ipv6 ? [`2001:db8:0:${String(number)}::/64`] : [],
    tags: { ...tags, Name: `${tier}-${letter}` },
  });
}

function routeTables({ letters, egress, ipv6 }: StackOptions): readonly NodeRecord[] {
  const v6Public = ipv6 ? [toInternet('::/0')] : [];
  const v6Private = ipv6
    ? [
        {
          destination: '::/0',
          targetType: 'egress-only-internet-gateway',
          targetId: 'eigw-1',
          targetOwnerId: null,
          state: 'active',
          origin: 'CreateRoute',
        },
      ]
    : [];
  const wayOut = (letter: Letter) => (egress === 'endpoints' ? [] : [toNat(egress === 'regional-nat' ? 'nat-regional' : `nat-${letter}`)]);
  const ids = (tier: string) => letters.map((letter) => `subnet-${tier}-${letter}`);
  return [
    mainTable('rtb-main', []),
    table('rtb-public', ids('public'), [toInternet(), ...v6Public]),
    ...letters.map((letter) => table(`rtb-app-${letter}`, [`subnet-app-${letter}`], [...wayOut(letter), ...v6Private])),
    table('rtb-data', ids('data'), []),
  ];
}

/** NAT, or the endpoints that make it unnecessary. */
function gateways({ letters, egress }: StackOptions): readonly NodeRecord[] {
  const appTables = letters.map((letter) => `rtb-app-${letter}`);
  const s3 = node('ec2.vpc-endpoint', 'vpce-s3', { routeTables: [...appTables, 'rtb-data'] });
  if (egress === 'nat-per-zone') return [s3, ...letters.map((letter) => nat(letter))];
  if (egress === 'regional-nat') return [s3, regionalNat(null), node('ec2.route-table', 'rtb-regional', { routes: [toInternet()] })];
  const interfaces = [
    'ecr.api',
    'ecr.dkr',
    'logs',
    'secretsmanager',
    'ssm',
    'ssmmessages',
    'ec2messages',
    'ecs',
    'ecs-agent',
    'ecs-telemetry',
  ];
  return [
    s3,
    ...interfaces.map((service) =>
      node('ec2.vpc-endpoint', `vpce-${service}`, {
        endpointType: 'Interface',
        serviceName: `com.amazonaws.eu-west-1.${service}`,
        privateDnsEnabled: true,
        subnets: letters.map((letter) => `subnet-app-${letter}`),
        securityGroups: ['sg-endpoints'],
      }),
    ),
  ];
}

function securityGroups({ ipv6 }: StackOptions): readonly NodeRecord[] {
  const world = ['0.0.0.0/0', ...(ipv6 ? ['::/0'] : [])];
  return [
    group(
      'sg-alb',
      world.flatMap((source) => [rule(source, 443), rule(source, 80)]),
      { egress: [rule('sg-app', 8080)], tags },
    ),
    group('sg-app', [rule('sg-alb', 8080)], { egress: [toAnywhere], tags }),
    group('sg-data', [rule('sg-app', 5432), rule('sg-app', 6379), rule('sg-app', 6380)], { tags }),
    group('sg-endpoints', [rule('sg-app', 443)], { tags }),
  ];
}
