import type { Clients } from '../../src/aws/clients.ts';
import type { AnyCollector } from '../../src/collectors/kit/define.ts';
import { collectors } from '../../src/generated/collectors.ts';
import { shapes } from '../../src/sources/aws-config/shapes.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';

export type Item = Readonly<Record<string, unknown>>;

/** What the items of a type do not have, by the published schema of AWS Config. */
const unrecorded: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': [
    'TrafficSources',
    'AvailabilityZoneDistribution',
    'AvailabilityZoneImpairmentPolicy',
    'InstanceMaintenancePolicy',
    'Operator',
  ],
  'AWS::EC2::Instance': ['Operator'],
  'AWS::EC2::LaunchTemplate': ['Operator', 'Tags'],
  'AWS::EC2::NatGateway': ['AvailabilityMode', 'AutoProvisionZones', 'AvailabilityZone', 'AvailabilityZoneId', 'RouteTableId'],
  'AWS::EC2::Subnet': ['BlockPublicAccessStates'],
  'AWS::EC2::Volume': ['Operator'],
  'AWS::RDS::DBCluster': ['MasterUserSecret', 'StorageEncryptionType', 'DatabaseInsightsMode', 'TagList'],
  'AWS::RDS::DBInstance': [
    'MasterUserSecret',
    'StorageEncryptionType',
    'DatabaseInsightsMode',
    'ReadReplicaSourceDBClusterIdentifier',
    'TagList',
    'MaxAllocatedStorage',
    'ListenerEndpoint',
  ],
};

/** Types in the shape of CloudFormation, whose names keep their capitals. */
const cloudFormationTypes = /^AWS::(?:ECS|EC2::LaunchTemplate|ElasticLoadBalancingV2::Listener)/;

/** The items that AWS Config would keep of what AWS answers. */
export async function configItemsOf(clients: Clients, place: Place): Promise<readonly Item[]> {
  const items: Item[] = [];
  // Load balancers come before what belongs to them.
  const inOrder = Object.entries(shapes).sort(
    ([, a], [, b]) => Number(b.kind === 'elbv2.load-balancer') - Number(a.kind === 'elbv2.load-balancer'),
  );
  for (const [type, { kind }] of inOrder) {
    const collector: AnyCollector = await collectors[kind]();
    items.push(...(await itemsOf(type, await answersOf(collector, clients, items), collector, clients, place)));
  }
  return items;
}

async function answersOf({ kind, list }: AnyCollector, clients: Clients, before: readonly Item[]): Promise<readonly unknown[]> {
  const balancers = before.filter(({ resourceType }) => resourceType === 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const inputs = kind === 'elbv2.listener' ? balancers.map(({ resourceId }) => resourceId) : kind === 'ecs.service' ? [] : [undefined];
  const pages = await Promise.all(inputs.map(async (input) => list.items(await list.fetch(clients, input, undefined), input) ?? []));
  return pages.flat();
}

interface Place {
  readonly account: string;
  readonly region: string;
}

async function itemsOf(
  type: string,
  answers: readonly unknown[],
  collector: AnyCollector,
  clients: Clients,
  place: Place,
): Promise<readonly Item[]> {
  const { account, region } = place;
  const scope = { partition: 'aws', ...place, arn: (service: string, name: string) => `arn:aws:${service}:${region}:${account}:${name}` };
  const found = answers.map((item) => {
    const id = collector.id(item, scope);
    return { item, id, key: collector.key?.(item, scope) ?? id };
  });
  const detail = (fact: string) => collector.details?.find(({ facts }) => facts.includes(fact))?.fetch(clients, found);
  const [attributes, tags] = [await detail('attributes'), await detail('tags')];
  return found.map(({ item, id, key }) => ({
    resourceType: type,
    resourceId: type.startsWith('AWS::EC2::') ? key : id,
    accountId: account,
    awsRegion: region,
    configurationItemCaptureTime: '2026-10-01T00:00:00.000Z',
    configurationItemStatus: 'OK',
    configuration: configuration(item, type),
    tags: pairs(tags?.get(key)?.['tags'] ?? collector.facts['tags']?.(item, scope)),
    ...(attributes === undefined
      ? {}
      : {
          supplementaryConfiguration: {
            [`${type.split('::')[2] ?? ''}Attributes`]: JSON.stringify(pairs(attributes.get(key)?.['attributes'])),
          },
        }),
  }));
}

function pairs(map: unknown): readonly object[] {
  return Object.entries(typeof map === 'object' && map !== null ? map : {}).map(([key, value]) => ({ key, value: String(value) }));
}

function configuration(value: unknown, type: string): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item: unknown) => configuration(item, type));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => unrecorded[type]?.includes(name) !== true);
  return Object.fromEntries(members.map(([name, member]) => renamed(name, configuration(member, type), type)));
}

function renamed(name: string, value: unknown, type: string): readonly [string, unknown] {
  if (cloudFormationTypes.test(type)) return [name === 'LaunchTemplateId' ? 'Id' : name, value];
  if (type === 'AWS::RDS::DBCluster') return [name.replace(/^[A-Z]+(?=[A-Z])|^[A-Z]/, (capitals) => capitals.toLowerCase()), value];
  const plain = name.charAt(0).toLowerCase() + name.slice(1);
  if (plain === 'state' && typeof value === 'string' && type.startsWith('AWS::EC2::')) return [plain, { value }];
  return [plain === 'ipRanges' ? 'ipv4Ranges' : plain, value];
}

export const recording = {
  recorders: { ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }] },
  statuses: {
    ConfigurationRecordersStatus: [
      { name: 'default', recording: true, lastStatus: 'SUCCESS', lastStartTime: new Date('2026-01-01T00:00:00Z') },
    ],
  },
} as const;

/** AWS Config on the endpoint: a recorder that runs, and pages of items by the type that a query names. */
export function scriptConfig(endpoint: AwsEndpoint, items: readonly Item[], pageSize = 7): AwsEndpoint {
  const page = (expression: unknown, token: unknown) => {
    const type = /resourceType = '([^']+)'/.exec(String(expression))?.[1];
    const rows = items.filter(({ resourceType }) => resourceType === type).map((item) => JSON.stringify(item));
    const start = typeof token === 'string' ? Number(token) : 0;
    const next = start + pageSize;
    return { Results: rows.slice(start, next), ...(next < rows.length ? { NextToken: String(next) } : {}) };
  };
  return endpoint
    .on('config:DescribeConfigurationRecorders', recording.recorders)
    .on('config:DescribeConfigurationRecorderStatus', recording.statuses)
    .on('config:SelectResourceConfig', ({ parameters }) => page(parameters['Expression'], parameters['NextToken']))
    .on('config:SelectAggregateResourceConfig', ({ parameters }) => page(parameters['Expression'], parameters['NextToken']));
}
