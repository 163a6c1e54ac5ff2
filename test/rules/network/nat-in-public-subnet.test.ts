import rule from '../../../rules/network/nat-in-public-subnet.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { association, mainTable, nat, regionalNat, route, table, toInternet, toNat } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

type Route = Facts<'ec2.route-table'>['routes'][number];

const home = subnet('public', 'a');
const evidence = ['subnet-public-a.defaultRoute'];
const standing = (routes: readonly Route[], ...nodes: readonly NodeRecord[]) => ({
  world: world(nat('a'), home, table('rtb-public', ['subnet-public-a'], routes), ...nodes),
});
const natWith = (overrides: Override<'ec2.nat-gateway'>, routes: readonly Route[] = [toInternet()]) => ({
  world: world(nat('a', overrides), home, table('rtb-public', ['subnet-public-a'], routes)),
});
const blocked = (internetGatewayBlockMode: string | null) => ({
  world: world(nat('a'), subnet('public', 'a', { internetGatewayBlockMode }), table('rtb-public', ['subnet-public-a'], [toInternet()])),
});

const toFirewall = route('0.0.0.0/0', 'vpc-endpoint', 'vpce-1');
const firewall = (...routes: readonly Route[]) => [
  node('ec2.vpc-endpoint', 'vpce-1', { endpointType: 'GatewayLoadBalancer', subnets: ['subnet-firewall-a'] }),
  subnet('firewall', 'a'),
  table('rtb-firewall', ['subnet-firewall-a'], routes),
];

ruleCases(rule, {
  pass: {
    'a subnet that leads to an internet gateway': { ...standing([toInternet()]), evidence },
    'the same through the main table, without an association': {
      world: world(nat('a'), home, mainTable('rtb-main', [toInternet()])),
      evidence,
    },
    'a split default route': { ...standing([toInternet('0.0.0.0/1'), toInternet('128.0.0.0/1')]), evidence },
    'a firewall whose own subnet leads to the internet gateway': { ...standing([toFirewall], ...firewall(toInternet())), evidence },
    'Block Public Access that stops only what comes in': { ...blocked('block-ingress'), evidence },
    'an endpoint that is too old to know Block Public Access': { ...blocked(null), evidence },
    'a gateway that failed for another reason': {
      ...natWith({ state: 'failed', failureCode: 'InsufficientFreeAddressesInSubnet' }),
      evidence,
    },
    'an endpoint that is too old to name mode and connectivity': {
      ...natWith({ availabilityMode: null, connectivityType: null }),
      evidence,
    },
  },
  fail: {
    'a subnet without a default route': { ...standing([]), evidence },
    'a subnet that leads to another NAT gateway': { ...standing([toNat('nat-b')], nat('b', { subnet: null })), subject: 'nat-a', evidence },
    'a subnet that leads to itself': { ...standing([toNat('nat-a')]), evidence },
    'a subnet whose internet gateway is detached': {
      ...standing([route('0.0.0.0/0', 'internet-gateway', 'igw-1', 'blackhole')]),
      evidence,
    },
    'a subnet that is public for IPv6 alone': { ...standing([toInternet('::/0')]), evidence },
    'a subnet that leads to a transit gateway': { ...standing([route('0.0.0.0/0', 'transit-gateway', 'tgw-1')]), evidence },
    'a firewall that is gone': { ...standing([route('0.0.0.0/0', 'vpc-endpoint', 'vpce-1', 'blackhole')]), evidence },
    'the internet gateway was missing when it was made': {
      ...natWith({ state: 'failed', failureCode: 'Gateway.NotAttached' }, []),
      evidence,
    },
    'Block Public Access in both directions': { ...blocked('block-bidirectional'), evidence: ['subnet-public-a.internetGatewayBlockMode'] },
  },
  unknown: {
    'route tables cannot be listed': {
      world: worldWithGaps({ 'ec2.route-table': denied('ec2:DescribeRouteTables') }, nat('a'), home),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
    'its subnet cannot be seen': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, nat('a')),
      gaps: ['denied ec2:DescribeSubnets'],
    },
    'AWS names no subnet': { ...natWith({ subnet: null }), gaps: ['no-evidence'] },
    'a firewall whose subnet leads on to a network elsewhere': {
      ...standing([toFirewall], ...firewall(route('0.0.0.0/0', 'transit-gateway', 'tgw-1'))),
      gaps: ['no-evidence'],
    },
    'a firewall that is not listed': { ...standing([toFirewall]), gaps: ['no-evidence'] },
    'the association of its subnet is changing': {
      world: world(
        nat('a'),
        home,
        table('rtb-public', [], [toInternet()], { associations: [association('subnet-public-a', 'associating')] }),
      ),
      gaps: ['transitional'],
    },
    'a block mode that is new': { ...blocked('block-everything'), gaps: ['unsupported'] },
    'a connectivity that is new': { ...natWith({ connectivityType: 'quantum' }), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a private gateway': natWith({ connectivityType: 'private' }, []),
    'a regional gateway, which has no subnet': { world: world(regionalNat(null)) },
    'a gateway that is being deleted': natWith({ state: 'deleting' }, []),
    'a gateway that was deleted': natWith({ state: 'deleted' }, []),
  },
});
