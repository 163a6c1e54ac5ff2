import internal from '../../../rules/load-balancer/internal-in-private-subnets.ts';
import internetFacing from '../../../rules/load-balancer/internet-facing-in-public-subnets.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { mainTable, nat, publicTier, route, table, toInternet, toNat } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { balancer } from '../../kit/security-world.ts';
import { denied, subnet, world, worldWithGaps } from '../../kit/world.ts';

type Zone = Facts<'elbv2.load-balancer'>['zones'][number];
const at = (subnetId: string, letter: string, outpostId: string | null = null): Zone => ({
  zoneName: `eu-west-1${letter}`,
  subnetId,
  outpostId,
});
const evidence = ['subnets'];
const both = ['subnet-public-a', 'subnet-public-b'];
const pair = [subnet('public', 'a'), subnet('public', 'b')];
const routed = (...routes: Parameters<typeof table>[2]) => [...pair, table('rtb-public', both, routes)];
const hidden = { 'ec2.route-table': denied('ec2:DescribeRouteTables') } as const;
const blocks = { ipv6CidrBlocks: ['2001:db8::/64'] };

/** What is meant for the subnets goes through a firewall before it gets there. */
const inspecting = (destination: string, vpcId = 'vpc-1', gatewayId = 'igw-1') =>
  table('rtb-edge', [], [route(destination, 'vpc-endpoint', 'vpce-1')], {
    associations: [{ subnetId: null, gatewayId, isMain: false, state: 'associated' }],
    vpc: vpcId,
  });
const behindFirewall = [
  subnet('public', 'a', { cidrBlock: '10.0.11.0/24' }),
  subnet('public', 'b', { cidrBlock: '10.0.12.0/24' }),
  table('rtb-public', both, [route('0.0.0.0/0', 'vpc-endpoint', 'vpce-1')]),
];

ruleCases(internetFacing, {
  pass: {
    'public subnets': { world: world(...publicTier, balancer()), evidence },
    'public subnets, by the main table of the VPC': { world: world(...pair, mainTable('rtb-main', [toInternet()]), balancer()), evidence },
    'a Network Load Balancer': { world: world(...publicTier, balancer({ loadBalancerType: 'network' })), evidence },
    'both families, with a route for each': {
      world: world(...routed(toInternet(), toInternet('::/0')), balancer({ ipAddressType: 'dualstack' })),
      evidence,
    },
    'IPv6 alone, with a route for IPv6 alone': {
      world: world(...routed(toInternet('::/0')), balancer({ ipAddressType: 'dualstack-without-public-ipv4' })),
      evidence,
    },
    'routes to a part of the internet, for clients that are known': {
      world: world(...routed(toInternet('203.0.113.0/24')), balancer()),
      evidence,
    },
    'a carrier gateway': { world: world(...routed(route('0.0.0.0/0', 'carrier-gateway', 'cagw-1')), balancer()), evidence },
    'behind a firewall through which the internet gateway sends what comes in': {
      world: world(...behindFirewall, inspecting('10.0.0.0/16'), balancer()),
      evidence,
    },
    'a subnet that no longer exists beside public ones': {
      world: world(...publicTier, balancer({ zones: [at('subnet-public-a', 'a'), at('subnet-gone', 'c')] })),
      evidence,
    },
    'on an Outpost, which has ways of its own': {
      world: world(subnet('app', 'a'), mainTable('rtb-main', []), balancer({ zones: [at('subnet-app-a', 'a', 'op-1')] })),
      evidence,
    },
  },
  fail: {
    'a subnet behind a NAT gateway': {
      world: world(
        ...publicTier,
        nat('a'),
        subnet('app', 'c'),
        table('rtb-app', ['subnet-app-c'], [toNat('nat-a')]),
        balancer({ zones: [at('subnet-public-a', 'a'), at('subnet-app-c', 'c')] }),
      ),
      evidence,
      related: ['subnet-app-c'],
    },
    'no route at all': { world: world(...routed(), balancer()), evidence, related: both },
    'a route whose gateway is gone': {
      world: world(...routed(route('0.0.0.0/0', 'internet-gateway', 'igw-1', 'blackhole')), balancer()),
      evidence,
    },
    'both families, with a route for IPv4 alone': {
      world: world(...routed(toInternet()), balancer({ ipAddressType: 'dualstack' })),
      evidence,
    },
    'IPv6 alone, with a route for IPv4 alone': {
      world: world(...routed(toInternet()), balancer({ ipAddressType: 'dualstack-without-public-ipv4' })),
      evidence,
    },
    'IPv6 that only leads out': {
      world: world(
        ...routed(route('::/0', 'egress-only-internet-gateway', 'eigw-1')),
        balancer({ ipAddressType: 'dualstack-without-public-ipv4' }),
      ),
      evidence,
    },
    'a firewall that sees only what goes out': { world: world(...behindFirewall, balancer()), evidence },
    'a firewall for other subnets': { world: world(...behindFirewall, inspecting('10.0.99.0/24'), balancer()), evidence },
    'a firewall in another VPC': { world: world(...behindFirewall, inspecting('10.0.0.0/16', 'vpc-2'), balancer()), evidence },
    'a firewall before a virtual private gateway': {
      world: world(...behindFirewall, inspecting('10.0.0.0/16', 'vpc-1', 'vgw-1'), balancer()),
      evidence,
    },
  },
  unknown: {
    'route tables are not readable': { world: worldWithGaps(hidden, ...pair, balancer()), gaps: ['denied ec2:DescribeRouteTables'] },
    'subnets are not readable': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, balancer()),
      gaps: ['denied ec2:DescribeSubnets'],
    },
    'an address type that is new': { world: world(...publicTier, balancer({ ipAddressType: 'ipv8' })), gaps: ['unsupported'] },
  },
  notApplicable: {
    'an internal load balancer': { world: world(...routed(), balancer({ scheme: 'internal' })) },
    'a Gateway Load Balancer': { world: world(...routed(), balancer({ loadBalancerType: 'gateway', scheme: null })) },
  },
});

