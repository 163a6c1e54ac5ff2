import rule from '../../../rules/network/nat-managed.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { regionalNat, route, surroundings, table, toInternet, toNat } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, subnet, worldWithGaps, world } from '../../kit/world.ts';

type Route = Facts<'ec2.route-table'>['routes'][number];

const withRoutes = (routes: readonly Route[], ...nodes: readonly NodeRecord[]) => ({
  world: world(
    ...surroundings,
    subnet('app', 'a'),
    subnet('app', 'b'),
    table('rtb-a', ['subnet-app-a'], [toNat('nat-a')]),
    table('rtb-b', ['subnet-app-b'], routes),
    ...nodes,
  ),
});
const seen = ['waysOut'];

ruleCases(rule, {
  pass: {
    'NAT gateways': { ...withRoutes([toNat('nat-b')]), evidence: seen },
    'a regional NAT gateway': { ...withRoutes([toNat('nat-regional')], regionalNat(null)), evidence: seen },
    'an egress-only internet gateway for IPv6': {
      ...withRoutes([route('::/0', 'egress-only-internet-gateway', 'eigw-1')]),
      evidence: seen,
    },
    'no way out': { ...withRoutes([]), evidence: seen },
    'a transit gateway': { ...withRoutes([route('0.0.0.0/0', 'transit-gateway', 'tgw-1')]), evidence: seen },
    'an appliance for a private network, not for the internet': {
      ...withRoutes([route('192.168.0.0/16', 'network-interface', 'eni-1')]),
      evidence: seen,
    },
    'a route to an instance that is gone, which is another matter': {
      ...withRoutes([route('0.0.0.0/0', 'instance', 'i-1', 'blackhole')]),
      evidence: seen,
    },
  },
  fail: {
    'a NAT instance': { ...withRoutes([route('0.0.0.0/0', 'instance', 'i-1')]), evidence: seen, related: ['subnet-app-b'] },
    'the interface of one': { ...withRoutes([route('0.0.0.0/0', 'network-interface', 'eni-1')]), evidence: seen },
    'the halves of a default route': {
      ...withRoutes([route('0.0.0.0/1', 'instance', 'i-1'), route('128.0.0.0/1', 'instance', 'i-1')]),
      evidence: seen,
    },
    'one that another account shares': {
      ...withRoutes([{ ...route('0.0.0.0/0', 'network-interface', 'eni-9'), targetOwnerId: '222222222222' }]),
      evidence: seen,
    },
    'a NAT instance, though NAT gateways cannot be listed': {
      world: worldWithGaps(
        { 'ec2.nat-gateway': denied('ec2:DescribeNatGateways') },
        ...surroundings.filter(({ kind }) => kind !== 'ec2.nat-gateway'),
        subnet('app', 'a'),
        table('rtb-a', ['subnet-app-a'], [route('0.0.0.0/0', 'instance', 'i-1')]),
      ),
      evidence: seen,
    },
  },
  unknown: {
    'route tables cannot be listed': {
      world: worldWithGaps(
        { 'ec2.route-table': denied('ec2:DescribeRouteTables') },
        ...surroundings.filter(({ kind }) => kind !== 'ec2.route-table'),
        subnet('app', 'a'),
      ),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
  },
  notApplicable: {
    'a VPC without a way out': { world: world(...surroundings.filter(({ kind }) => kind !== 'ec2.nat-gateway')) },
    'public subnets alone': { world: world(...surroundings, table('rtb-more', [], [toInternet()])) },
  },
});
