import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/model/kinds.ts';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import { answer, derived } from '../kit/derived.ts';
import {
  association,
  mainTable,
  nat,
  otherAccount,
  regionalNat,
  route,
  sharedSubnet,
  table,
  toInternet,
  toNat,
  vpc,
  zones,
} from '../kit/network-world.ts';
import { denied, node, subnet, world, worldWithGaps } from '../kit/world.ts';

type Route = Facts<'ec2.route-table'>['routes'][number];

const app = subnet('app', 'a');
const tablesDenied = { 'ec2.route-table': denied('ec2:DescribeRouteTables') };

describe('the route table of a subnet', () => {
  const tableOf = (snapshot: ReturnType<typeof world>) => {
    const { routing, view } = derived(snapshot);
    return answer(() => {
      const { table: used, isMain } = routing.tableOf(view('ec2.subnet', 'subnet-app-a'));
      return `${used.key}${isMain ? ' (main)' : ''}`;
    });
  };
  const others = [mainTable('rtb-main', []), mainTable('rtb-other-vpc', [], { vpc: 'vpc-2' })];

  it('is the one it is associated with', () => {
    expect(tableOf(world(app, ...others, table('rtb-app', ['subnet-app-a'], [])))).toBe('rtb-app');
  });

  it('is the main table of its own VPC where it has no association', () => {
    expect(tableOf(world(app, ...others, table('rtb-app', ['subnet-app-b'], [])))).toBe('rtb-main (main)');
  });

  it('may be the main table by an explicit association as well', () => {
    const both = [association('subnet-app-a'), { subnetId: null, gatewayId: null, isMain: true, state: 'associated' }];
    expect(tableOf(world(app, table('rtb-main', [], [], { associations: both })))).toBe('rtb-main');
  });

  it('is not a table that serves a gateway, nor one that was left', () => {
    const edge = { subnetId: null, gatewayId: 'igw-1', isMain: false, state: 'associated' };
    const left = table('rtb-old', [], [], { associations: [association('subnet-app-a', 'disassociated'), edge] });
    expect(tableOf(world(app, ...others, left))).toBe('rtb-main (main)');
  });

  it('is the one in force while the subnet moves to another', () => {
    const leaving = table('rtb-a', [], [], { associations: [association('subnet-app-a', 'disassociating')] });
    const arrived = table('rtb-b', ['subnet-app-a'], []);
    expect(tableOf(world(app, leaving, arrived))).toBe('rtb-b');
    expect(tableOf(world(app, { ...leaving, id: `${leaving.id}z`, key: 'rtb-z' }, arrived))).toBe('rtb-b');
  });

  it('is not guessed while the association changes or after it failed', () => {
    const associating = (state: string) => table('rtb-app', [], [], { associations: [association('subnet-app-a', state)] });
    expect(tableOf(world(app, ...others, associating('associating')))).toEqual({ gaps: ['transitional'] });
    expect(tableOf(world(app, ...others, associating('failed')))).toEqual({ gaps: ['no-evidence'] });
  });

  it('is known by association, but never taken for the main table, where tables are missing', () => {
    expect(tableOf(worldWithGaps(tablesDenied, app, table('rtb-app', ['subnet-app-a'], [])))).toBe('rtb-app');
    expect(tableOf(worldWithGaps(tablesDenied, app, ...others))).toEqual({ gaps: ['denied ec2:DescribeRouteTables'] });
    const unread = table('rtb-app', [], [], { associations: denied('x:Y') });
    expect(tableOf(world(app, ...others, unread))).toEqual({ gaps: ['denied x:Y'] });
    expect(tableOf(world(app))).toEqual({ gaps: ['no-evidence'] });
  });

  it('belongs to the owner of a shared subnet, and is read where the owner was', () => {
    const shared = sharedSubnet('app', 'a');
    const owned = node('ec2.subnet', 'subnet-app-a', { ownerId: otherAccount }, { account: otherAccount });
    const ownersTable = { ...table('rtb-owner', ['subnet-app-a'], []), account: otherAccount };
    expect(tableOf(world(shared, ...others))).toEqual({ gaps: ['cross-account'] });
    expect(tableOf(world(shared, ...others, owned, ownersTable))).toBe('rtb-owner');
  });
});

