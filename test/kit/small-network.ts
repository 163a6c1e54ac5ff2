import type { Kind } from '../../src/model/kinds.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';

/** How a kind of EC2 is listed. */
export interface Ec2List {
  readonly kind: Kind;
  readonly operation: string;
  /** Member of the answer that holds the items. */
  readonly member: string;
  readonly idMember: string;
  /** What the call must ask for, beside the page. */
  readonly asks: Readonly<Record<string, string>>;
  /** What AWS always says of an item. */
  readonly always: object;
  /** What is not known of an item that has an id and nothing else. */
  readonly unknown: readonly string[];
}

const managed = { IncludeManagedResources: 'true' };
const here = { VpcId: 'vpc-1', OwnerId: '123456789012' };

/** Everything that is listed by one call of its own. */
export const ec2Lists: readonly Ec2List[] = [
  list('ec2.address', 'Addresses', 'AllocationId', {}),
  list(
    'ec2.availability-zone',
    'AvailabilityZones',
    'ZoneName',
    { AllAvailabilityZones: 'true' },
    { ZoneId: 'use1-az1', ZoneType: 'availability-zone', State: 'available', OptInStatus: 'opt-in-not-required' },
    ['optInStatus', 'state', 'zoneId', 'zoneType'],
  ),
  list('ec2.egress-only-internet-gateway', 'EgressOnlyInternetGateways', 'EgressOnlyInternetGatewayId', { MaxResults: '255' }),
  list(
    'ec2.flow-log',
    'FlowLogs',
    'FlowLogId',
    { MaxResults: '1000' },
    { ResourceId: 'vpc-1', FlowLogStatus: 'ACTIVE', TrafficType: 'ALL' },
    ['resourceId', 'status', 'subnet', 'vpc'],
  ),
  list(
    'ec2.instance',
    'Instances',
    'InstanceId',
    { MaxResults: '1000', ...managed },
    { State: { Name: 'running' }, InstanceType: 't3.small', LaunchTime: new Date('2026-01-01T00:00:00Z') },
    ['instanceType', 'launchTime', 'state'],
  ),
  list('ec2.internet-gateway', 'InternetGateways', 'InternetGatewayId', { MaxResults: '1000' }),
  list(
    'ec2.launch-template',
    'LaunchTemplates',
    'LaunchTemplateId',
    { MaxResults: '200', ...managed },
    { LaunchTemplateName: 'web', DefaultVersionNumber: 1, LatestVersionNumber: 1 },
    ['defaultVersion', 'latestVersion', 'name'],
  ),
  list(
    'ec2.managed-prefix-list',
    'ManagedPrefixLists',
    'PrefixListId',
    { MaxResults: '100' },
    { PrefixListName: 'offices', OwnerId: 'AWS', AddressFamily: 'IPv4' },
    ['addressFamily', 'name', 'ownerId', 'prefixListName'],
  ),
  list('ec2.nat-gateway', 'NatGateways', 'NatGatewayId', { MaxResults: '1000' }, { State: 'available', VpcId: 'vpc-1' }, ['state', 'vpc']),
  list('ec2.network-acl', 'NetworkAcls', 'NetworkAclId', { MaxResults: '1000' }, { IsDefault: true, ...here }, ['isDefault', 'vpc']),
  list(
    'ec2.network-interface',
    'NetworkInterfaces',
    'NetworkInterfaceId',
    { MaxResults: '1000', ...managed },
    { InterfaceType: 'interface', Description: '', RequesterManaged: false, Status: 'in-use', SubnetId: 'subnet-1', ...here },
    ['description', 'interfaceType', 'isRequesterManaged', 'ownerId', 'status', 'subnet', 'vpc'],
  ),
  list('ec2.route-table', 'RouteTables', 'RouteTableId', { MaxResults: '100' }, here, ['ownerId', 'vpc']),
  list('ec2.security-group', 'SecurityGroups', 'GroupId', { MaxResults: '1000' }, { GroupName: 'web', ...here }, [
    'groupName',
    'name',
    'ownerId',
  ]),
  list(
    'ec2.subnet',
    'Subnets',
    'SubnetId',
    { MaxResults: '1000' },
    {
      ...{ AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az1', CidrBlock: '10.0.0.0/24', AvailableIpAddressCount: 251 },
      ...{ MapPublicIpOnLaunch: false, AssignIpv6AddressOnCreation: false, DefaultForAz: false, State: 'available', ...here },
    },
    [
      ...['assignsIpv6OnCreation', 'availableIpAddresses', 'isDefaultForZone', 'mapsPublicIpOnLaunch'],
      ...['ownerId', 'state', 'vpc', 'zoneId', 'zoneName'],
    ],
  ),
  list('ec2.volume', 'Volumes', 'VolumeId', { MaxResults: '1000', ...managed }, { Encrypted: true, State: 'in-use', VolumeType: 'gp3' }, [
    'encrypted',
    'state',
    'volumeType',
  ]),
  list(
    'ec2.vpc',
    'Vpcs',
    'VpcId',
    { MaxResults: '1000' },
    { IsDefault: false, CidrBlock: '10.0.0.0/16', State: 'available', OwnerId: '123456789012' },
    [...['cidrBlocks', 'isDefault', 'ownerId', 'state']],
  ),
  list(
    'ec2.vpc-endpoint',
    'VpcEndpoints',
    'VpcEndpointId',
    { MaxResults: '1000' },
    { VpcEndpointType: 'Gateway', State: 'available', ...here },
    [...['endpointType', 'state', 'vpc']],
  ),
  list(
    'ec2.vpc-peering-connection',
    'VpcPeeringConnections',
    'VpcPeeringConnectionId',
    { MaxResults: '1000' },
    { Status: { Code: 'active' } },
    ['status'],
  ),
];

/** Keys of the two items of each list, on a page each where AWS pages. */
export const twoKeys = (kind: string): readonly [string, string] => [`${kind.replace('ec2.', '')}-1`, `${kind.replace('ec2.', '')}-2`];

/** A region with two of everything, and of each only what AWS always says. */
export function scriptSmallNetwork(endpoint: AwsEndpoint): AwsEndpoint {
  endpoint.answersEmpty = true;
  for (const entry of ec2Lists) {
    const items = twoKeys(entry.kind).map((key) => ({ [entry.idMember]: key, ...entry.always, ...{ [entry.idMember]: key } }));
    if ('MaxResults' in entry.asks)
      endpoint.pages(
        `ec2:${entry.operation}`,
        items.map((item) => pageOf(entry, [item])),
      );
    else endpoint.on(`ec2:${entry.operation}`, pageOf(entry, items));
  }
  return endpoint
    .on('ec2:GetAllowedImagesSettings', { State: 'disabled' })
    .on('ec2:GetEbsEncryptionByDefault', { EbsEncryptionByDefault: true })
    .on('ec2:GetInstanceMetadataDefaults', { AccountLevel: { HttpTokens: 'required' } });
}

/** One page that holds the items. */
export function pageOf({ member }: Ec2List, items: readonly object[]): object {
  return member === 'Reservations' ? { Reservations: items.map((item) => ({ Instances: [item] })) } : { [member]: items };
}

/** Operations and members are named alike, but for the two where AWS is not. */
function list(
  kind: Kind,
  plural: string,
  idMember: string,
  asks: Readonly<Record<string, string>>,
  always: object = {},
  unknown: readonly string[] = [],
): Ec2List {
  const member = { Instances: 'Reservations', ManagedPrefixLists: 'PrefixLists' }[plural] ?? plural;
  return { kind, operation: `Describe${plural}`, member, idMember, asks, always, unknown };
}
