import rule from '../../../rules/network/nat-per-zone.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import {
  localZone,
  localZoneSubnet,
  mainTable,
  nat,
  natAddress,
  publicTier,
  regionalNat,
  route,
  sharedSubnet,
  surroundings,
  table,
  toInternet,
  toNat,
  vpc,
  zones,
} from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, subnet, world, worldWithGaps } from '../../kit/world.ts';

const app: readonly NodeRecord[] = [subnet('app', 'a'), subnet('app', 'b')];
const own = [table('rtb-a', ['subnet-app-a'], [toNat('nat-a')]), table('rtb-b', ['subnet-app-b'], [toNat('nat-b')])];
const throughOne = table('rtb-app', ['subnet-app-a', 'subnet-app-b'], [toNat('nat-a')]);
const regional = table('rtb-app', ['subnet-app-a', 'subnet-app-b'], [toNat('nat-regional')]);
const withoutNats = [...zones, vpc(), ...publicTier];

ruleCases(rule, {
  pass: {
    'a NAT gateway in each of two zones': { world: world(...surroundings, ...app, ...own), evidence: ['natGateways'] },
    'crossed routes, which leave every zone with a NAT gateway': {
      world: world(
        ...surroundings,
        ...app,
        table('rtb-a', ['subnet-app-a'], [toNat('nat-b')]),
        table('rtb-b', ['subnet-app-b'], [toNat('nat-a')]),
      ),
      evidence: ['natGateways'],
    },
    'one regional NAT gateway that expands by itself': {
      world: world(...withoutNats, ...app, regional, regionalNat(null)),
      evidence: ['natGateways'],
    },
    'one regional NAT gateway in manual mode with an address in each zone': {
      world: world(...withoutNats, ...app, regional, regionalNat([natAddress('a'), natAddress('b')])),
      evidence: ['natGateways'],
    },
    'a third zone whose private subnet is isolated': {
      world: world(...surroundings, ...app, ...own, subnet('app', 'c'), table('rtb-c', ['subnet-app-c'], [])),
      evidence: ['natGateways'],
    },
    'a third zone that leaves through a transit gateway': {
      world: world(
        ...surroundings,
        ...app,
        ...own,
        subnet('app', 'c'),
        table('rtb-c', ['subnet-app-c'], [route('0.0.0.0/0', 'transit-gateway', 'tgw-1')]),
      ),
      evidence: ['natGateways'],
    },
    'a Local Zone that borrows the NAT gateway of its parent zone': {
      world: world(
        ...surroundings,
        ...app,
        ...own,
        localZone,
        localZoneSubnet('subnet-local'),
        table('rtb-l', ['subnet-local'], [toNat('nat-a')]),
      ),
      evidence: ['natGateways'],
    },
    'a NAT gateway that is being made beside one in service': {
      world: world(...surroundings, ...app, ...own, {
        ...nat('a', { state: 'pending' }),
        key: 'nat-new',
        id: 'arn:aws:ec2:eu-west-1:111111111111:natgateway/nat-new',
      }),
      evidence: ['natGateways'],
    },
    'IPv6 leaves through an egress-only gateway, which needs no zone': {
      world: world(
        ...surroundings,
        ...app,
        table('rtb-a', ['subnet-app-a'], [toNat('nat-a'), route('::/0', 'egress-only-internet-gateway', 'eigw-1')]),
        table('rtb-b', ['subnet-app-b'], [route('::/0', 'egress-only-internet-gateway', 'eigw-1')]),
      ),
      evidence: ['natGateways'],
    },
  },
  fail: {
    'one NAT gateway for two zones': { world: world(...withoutNats, nat('a'), ...app, throughOne), evidence: ['natGateways'] },
    'two NAT gateways in one zone': {
      world: world(...withoutNats, nat('a'), nat('b', { subnet: 'subnet-public-a' }), ...app, ...own),
      evidence: ['natGateways'],
    },
    'one NAT gateway, reached through the main table without an association': {
      world: world(...withoutNats, nat('a'), ...app, mainTable('rtb-main', [toNat('nat-a')])),
      evidence: ['natGateways'],
    },
    'halves of a default route': {
      world: world(
        ...withoutNats,
        nat('a'),
        ...app,
        table('rtb-app', ['subnet-app-a', 'subnet-app-b'], [toNat('nat-a', '0.0.0.0/1'), toNat('nat-a', '128.0.0.0/1')]),
      ),
      evidence: ['natGateways'],
    },
    'NAT64 of subnets with IPv6 alone': {
      world: world(...withoutNats, nat('a'), ...app, table('rtb-app', ['subnet-app-a', 'subnet-app-b'], [toNat('nat-a', '64:ff9b::/96')])),
      evidence: ['natGateways'],
    },
    'the NAT gateway of one zone is deleted': {
      world: world(...withoutNats, nat('a'), nat('b', { state: 'deleted' }), ...app, ...own),
      evidence: ['natGateways'],
    },
    'the NAT gateway of one zone has failed': {
      world: world(...withoutNats, nat('a'), nat('b', { state: 'failed' }), ...app, ...own),
      evidence: ['natGateways'],
    },
    'the NAT gateway of one zone is gone without a trace': {
      world: world(...withoutNats, nat('a'), ...app, ...own),
      evidence: ['natGateways'],
    },
    'the second NAT gateway is private': {
      world: world(...withoutNats, nat('a'), nat('b', { connectivityType: 'private' }), ...app, throughOne),
      evidence: ['natGateways'],
    },
    'a regional NAT gateway in manual mode that misses a zone': {
      world: world(...withoutNats, ...app, regional, regionalNat([natAddress('a')])),
      evidence: ['natGateways'],
    },
    'a zone without one while the gateway of another zone is being made': {
      world: world(...withoutNats, nat('a', { state: 'pending' }), ...app, throughOne),
      evidence: ['natGateways'],
    },
    'a zone without one, though a table of another subnet cannot be read': {
      world: world(
        ...withoutNats,
        nat('a'),
        ...app,
        throughOne,
        subnet('app', 'c'),
        table('rtb-c', ['subnet-app-c'], [], { routes: denied('x:Y') }),
      ),
      evidence: ['natGateways'],
    },
  },
  unknown: {
    'NAT gateways cannot be listed': {
      world: worldWithGaps({ 'ec2.nat-gateway': denied('ec2:DescribeNatGateways') }, ...withoutNats, ...app, ...own),
      gaps: ['denied ec2:DescribeNatGateways'],
    },
    'the second NAT gateway is being made': {
      world: world(...withoutNats, nat('a'), nat('b', { state: 'pending' }), ...app, ...own),
      gaps: ['transitional'],
    },
    'the subnets are shared by another account, which alone sees their routes': {
      world: world(...withoutNats, nat('a'), sharedSubnet('app', 'a'), mainTable('rtb-main', [])),
      gaps: ['cross-account'],
    },
    'a NAT gateway in a mode that is new': {
      world: world(...withoutNats, nat('a', { availabilityMode: 'galactic' }), ...app, throughOne),
      gaps: ['unsupported'],
    },
  },
  notApplicable: {
    'public subnets alone': { world: world(...withoutNats) },
    'a default VPC, whose main table leads to the internet': {
      world: world(...zones, vpc({ isDefault: true }), subnet('default', 'a'), mainTable('rtb-main', [toInternet()])),
    },
    'a VPC without subnets': { world: world(...zones, vpc()) },
    'private subnets without a way out': { world: world(...withoutNats, ...app, mainTable('rtb-main', [])) },
    'central egress through a private NAT gateway': {
      world: world(...withoutNats, nat('a', { connectivityType: 'private' }), ...app, throughOne),
    },
    'a NAT instance, which is no NAT gateway': {
      world: world(...withoutNats, ...app, mainTable('rtb-main', [route('0.0.0.0/0', 'instance', 'i-1')])),
    },
  },
});
