import rule from '../../../rules/network/data-tier-isolated.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { mainTable, nat, regionalNat, route, sharedSubnet, table, toInternet, toNat, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

type Route = Facts<'ec2.route-table'>['routes'][number];

const stores: readonly NodeRecord[] = [vpc(), node('rds.instance', 'orders'), node('rds.subnet-group', 'data')];
const subnets: readonly NodeRecord[] = [subnet('data', 'a'), subnet('data', 'b')];
/** A database in two data subnets, the second of which has these routes. */
const withRoutes = (routes: readonly Route[], ...nodes: readonly NodeRecord[]) => ({
  world: world(...stores, ...subnets, table('rtb-a', ['subnet-data-a'], []), table('rtb-b', ['subnet-data-b'], routes), nat('a'), ...nodes),
});
const sound = ['dataSubnets'];
const leaking = ['subnet-data-b.internetRoutes'];
const list = (key: string, cidrBlocks: readonly string[] | null) =>
  node('ec2.managed-prefix-list', key, { cidrBlocks, ownerId: cidrBlocks === null ? 'AWS' : '111111111111' });
const group = node('elasticache.replication-group', 'sessions', { memberClusters: ['sessions-001'] });
const cacheGroup = node('elasticache.subnet-group', 'data');

ruleCases(rule, {
  pass: {
    'no route but the local one': { ...withRoutes([]), evidence: sound },
    'gateway endpoints': {
      ...withRoutes(
        [route('pl-63a5400a', 'vpc-endpoint', 'vpce-1'), route('pl-0000000000000000a', 'vpc-endpoint', 'vpce-2')],
        list('pl-0000000000000000a', null),
      ),
      evidence: sound,
    },
    'private networks elsewhere': {
      ...withRoutes([route('10.0.0.0/8', 'transit-gateway', 'tgw-1'), route('192.168.0.0/16', 'virtual-private-gateway', 'vgw-1')]),
      evidence: sound,
    },
    'a list of private networks': {
      ...withRoutes([route('pl-0000000000000000a', 'transit-gateway', 'tgw-1')], list('pl-0000000000000000a', ['10.0.0.0/8'])),
      evidence: sound,
    },
    'a route whose NAT gateway is gone': { ...withRoutes([route('0.0.0.0/0', 'nat-gateway', 'nat-gone', 'blackhole')]), evidence: sound },
    'the main table of the VPC, which leads nowhere': { world: world(...stores, ...subnets, mainTable('rtb-main', [])), evidence: sound },
    'an app subnet of the same VPC that leaves through NAT': {
      ...withRoutes([], subnet('app', 'a'), table('rtb-app', ['subnet-app-a'], [toNat('nat-a')])),
      evidence: sound,
    },
    'a subnet that the group still lists and EC2 does not know any more': {
      world: world(...stores, subnet('data', 'a'), table('rtb-a', ['subnet-data-a'], [])),
      evidence: sound,
    },
    'central egress that is accepted': {
      ...withRoutes([route('0.0.0.0/0', 'transit-gateway', 'tgw-1')]),
      params: { centralEgress: 'pass' },
      evidence: sound,
    },
    'a serverless cache, whose subnets hold only an endpoint': {
      ...withRoutes(
        [],
        subnet('app', 'a'),
        table('rtb-app', ['subnet-app-a'], [toNat('nat-a')]),
        node('elasticache.serverless-cache', 'carts', { subnets: ['subnet-app-a'] }),
      ),
      evidence: sound,
    },
    'a replication group whose members are hidden, while every cache subnet is known': {
      ...withRoutes([], group, cacheGroup),
      evidence: sound,
    },
  },
  fail: {
    'a NAT gateway': { ...withRoutes([toNat('nat-a')]), evidence: leaking },
    'a regional NAT gateway': { ...withRoutes([toNat('nat-regional')], regionalNat(null)), evidence: leaking },
    'an internet gateway': { ...withRoutes([toInternet()]), evidence: leaking },
    'an internet gateway for IPv6 alone': { ...withRoutes([toInternet('::/0')]), evidence: leaking },
    'an egress-only internet gateway': { ...withRoutes([route('::/0', 'egress-only-internet-gateway', 'eigw-1')]), evidence: leaking },
    NAT64: { ...withRoutes([toNat('nat-a', '64:ff9b::/96')]), evidence: leaking },
    'the halves of a default route': { ...withRoutes([toNat('nat-a', '0.0.0.0/1'), toNat('nat-a', '128.0.0.0/1')]), evidence: leaking },
    'a part of the internet': { ...withRoutes([toNat('nat-a', '52.0.0.0/8')]), evidence: leaking },
    'a list with public addresses': {
      ...withRoutes([toNat('nat-a', 'pl-0000000000000000a')], list('pl-0000000000000000a', ['10.0.0.0/8', '203.0.113.0/24'])),
      evidence: leaking,
    },
    'a NAT instance': { ...withRoutes([route('0.0.0.0/0', 'instance', 'i-1')]), evidence: leaking },
    'an appliance': { ...withRoutes([route('0.0.0.0/0', 'network-interface', 'eni-1')]), evidence: leaking },
    'the main table, used without an association': {
      world: world(...stores, ...subnets, nat('a'), mainTable('rtb-main', [toNat('nat-a')])),
      evidence: ['subnet-data-a.internetRoutes', 'subnet-data-b.internetRoutes'],
    },
    'a subnet of a cache': {
      world: world(
        vpc(),
        node('elasticache.cluster', 'sessions-001', { subnetGroup: 'cache' }),
        node('elasticache.subnet-group', 'cache', { subnets: ['subnet-data-a'] }),
        subnet('data', 'a'),
        nat('a'),
        table('rtb-a', ['subnet-data-a'], [toNat('nat-a')]),
      ),
      evidence: ['subnet-data-a.internetRoutes'],
    },
    'NAT beside a transit gateway': {
      ...withRoutes([route('0.0.0.0/0', 'transit-gateway', 'tgw-1'), toNat('nat-a', '52.0.0.0/8')]),
      evidence: leaking,
    },
    'central egress that is not accepted': {
      ...withRoutes([route('0.0.0.0/0', 'transit-gateway', 'tgw-1')]),
      params: { centralEgress: 'fail' },
      evidence: leaking,
    },
    'NAT from a known data subnet, though the databases cannot all be listed': {
      world: worldWithGaps(
        { 'rds.cluster': denied('rds:DescribeDBClusters') },
        ...stores,
        ...subnets,
        nat('a'),
        mainTable('rtb-main', [toNat('nat-a')]),
      ),
      evidence: ['subnet-data-a.internetRoutes', 'subnet-data-b.internetRoutes'],
    },
  },
  unknown: {
    'a transit gateway, whatever lies behind': { ...withRoutes([route('0.0.0.0/0', 'transit-gateway', 'tgw-1')]), gaps: ['no-evidence'] },
    'a Gateway Load Balancer endpoint': { ...withRoutes([route('0.0.0.0/0', 'vpc-endpoint', 'vpce-1')]), gaps: ['no-evidence'] },
    'a private NAT gateway': { ...withRoutes([toNat('nat-b')], nat('b', { connectivityType: 'private' })), gaps: ['no-evidence'] },
    'a public block that leads to a VPN': {
      ...withRoutes([route('198.51.100.0/24', 'virtual-private-gateway', 'vgw-1')]),
      gaps: ['no-evidence'],
    },
    'a target that is new': { ...withRoutes([route('0.0.0.0/0', 'unknown', 'wormhole-1')]), gaps: ['unsupported'] },
    'databases cannot be listed': {
      world: worldWithGaps(
        { 'rds.instance': denied('rds:DescribeDBInstances') },
        vpc(),
        node('rds.subnet-group', 'data'),
        ...subnets,
        mainTable('rtb-main', []),
      ),
      gaps: ['denied rds:DescribeDBInstances'],
    },
    'a replication group whose members are hidden, with a subnet group of its own': {
      ...withRoutes([], group, node('elasticache.subnet-group', 'cache', { subnets: ['subnet-cache-a'] })),
      gaps: ['no-evidence'],
    },
    'a replication group that is being created': {
      ...withRoutes(
        [],
        node('elasticache.replication-group', 'sessions', { status: 'creating', memberClusters: [] }),
        node('elasticache.subnet-group', 'cache', { subnets: ['subnet-cache-a'] }),
      ),
      gaps: ['transitional'],
    },
    'subnets shared by another account, which alone sees their routes': {
      world: world(...stores, sharedSubnet('data', 'a'), sharedSubnet('data', 'b'), mainTable('rtb-main', [])),
      gaps: ['cross-account'],
    },
  },
  notApplicable: {
    'a VPC without databases and caches': { world: world(vpc(), subnet('app', 'a'), nat('a'), mainTable('rtb-main', [toNat('nat-a')])) },
    'a VPC whose database is being deleted': {
      world: world(
        vpc(),
        node('rds.instance', 'orders', { status: 'deleting' }),
        node('rds.subnet-group', 'data'),
        ...subnets,
        mainTable('rtb-main', [toInternet()]),
      ),
    },
    'a subnet group that nothing uses': {
      world: world(vpc(), node('rds.subnet-group', 'data'), ...subnets, mainTable('rtb-main', [toInternet()])),
    },
    'another VPC than the one of the databases': {
      subject: 'vpc-2',
      world: world(
        vpc(),
        { ...vpc(), key: 'vpc-2', id: 'arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-2' },
        ...stores.slice(1),
        ...subnets,
        mainTable('rtb-main', []),
      ),
    },
  },
});