const inside = { scheme: 'internal' };
ruleCases(internal, {
  pass: {
    'isolated subnets': { world: world(...routed(), balancer(inside)), evidence },
    'subnets behind NAT gateways': {
      world: world(...routed(toNat('nat-a')), nat('a', { subnet: 'subnet-x' }), balancer(inside)),
      evidence,
    },
    'a Network Load Balancer': { world: world(...routed(), balancer({ ...inside, loadBalancerType: 'network' })), evidence },
    'IPv6 blocks whose route only leads out': {
      world: world(
        subnet('public', 'a', blocks),
        subnet('public', 'b', blocks),
        table('rtb-public', both, [route('::/0', 'egress-only-internet-gateway', 'eigw-1')]),
        balancer(inside),
      ),
      evidence,
    },
    'a subnet that no longer exists': { world: world(...routed(), balancer({ ...inside, subnets: [...both, 'subnet-gone'] })), evidence },
  },
  fail: {
    'public subnets': { world: world(...publicTier, balancer(inside)), evidence, related: both },
    'one public subnet of two': {
      world: world(
        ...publicTier,
        subnet('app', 'b'),
        table('rtb-app', ['subnet-app-b'], []),
        balancer({ ...inside, subnets: ['subnet-public-a', 'subnet-app-b'] }),
      ),
      evidence,
      related: ['subnet-public-a'],
    },
  },
  unknown: {
    'route tables are not readable': { world: worldWithGaps(hidden, ...pair, balancer(inside)), gaps: ['denied ec2:DescribeRouteTables'] },
    'subnets are not readable': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, balancer(inside)),
      gaps: ['denied ec2:DescribeSubnets'],
    },
  },
  notApplicable: {
    'an internet-facing load balancer, which belongs there': { world: world(...publicTier, balancer()) },
    'a Gateway Load Balancer': { world: world(...publicTier, balancer({ loadBalancerType: 'gateway', scheme: null })) },
  },
});