describe('the exposure of a subnet', () => {
  const natPrivate = { connectivityType: 'private' };
  const exposure = (routes: readonly Route[], ...nodes: readonly NodeRecord[]) => {
    const { routing, view } = derived(world(app, vpc(), ...zones, table('rtb-app', ['subnet-app-a'], routes), ...nodes));
    return answer(() => routing.exposureOf(view('ec2.subnet', 'subnet-app-a')));
  };

  it('is isolated without a way to public addresses', () => {
    expect(exposure([])).toBe('isolated');
    expect(exposure([route('10.0.0.0/8', 'transit-gateway', 'tgw-1'), route('100.64.0.0/10', 'vpc-peering-connection', 'pcx-1')])).toBe(
      'isolated',
    );
    expect(exposure([route('0.0.0.0/0', 'internet-gateway', 'igw-1', 'filtered')])).toBe('isolated');
  });

  it('is isolated behind gateway endpoints and VPC Lattice', () => {
    const lists = [node('ec2.managed-prefix-list', 'pl-0000000000000000a', { ownerId: 'AWS', cidrBlocks: null })];
    expect(exposure([route('pl-63a5400a', 'vpc-endpoint', 'vpce-1')])).toBe('isolated');
    expect(exposure([route('pl-0000000000000000a', 'vpc-endpoint', 'vpce-1')], ...lists)).toBe('isolated');
    expect(exposure([route('pl-0000000000000000a', 'vpc-lattice', 'VpcLattice')], ...lists)).toBe('isolated');
  });

  it.each([
    ['0.0.0.0/0', [toInternet()]],
    ['::/0 alone', [toInternet('::/0')]],
    ['2000::/3', [toInternet('2000::/3')]],
    ['a split default', [toInternet('0.0.0.0/1'), toInternet('128.0.0.0/1')]],
    ['an internet gateway beside a NAT gateway', [toNat('nat-a', '64:ff9b::/96'), toInternet()]],
  ])('is public through %s', (_name, routes) => {
    expect(exposure(routes, nat('a'))).toBe('public');
  });

  it.each([
    ['a NAT gateway', [toNat('nat-a')]],
    ['halves of a default that lead to one', [toNat('nat-a', '0.0.0.0/1'), toNat('nat-a', '128.0.0.0/1')]],
    ['NAT64', [toNat('nat-a', '64:ff9b::/96')]],
    ['a regional NAT gateway', [toNat('nat-regional')]],
    ['an egress-only internet gateway', [route('::/0', 'egress-only-internet-gateway', 'eigw-1')]],
    ['a NAT instance', [route('0.0.0.0/0', 'instance', 'i-1')]],
    ['an appliance', [route('0.0.0.0/0', 'network-interface', 'eni-1')]],
  ])('is private with a way out through %s', (_name, routes) => {
    expect(exposure(routes, nat('a'), regionalNat(null))).toBe('private-egress');
  });

  it.each([
    ['a transit gateway', [route('0.0.0.0/0', 'transit-gateway', 'tgw-1')], {}],
    ['a Gateway Load Balancer endpoint', [route('0.0.0.0/0', 'vpc-endpoint', 'vpce-1')], {}],
    ['a VPN', [route('0.0.0.0/0', 'virtual-private-gateway', 'vgw-1')], {}],
    ['Cloud WAN', [route('0.0.0.0/0', 'core-network', 'arn:aws:networkmanager::1:core-network/1')], {}],
    ['a private NAT gateway', [toNat('nat-a')], natPrivate],
  ])('is decided elsewhere through %s', (_name, routes, overrides) => {
    expect(exposure(routes, nat('a', overrides))).toBe('private-central');
  });

  it('is decided elsewhere where a customer list of everything leads to an endpoint', () => {
    const everything = node('ec2.managed-prefix-list', 'pl-0000000000000000b', { cidrBlocks: ['0.0.0.0/1', '128.0.0.0/1'] });
    expect(exposure([route('pl-0000000000000000b', 'vpc-endpoint', 'vpce-1')], everything)).toBe('private-central');
  });

  it('is broken where the default route leads nowhere', () => {
    expect(exposure([route('0.0.0.0/0', 'nat-gateway', 'nat-a', 'blackhole')])).toBe('broken');
    expect(exposure([route('0.0.0.0/0', 'none', null, 'blackhole')])).toBe('broken');
    expect(exposure([toNat('nat-gone')])).toBe('broken');
    for (const state of ['failed', 'deleting', 'deleted']) expect(exposure([toNat('nat-a')], nat('a', { state }))).toBe('broken');
  });

  it('is a way out through a NAT gateway that is being made', () => {
    expect(exposure([toNat('nat-a')], nat('a', { state: 'pending' }))).toBe('private-egress');
  });

  it('is not guessed where something is new', () => {
    expect(exposure([route('0.0.0.0/0', 'unknown', 'wormhole-1')])).toEqual({ gaps: ['unsupported'] });
    expect(exposure([toNat('nat-a')], nat('a', { state: 'dreaming' }))).toEqual({ gaps: ['unsupported'] });
    expect(exposure([toNat('nat-a')], nat('a', { connectivityType: 'quantum' }))).toEqual({ gaps: ['unsupported'] });
    expect(exposure([route('0.0.0.0/0', 'internet-gateway', 'igw-1', 'dreaming')])).toEqual({ gaps: ['unsupported'] });
    expect(exposure([route('everything', 'nat-gateway', 'nat-a')])).toEqual({ gaps: ['unsupported'] });
  });

  it('is public as soon as one route proves it, whatever another one hides', () => {
    expect(exposure([route('pl-0000000000000000c', 'transit-gateway', 'tgw-1'), toInternet()])).toBe('public');
    expect(exposure([route('pl-0000000000000000c', 'transit-gateway', 'tgw-1')])).toEqual({ gaps: ['no-evidence'] });
  });

  it('is decided by a default route that is seen, where a list that is not leads elsewhere', () => {
    expect(exposure([route('pl-0000000000000000c', 'transit-gateway', 'tgw-1'), toNat('nat-a')], nat('a'))).toBe('private-egress');
    expect(exposure([route('pl-0000000000000000c', 'internet-gateway', 'igw-1'), toNat('nat-a')], nat('a'))).toEqual({
      gaps: ['no-evidence'],
    });
  });

  it('needs no NAT gateway to say that a subnet is not public', () => {
    const hidden = worldWithGaps(
      { 'ec2.nat-gateway': denied('ec2:DescribeNatGateways') },
      app,
      table('rtb-app', ['subnet-app-a'], [toNat('nat-a')]),
    );
    const { routing, view } = derived(hidden);
    expect(routing.isPublic(view('ec2.subnet', 'subnet-app-a'))).toBe(false);
    expect(answer(() => routing.exposureOf(view('ec2.subnet', 'subnet-app-a')))).toEqual({ gaps: ['denied ec2:DescribeNatGateways'] });
  });

  it('does not take the NAT gateway of another account for a missing one', () => {
    const { routing, view } = derived(
      world(sharedSubnet('app', 'a'), table('rtb-app', ['subnet-app-a'], [toNat('nat-a')], { ownerId: otherAccount })),
    );
    expect(answer(() => routing.exposureOf(view('ec2.subnet', 'subnet-app-a')))).toEqual({ gaps: ['cross-account'] });
  });
});

