import type { StandIn } from '../../aws/stand-in.ts';
import { UnansweredError } from '../../aws/unanswered.ts';
import { isObject } from '../json-value.ts';
import { apiView } from './api-view.ts';
import type { Inventory } from './inventory.ts';
import { type ConfigItem, unfolded } from './item.ts';
import { shapes } from './shapes.ts';

/** Listings that are one list of all resources of a type: operation, type, member of the answer. */
const listings: Readonly<Record<string, readonly [type: string, member: string]>> = {
  'autoScaling:DescribeAutoScalingGroups': ['AWS::AutoScaling::AutoScalingGroup', 'AutoScalingGroups'],
  'ec2:DescribeInstances': ['AWS::EC2::Instance', 'Instances'],
  'ec2:DescribeInternetGateways': ['AWS::EC2::InternetGateway', 'InternetGateways'],
  'ec2:DescribeLaunchTemplates': ['AWS::EC2::LaunchTemplate', 'LaunchTemplates'],
  'ec2:DescribeNatGateways': ['AWS::EC2::NatGateway', 'NatGateways'],
  'ec2:DescribeNetworkAcls': ['AWS::EC2::NetworkAcl', 'NetworkAcls'],
  'ec2:DescribeNetworkInterfaces': ['AWS::EC2::NetworkInterface', 'NetworkInterfaces'],
  'ec2:DescribeRouteTables': ['AWS::EC2::RouteTable', 'RouteTables'],
  'ec2:DescribeSecurityGroups': ['AWS::EC2::SecurityGroup', 'SecurityGroups'],
  'ec2:DescribeSubnets': ['AWS::EC2::Subnet', 'Subnets'],
  'ec2:DescribeVolumes': ['AWS::EC2::Volume', 'Volumes'],
  'ec2:DescribeVpcs': ['AWS::EC2::VPC', 'Vpcs'],
  'ecs:ListClusters': ['AWS::ECS::Cluster', 'clusterArns'],
  'ecs:ListServices': ['AWS::ECS::Service', 'serviceArns'],
  'elbv2:DescribeListeners': ['AWS::ElasticLoadBalancingV2::Listener', 'Listeners'],
  'elbv2:DescribeLoadBalancers': ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancers'],
  'elbv2:DescribeTargetGroups': ['AWS::ElasticLoadBalancingV2::TargetGroup', 'TargetGroups'],
  'rds:DescribeDBClusters': ['AWS::RDS::DBCluster', 'DBClusters'],
  'rds:DescribeDBInstances': ['AWS::RDS::DBInstance', 'DBInstances'],
  'rds:DescribeDBSubnetGroups': ['AWS::RDS::DBSubnetGroup', 'DBSubnetGroups'],
};

/** Members of a listing's input that narrow nothing. */
const paging: ReadonlySet<string> = new Set([
  'IncludeManagedResources',
  'Marker',
  'MaxRecords',
  'MaxResults',
  'NextToken',
  'PageSize',
  'maxResults',
  'nextToken',
]);

/** The type that an operation lists, or null where AWS Config answers none like it. */
export function typeListedBy(operation: string): string | null {
  return listings[operation]?.[0] ?? null;
}

/**
 * Answers the calls of collectors from what AWS Config holds of one account and region.
 *
 * @param isOwn whether that account is the one of the credentials: then AWS Config itself tells of its recorder and rules
 */
export function standInOf(inventory: Inventory, isOwn = true): StandIn {
  return async ({ operation, input }) => {
    if (isOwn && operation.startsWith('configService:')) return undefined;
    const given = isObject(input) ? input : {};
    const listing = listings[operation];
    if (listing !== undefined) return listed(inventory, ...listing, given);
    const detail = details[operation];
    if (detail !== undefined) return detail(inventory, given);
    const call = operation.replace(/^.*:/, '');
    throw new UnansweredError('not-collected', `AWS Config does not record what ${call} tells; --from config+live asks for it.`);
  };
}

type Input = Readonly<Record<string, unknown>>;

async function listed(inventory: Inventory, type: string, member: string, input: Input): Promise<object> {
  const all = await inventory.items(type);
  if (all.length === 0 && shapes[type]?.isYoung === true)
    throw new UnansweredError(
      'not-collected',
      `AWS Config holds no ${type}, a type that it does not record in every region; --from config+live asks for it.`,
    );
  const items = all.filter(narrowing(input));
  if (type.startsWith('AWS::ECS::')) return { [member]: items.map(arnOf) };
  const views = items.map(viewOf);
  return type === 'AWS::EC2::Instance' ? { Reservations: [{ [member]: views }] } : { [member]: views };
}

