import type { Facts } from '../../src/model/kinds.ts';
import type { Makers } from './node.ts';
import { type Service, servicesPerVpc } from './service.ts';
import { network, perRegion, perVpc, vpcTags } from './shared.ts';

const tierOf = ['public', 'public', 'public', 'app', 'app', 'app', 'data', 'data', 'data'];

const prefixListId = ({ region }: Service, name: 's3' | 'dynamodb') =>
  `pl-6${name === 's3' ? '1' : '2'}${String(region.length).padStart(6, '0')}`;

type Route = Facts<'ec2.route-table'>['routes'][number];

const route = (destination: string, targetType: string, targetId: string): Route => ({
  destination,
  targetType,
  targetId,
  targetOwnerId: null,
  state: 'active',
  origin: targetType === 'local' ? 'CreateRouteTable' : 'CreateRoute',
});

/** The public table, one for each zone, and the data tier's, which leads nowhere. In every ninth VPC the zones share one NAT gateway. */
function routesOf(service: Service, table: number): readonly Route[] {
  const local = route(`${network(service)}.0.0/16`, 'local', 'local');
  if (table === 0) return [local, route('0.0.0.0/0', 'internet-gateway', service.vpcId('igw'))];
  if (table === 4) return [local];
  const nat = service.vpcNumber % (9 * servicesPerVpc) === 0 ? 0 : table - 1;
  return [
    local,
    route('0.0.0.0/0', 'nat-gateway', service.vpcId('nat', nat)),
    route(prefixListId(service, 's3'), 'vpc-endpoint', service.vpcId('vpce')),
  ];
}

const tablesOfSubnet = [0, 0, 0, 1, 2, 3, 4, 4, 4];

/** What the services of a VPC or of a region share. */
export const networkMakers: Pick<
  Makers,
  | 'ec2.availability-zone'
  | 'ec2.ebs-encryption-by-default'
  | 'ec2.instance-metadata-defaults'
  | 'ec2.managed-prefix-list'
  | 'ec2.network-acl'
  | 'ec2.route-table'
  | 'ec2.subnet'
  | 'ec2.vpc'
> = {
  'ec2.availability-zone': perRegion((service) =>
    service.zones.map((zone, index) => ({
      key: zone,
      arn: ['ec2', `availability-zone/${zone}`],
      facts: {
        zoneId: `${service.region}-az${String(index + 1)}`,
        zoneType: 'availability-zone',
        state: 'available',
        optInStatus: 'opt-in-not-required',
      },
      relations: {},
    })),
  ),
  'ec2.ebs-encryption-by-default': perRegion(() => [
    { key: 'ebs-encryption-by-default', arn: ['ec2', 'ebs-encryption-by-default'], facts: { enabled: false }, relations: {} },
  ]),
  'ec2.instance-metadata-defaults': perRegion(() => [
    {
      key: 'instance-metadata-defaults',
      arn: ['ec2', 'instance-metadata-defaults'],
      facts: { httpTokens: null, httpEndpoint: null, httpTokensEnforced: null, managedBy: 'account' },
      relations: {},
    },
  ]),
  'ec2.managed-prefix-list': perRegion((service) =>
    (['s3', 'dynamodb'] as const).map((name) => {
      const key = prefixListId(service, name);
      return {
        key,
        arn: ['ec2', `prefix-list/${key}`],
        facts: {
          prefixListName: `com.amazonaws.${service.region}.${name}`,
          ownerId: 'AWS',
          addressFamily: 'IPv4',
          state: null,
          version: null,
          cidrBlocks: null,
          tags: {},
        },
        relations: {},
      };
    }),
  ),
  'ec2.network-acl': perVpc(1, (service) => {
    const key = service.vpcId('acl');
    const entry = {
      ruleNumber: 100,
      protocol: '-1',
      action: 'allow',
      cidrBlock: '0.0.0.0/0',
      ipv6CidrBlock: null,
      fromPort: null,
      toPort: null,
    };
    return {
      key,
      arn: ['ec2', `network-acl/${key}`],
      facts: { isDefault: true, entries: [true, false].map((isEgress) => ({ ...entry, isEgress })), tags: vpcTags(service, 'default') },
      relations: { vpc: service.vpcId('vpc'), subnets: tierOf.map((_, subnet) => service.vpcId('subnet', subnet)) },
    };
  }),
  'ec2.route-table': perVpc(5, (service, number) => {
    const key = service.vpcId('rtb', number);
    const subnets = tablesOfSubnet.flatMap((table, subnet) => (table === number ? [service.vpcId('subnet', subnet)] : []));
    const explicit = subnets.map((subnetId) => ({ subnetId, gatewayId: null, isMain: false, state: 'associated' }));
    return {
      key,
      arn: ['ec2', `route-table/${key}`],
      facts: {
        ownerId: service.account,
        // The data tier relies on the main table.
        associations: number === 4 ? [{ subnetId: null, gatewayId: null, isMain: true, state: 'associated' }] : explicit,
        routes: routesOf(service, number),
        tags: vpcTags(service, `routes-${String(number)}`),
      },
      relations: { vpc: service.vpcId('vpc') },
    };
  }),
  'ec2.subnet': perVpc(9, (service, number) => {
    const key = service.vpcId('subnet', number);
    const zone = number % 3;
    return {
      key,
      arn: ['ec2', `subnet/${key}`],
      facts: {
        ownerId: service.account,
        zoneName: service.zones[zone] ?? '',
        zoneId: `${service.region}-az${String(zone + 1)}`,
        state: 'available',
        cidrBlock: `${network(service)}.${String(number * 16)}.0/20`,
        ipv6CidrBlocks: [],
        outpostArn: null,
        mapsPublicIpOnLaunch: false,
        assignsIpv6OnCreation: false,
        availableIpAddresses: 4000,
        dns64Enabled: false,
        isDefaultForZone: false,
        internetGatewayBlockMode: 'off',
        tags: vpcTags(service, `${tierOf[number] ?? ''}-${String(zone)}`),
      },
      relations: { vpc: service.vpcId('vpc') },
    };
  }),
  'ec2.vpc': perVpc(1, (service) => {
    const key = service.vpcId('vpc');
    return {
      key,
      arn: ['ec2', `vpc/${key}`],
      facts: {
        ownerId: service.account,
        isDefault: false,
        state: 'available',
        cidrBlocks: [`${network(service)}.0.0/16`],
        ipv6CidrBlocks: [],
        tags: vpcTags(service, 'network'),
      },
      relations: {},
    };
  }),
};