describe('the routes to public addresses', () => {
  const routesOf = (routes: readonly Route[], ...nodes: readonly NodeRecord[]) => {
    const { routing, view } = derived(world(app, nat('a'), table('rtb-app', ['subnet-app-a'], routes), ...nodes));
    return answer(() =>
      [...routing.internetRoutes(view('ec2.subnet', 'subnet-app-a'))].map(
        (each) => `${each.route.destination} ${each.family} ${each.isDefault ? 'default' : 'part'} ${each.leads}`,
      ),
    );
  };

  it('include parts of the internet, of either family', () => {
    expect(routesOf([toNat('nat-a', '52.0.0.0/8'), route('2600::/16', 'egress-only-internet-gateway', 'eigw-1')])).toEqual([
      '52.0.0.0/8 ipv4 part egress',
      '2600::/16 ipv6 part egress',
    ]);
  });

  it('include lists of addresses, those of AWS too unless an endpoint serves them', () => {
    const offices = node('ec2.managed-prefix-list', 'pl-0000000000000000a', { cidrBlocks: ['10.0.0.0/8', '203.0.113.0/24'] });
    const inside = node('ec2.managed-prefix-list', 'pl-0000000000000000b', { cidrBlocks: ['10.0.0.0/8'] });
    const storage = node('ec2.managed-prefix-list', 'pl-63a5400a', { ownerId: 'AWS', cidrBlocks: null });
    expect(
      routesOf(
        ['pl-0000000000000000a', 'pl-0000000000000000b', 'pl-63a5400a'].map((list) => toNat('nat-a', list)),
        offices,
        inside,
        storage,
      ),
    ).toEqual(['pl-0000000000000000a ipv4 part egress', 'pl-63a5400a ipv4 part egress']);
  });

  it('see through NAT64 to the IPv4 addresses behind it', () => {
    expect(routesOf([toNat('nat-a', '64:ff9b::/96'), toNat('nat-a', '64:ff9b::a00:0/104'), toNat('nat-a', '64:ff9b::3400:0/104')])).toEqual(
      ['64:ff9b::/96 ipv6 default egress', '64:ff9b::3400:0/104 ipv6 part egress'],
    );
  });
});
