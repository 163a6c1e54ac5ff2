import type { Facts } from '../../src/model/kinds.ts';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import { account, node, type Override, subnet, zone, zoneIds } from './world.ts';

type Route = Facts<'ec2.route-table'>['routes'][number];
type Association = Facts<'ec2.route-table'>['associations'][number];
type NatAddress = Facts<'ec2.nat-gateway'>['addresses'][number];

/** The VPC that the default subnets stand in. */
export const vpc = (overrides: Override<'ec2.vpc'> = {}): NodeRecord => node('ec2.vpc', 'vpc-1', overrides);

export const zones: readonly NodeRecord[] = [zone('a'), zone('b'), zone('c')];

/** A zone that must not count beside real ones. */
export const localZone: NodeRecord = node('ec2.availability-zone', 'eu-west-1-lhr-1a', { zoneId: 'euw1-lhr1-az1', zoneType: 'local-zone' });

export function localZoneSubnet(key: string, overrides: Override<'ec2.subnet'> = {}): NodeRecord {
  return node('ec2.subnet', key, { zoneName: 'eu-west-1-lhr-1a', zoneId: 'euw1-lhr1-az1', ...overrides });
}

export function route(destination: string, targetType: string, targetId: string | null, state = 'active'): Route {
  return { destination, targetType, targetId, targetOwnerId: null, state, origin: 'CreateRoute' };
}

const local = route('10.0.0.0/16', 'local', 'local');

export const toInternet = (destination = '0.0.0.0/0'): Route => route(destination, 'internet-gateway', 'igw-1');
export const toNat = (natGatewayId: string, destination = '0.0.0.0/0'): Route => route(destination, 'nat-gateway', natGatewayId);

export function association(subnetId: string, state = 'associated'): Association {
  return { subnetId, gatewayId: null, isMain: false, state };
}

/** A table with explicit associations. */
export function table(
  key: string,
  subnetIds: readonly string[],
  routes: readonly Route[],
  overrides: Override<'ec2.route-table'> = {},
): NodeRecord {
  return node('ec2.route-table', key, { associations: subnetIds.map((id) => association(id)), routes: [local, ...routes], ...overrides });
}

/** The table of every subnet of the VPC that has no other. */
export function mainTable(key: string, routes: readonly Route[], overrides: Override<'ec2.route-table'> = {}): NodeRecord {
  const main = { subnetId: null, gatewayId: null, isMain: true, state: 'associated' };
  return node('ec2.route-table', key, { associations: [main], routes: [local, ...routes], ...overrides });
}

/** A zonal NAT gateway: `nat('a')` is `nat-a` in `subnet-public-a`. */
export function nat(letter: 'a' | 'b' | 'c', overrides: Override<'ec2.nat-gateway'> = {}): NodeRecord {
  return node('ec2.nat-gateway', `nat-${letter}`, { subnet: `subnet-public-${letter}`, ...overrides });
}

export function natAddress(letter: 'a' | 'b' | 'c', status = 'succeeded', overrides: Partial<NatAddress> = {}): NatAddress {
  return { zoneId: zoneIds[letter], zoneName: null, status, failureMessage: null, publicIp: '203.0.113.1', ...overrides };
}

/** A regional NAT gateway; with addresses it is in manual mode, without it follows the VPC by itself. */
export function regionalNat(addresses: readonly NatAddress[] | null, overrides: Override<'ec2.nat-gateway'> = {}): NodeRecord {
  return node('ec2.nat-gateway', 'nat-regional', {
    availabilityMode: 'regional',
    autoProvisionZones: addresses === null ? 'enabled' : 'disabled',
    addresses: addresses ?? [],
    subnet: null,
    routeTable: 'rtb-regional',
    ...overrides,
  });
}

/** Public subnets in zones a and b, whose table leads to an internet gateway. */
export const publicTier: readonly NodeRecord[] = [
  subnet('public', 'a'),
  subnet('public', 'b'),
  table('rtb-public', ['subnet-public-a', 'subnet-public-b'], [toInternet()]),
];

/** Everything around the private subnets of a sound VPC: zones, public subnets and a NAT gateway in each of two zones. */
export const surroundings: readonly NodeRecord[] = [...zones, vpc(), ...publicTier, nat('a'), nat('b')];

export const otherAccount = '222222222222';

/** A subnet as a participant sees it when its owner shares it: the ARN stays the owner's. */
export function sharedSubnet(tier: string, letter: 'a' | 'b' | 'c'): NodeRecord {
  const record = subnet(tier, letter, { ownerId: otherAccount });
  return { ...record, id: record.id.replace(account, otherAccount) };
}
