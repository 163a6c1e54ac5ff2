import rule from '../../../rules/network/internet-gateway-attached.ts';
import { nat, vpc, zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const balancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const balancer = (overrides: Override<'elbv2.load-balancer'> = {}) => node('elbv2.load-balancer', balancerArn, overrides);
const place = [...zones, vpc(), subnet('public', 'a'), subnet('public', 'b')];
const gateway = (vpcId = 'vpc-1', state = 'available', key = 'igw-1') =>
  node('ec2.internet-gateway', key, { attachments: [{ vpcId, state }] });
const seen = ['internetGateway'];

ruleCases(rule, {
  pass: {
    'a load balancer and a gateway': { world: world(...place, balancer(), gateway()), evidence: seen },
    'a NAT gateway and a gateway': { world: world(...place, nat('a'), gateway()), evidence: seen },
    'a gateway of another VPC beside the own one': {
      world: world(...place, balancer(), gateway(), gateway('vpc-2', 'available', 'igw-2')),
      evidence: seen,
    },
    'the attachment in the words of the documentation': {
      world: world(...place, balancer(), gateway('vpc-1', 'attached')),
      evidence: seen,
    },
  },
  fail: {
    'no gateway': { world: world(...place, balancer()), evidence: seen },
    'a gateway of another VPC': { world: world(...place, nat('a'), gateway('vpc-2')), evidence: seen },
    'a gateway that is attached to nothing': {
      world: world(...place, balancer(), node('ec2.internet-gateway', 'igw-1', { attachments: [] })),
      evidence: seen,
    },
    'a gateway that was detached': { world: world(...place, balancer(), gateway('vpc-1', 'detached')), evidence: seen },
  },
  unknown: {
    'gateways cannot be listed': {
      world: worldWithGaps({ 'ec2.internet-gateway': denied('ec2:DescribeInternetGateways') }, ...place, balancer()),
      gaps: ['denied ec2:DescribeInternetGateways'],
    },
    'a gateway that is being attached': { world: world(...place, balancer(), gateway('vpc-1', 'attaching')), gaps: ['transitional'] },
    'a state that is new': { world: world(...place, balancer(), gateway('vpc-1', 'parked')), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a VPC without internet': { world: world(...place) },
    'an internal load balancer': { world: world(...place, balancer({ scheme: 'internal' })) },
    'a private NAT gateway': { world: world(...place, nat('a', { connectivityType: 'private' })) },
    'a NAT gateway that was deleted': { world: world(...place, nat('a', { state: 'deleted' })) },
    'a VPC that another account shares': { world: world(...zones, vpc({ ownerId: '222222222222' }), balancer()) },
  },
});