/** @throws UnansweredError for an input that asks for a choice we don't know; the choice throws it for an item that may be of any owner */
function narrowing(input: Input): (item: ConfigItem) => boolean {
  const { LoadBalancerArn, cluster, ...rest } = input;
  const unknown = Object.entries(rest).find(([name, value]) => value !== undefined && !paging.has(name));
  if (unknown !== undefined)
    throw new UnansweredError('not-collected', `AWS Config cannot be asked by ${unknown[0]}; --from config+live can.`);
  return ({ configuration, type, id }) => {
    if (LoadBalancerArn === undefined && cluster === undefined) return true;
    const {
      LoadBalancerArn: balancer = null,
      loadBalancerArn = balancer,
      Cluster: home = null,
    } = isObject(configuration) ? configuration : {};
    const owner = LoadBalancerArn === undefined ? home : loadBalancerArn;
    // Left out everywhere, it would be lost.
    if (typeof owner !== 'string') throw new UnansweredError('not-collected', `AWS Config does not tell where ${type} ${id} belongs.`);
    return LoadBalancerArn === undefined ? owner.replace(/^.*\//, '') === cluster : owner === LoadBalancerArn;
  };
}

/** ECS lists ARNs; the id of a service names its cluster as well. */
function arnOf({ configuration, id }: ConfigItem): unknown {
  return isObject(configuration) ? (configuration['ServiceArn'] ?? configuration['Arn'] ?? id) : id;
}

function viewOf(item: ConfigItem): object {
  const shape = shapes[item.type];
  if (shape === undefined) throw new TypeError(`no shape of ${item.type}`);
  return apiView(item, shape);
}

/** Calls about single resources, of which the items keep the answers. */
const details: Readonly<Record<string, (inventory: Inventory, input: Input) => Promise<object>>> = {
  'elbv2:DescribeLoadBalancerAttributes': (inventory, { LoadBalancerArn }) =>
    attributes(inventory, 'AWS::ElasticLoadBalancingV2::LoadBalancer', LoadBalancerArn, 'LoadBalancerAttributes'),
  'elbv2:DescribeTargetGroupAttributes': (inventory, { TargetGroupArn }) =>
    attributes(inventory, 'AWS::ElasticLoadBalancingV2::TargetGroup', TargetGroupArn, 'TargetGroupAttributes'),
  'elbv2:DescribeTags': async (inventory, { ResourceArns }) => {
    const arns: readonly unknown[] = Array.isArray(ResourceArns) ? ResourceArns : [];
    return {
      TagDescriptions: await Promise.all(
        arns.map(async (arn) => ({ ResourceArn: arn, Tags: await tags(inventory, elbv2Type(String(arn)), arn) })),
      ),
    };
  },
  'rds:ListTagsForResource': async (inventory, { ResourceName }) => ({
    TagList: await tags(inventory, 'AWS::RDS::DBSubnetGroup', ResourceName),
  }),
};

function elbv2Type(arn: string): string {
  const noun = arn.includes(':targetgroup/') ? 'TargetGroup' : arn.includes(':listener/') ? 'Listener' : 'LoadBalancer';
  return `AWS::ElasticLoadBalancingV2::${noun}`;
}

async function attributes(inventory: Inventory, type: string, arn: unknown, name: string): Promise<object> {
  const { supplementary } = await found(inventory, type, arn);
  const kept = unfolded(supplementary[name]);
  if (!Array.isArray(kept))
    throw new UnansweredError('not-collected', `AWS Config does not record ${name}; --from config+live asks for them.`);
  const pairs = kept.map((pair: unknown) =>
    isObject(pair) ? { Key: pair['key'] ?? pair['Key'], Value: pair['value'] ?? pair['Value'] } : {},
  );
  return { Attributes: pairs };
}

async function tags(inventory: Inventory, type: string, arn: unknown): Promise<readonly object[]> {
  const item = await found(inventory, type, arn);
  if (item.tags === null) throw new UnansweredError('not-collected', `AWS Config does not record the tags of ${type}.`);
  return Object.entries(item.tags).map(([Key, Value]) => ({ Key, Value }));
}

/** The item of an ARN; not every type has its ARN for an id. */
async function found(inventory: Inventory, type: string, arn: unknown): Promise<ConfigItem> {
  const items = await inventory.items(type);
  const item = items.find(({ id, configuration }) => id === arn || (isObject(configuration) && Object.values(configuration).includes(arn)));
  if (item === undefined) throw new UnansweredError('not-collected', `AWS Config holds no ${String(arn)}.`);
  return item;
}

/**
 * The same, leaving to AWS what AWS Config cannot tell in full.
 *
 * @param distrusted types that AWS is asked for
 */
export function orLive(standIn: StandIn, distrusted: ReadonlySet<string>): StandIn {
  return async (call) => {
    const type = typeListedBy(call.operation);
    if (type !== null && distrusted.has(type)) return undefined;
    try {
      return await standIn(call);
    } catch (error) {
      if (error instanceof UnansweredError) return undefined;
      throw error;
    }
  };
}
