import rule from '../../../rules/network/nat-route-alive.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { mainTable, nat, otherAccount, regionalNat, route, sharedSubnet, table, toInternet, toNat } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

type Route = Facts<'ec2.route-table'>['routes'][number];

const app = subnet('app', 'a');
const evidence = ['deadRoutes'];
const through = (routes: readonly Route[], ...nodes: readonly NodeRecord[]) => ({
  world: world(app, table('rtb-app', ['subnet-app-a'], routes), ...nodes),
});
const throughNat = (overrides: Override<'ec2.nat-gateway'>) => through([toNat('nat-a')], nat('a', overrides));

ruleCases(rule, {
  pass: {
    'a NAT gateway in service': { ...throughNat({}), evidence },
    'a regional NAT gateway in service': { ...through([toNat('nat-regional')], regionalNat(null)), evidence },
    'a private NAT gateway in service': { ...throughNat({ connectivityType: 'private' }), evidence },
    'a transit gateway': { ...through([route('0.0.0.0/0', 'transit-gateway', 'tgw-1')]), evidence },
    'a Gateway Load Balancer endpoint': { ...through([route('0.0.0.0/0', 'vpc-endpoint', 'vpce-1')]), evidence },
    'a NAT instance': { ...through([route('0.0.0.0/0', 'instance', 'i-1')]), evidence },
    'IPv6 alone, through an egress-only internet gateway': {
      ...through([route('::/0', 'egress-only-internet-gateway', 'eigw-1')]),
      evidence,
    },
    'a dead route to a part of the internet, beside a default route that works': {
      ...through([toNat('nat-a'), route('52.0.0.0/8', 'nat-gateway', 'nat-b', 'blackhole')], nat('a')),
      evidence,
    },
    'a dead route inside private networks': {
      ...through([toNat('nat-a'), route('10.8.0.0/16', 'vpc-peering-connection', 'pcx-1', 'blackhole')], nat('a')),
      evidence,
    },
  },
  fail: {
    'a blackhole': { ...through([route('0.0.0.0/0', 'nat-gateway', 'nat-a', 'blackhole')]), evidence },
    'a blackhole whose target AWS does not name any more': { ...through([route('0.0.0.0/0', 'none', null, 'blackhole')]), evidence },
    'a blackhole in the main table, used without an association': {
      world: world(app, mainTable('rtb-main', [route('0.0.0.0/0', 'nat-gateway', 'nat-a', 'blackhole')])),
      evidence,
    },
    'a NAT gateway that failed': {
      ...throughNat({
        state: 'failed',
        failureCode: 'Gateway.NotAttached',
        failureMessage: 'Network vpc-1 has no Internet gateway attached',
      }),
      evidence,
    },
    'a NAT gateway that is being deleted': { ...throughNat({ state: 'deleting' }), evidence },
    'a NAT gateway that was deleted': { ...throughNat({ state: 'deleted' }), evidence },
    'a NAT gateway that does not exist': { ...through([toNat('nat-gone')]), evidence },
    'a private NAT gateway that failed': { ...throughNat({ connectivityType: 'private', state: 'failed' }), evidence },
    'IPv4 leads nowhere while IPv6 leaves': {
      ...through([route('0.0.0.0/0', 'nat-gateway', 'nat-a', 'blackhole'), route('::/0', 'egress-only-internet-gateway', 'eigw-1')]),
      evidence,
    },
    'one half of the internet leads nowhere': {
      ...through([toNat('nat-a', '0.0.0.0/1'), route('128.0.0.0/1', 'nat-gateway', 'nat-b', 'blackhole')], nat('a')),
      evidence,
    },
    'a dead transit gateway attachment': { ...through([route('0.0.0.0/0', 'transit-gateway', 'tgw-1', 'blackhole')]), evidence },
    'a dead route, though a list among the others cannot be read': {
      ...through([route('0.0.0.0/0', 'nat-gateway', 'nat-a', 'blackhole'), route('pl-0000000000000000a', 'transit-gateway', 'tgw-1')]),
      evidence,
    },
  },
  unknown: {
    'a NAT gateway that is being made': { ...throughNat({ state: 'pending' }), gaps: ['transitional'] },
    'a NAT gateway in a state that is new': { ...throughNat({ state: 'dreaming' }), gaps: ['unsupported'] },
    'NAT gateways cannot be listed': {
      world: worldWithGaps(
        { 'ec2.nat-gateway': denied('ec2:DescribeNatGateways') },
        app,
        table('rtb-app', ['subnet-app-a'], [toNat('nat-a')]),
      ),
      gaps: ['denied ec2:DescribeNatGateways'],
    },
    'route tables cannot be listed': {
      world: worldWithGaps({ 'ec2.route-table': denied('ec2:DescribeRouteTables') }, app),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
    'the NAT gateway belongs to the account that shares the subnet': {
      world: world(sharedSubnet('app', 'a'), table('rtb-app', ['subnet-app-a'], [toNat('nat-a')], { ownerId: otherAccount })),
      gaps: ['cross-account'],
    },
    'a list that AWS does not name': {
      ...through([route('pl-0000000000000000a', 'nat-gateway', 'nat-a')], nat('a')),
      gaps: ['no-evidence'],
    },
  },
  notApplicable: {
    'a public subnet': through([toInternet()]),
    'a public subnet whose internet gateway is detached': through([route('0.0.0.0/0', 'internet-gateway', 'igw-1', 'blackhole')]),
    'a public subnet with a dead NAT64 route': through([toInternet(), route('64:ff9b::/96', 'nat-gateway', 'nat-a', 'blackhole')]),
    'an isolated subnet': through([]),
    'a gateway endpoint alone': through(
      [route('pl-63a5400a', 'vpc-endpoint', 'vpce-1')],
      node('ec2.managed-prefix-list', 'pl-63a5400a', { ownerId: 'AWS', cidrBlocks: null }),
    ),
    'a dead route that is not used': through([route('0.0.0.0/0', 'nat-gateway', 'nat-a', 'filtered')]),
  },
});
