import rule from '../../../rules/network/public-subnet-route.ts';
import { mainTable, route, sharedSubnet, table, toInternet, toNat, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const balancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const balancer = (overrides: Override<'elbv2.load-balancer'> = {}) =>
  node('elbv2.load-balancer', balancerArn, { subnets: ['subnet-public-a'], ...overrides });
const place = (overrides: Override<'ec2.subnet'> = {}) => [vpc(), subnet('public', 'a', overrides), node('ec2.nat-gateway', 'nat-a')];
const tableWith = (...routes: readonly Parameters<typeof table>[2][number][]) => table('rtb-public', ['subnet-public-a'], routes);
const seen = ['defaultRoute'];
const gone = route('0.0.0.0/0', 'internet-gateway', 'igw-1', 'blackhole');

ruleCases(rule, {
  pass: {
    'a route to an internet gateway, which the architecture requires': {
      world: world(...place(), tableWith(toInternet()), balancer()),
      evidence: seen,
    },
    'one without a load balancer': { world: world(...place(), tableWith(toInternet())), evidence: seen },
    'one in the main table': { world: world(...place(), mainTable('rtb-main', [toInternet()]), balancer()), evidence: seen },
    'the halves of a default route': {
      world: world(...place(), tableWith(toInternet('0.0.0.0/1'), toInternet('128.0.0.0/1')), balancer()),
      evidence: seen,
    },
    'NAT gateways alone behind block-ingress, which lets answers in': {
      world: world(...place({ internetGatewayBlockMode: 'block-ingress' }), tableWith(toInternet())),
      evidence: seen,
    },
  },
  fail: {
    'a load balancer without any route out': {
      world: world(...place(), tableWith(), balancer()),
      evidence: seen,
      related: [balancerArn, 'vpc-1'],
    },
    'a load balancer behind NAT': { world: world(...place(), tableWith(toNat('nat-a')), balancer()), evidence: seen },
    'a route whose gateway is gone': { world: world(...place(), tableWith(gone)), evidence: seen, related: ['vpc-1'] },
    'a load balancer where nobody may come in': {
      world: world(...place({ internetGatewayBlockMode: 'block-ingress' }), tableWith(toInternet()), balancer()),
      evidence: ['internetGatewayBlockMode'],
    },
    'a subnet in which everything is blocked': {
      world: world(...place({ internetGatewayBlockMode: 'block-bidirectional' }), tableWith(toInternet())),
      evidence: ['internetGatewayBlockMode'],
    },
    'a route whose gateway is gone, though load balancers cannot be listed': {
      world: worldWithGaps({ 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') }, ...place(), tableWith(gone)),
      evidence: seen,
    },
  },
  unknown: {
    'route tables cannot be listed': {
      world: worldWithGaps({ 'ec2.route-table': denied('ec2:DescribeRouteTables') }, ...place(), balancer()),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
    'a block mode that is new': {
      world: world(...place({ internetGatewayBlockMode: 'block-some' }), tableWith(toInternet()), balancer()),
      gaps: ['unsupported'],
    },
    'a subnet that another account shares': {
      world: world(vpc(), sharedSubnet('public', 'a'), balancer()),
      gaps: ['cross-account'],
    },
  },
  notApplicable: {
    'a private subnet': { world: world(...place(), tableWith(toNat('nat-a'))) },
    'an internal load balancer': { world: world(...place(), tableWith(), balancer({ scheme: 'internal' })) },
    'a subnet with an egress-only internet gateway': {
      world: world(...place(), tableWith(route('::/0', 'egress-only-internet-gateway', 'eigw-1'))),
    },
  },
});
