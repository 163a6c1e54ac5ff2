import rule from '../../../rules/network/public-tier-only.ts';
import { mainTable, route, toInternet, toNat, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const place = [vpc(), subnet('public', 'a'), mainTable('rtb-main', [toInternet()])];
const eni = (key: string, overrides: Override<'ec2.network-interface'> = {}) =>
  node('ec2.network-interface', key, { subnet: 'subnet-public-a', ...overrides });
const balancer = eni('eni-lb', { description: 'ELB app/web/50dc6c495c0c9188', requesterId: 'amazon-elb' });
const nat = eni('eni-nat', { interfaceType: 'nat_gateway' });
const server = (number: number, overrides: Override<'ec2.instance'> = {}, ofInterface: Override<'ec2.network-interface'> = {}) => [
  eni(`eni-${number}`, { instance: `i-${number}`, ...ofInterface }),
  node('ec2.instance', `i-${number}`, { autoScalingGroupName: null, autoScalingGroup: null, subnet: 'subnet-public-a', ...overrides }),
];
const seen = ['tenants'];
const grouped = { autoScalingGroupName: 'web', autoScalingGroup: 'web' };
const lone = { targetGroupArns: [], targetGroups: [], maxSize: 1 };

ruleCases(rule, {
  pass: {
    'a load balancer and a NAT gateway': { world: world(...place, balancer, nat), evidence: seen },
    'a bastion': { world: world(...place, balancer, ...server(1)), evidence: seen },
    'a bastion that a group of one keeps alive': {
      world: world(...place, ...server(1, grouped), node('autoscaling.group', 'web', lone)),
      evidence: seen,
    },
    'a bastion and a NAT instance': { world: world(...place, ...server(1), ...server(2, {}, { sourceDestCheck: false })), evidence: seen },
    'a classic load balancer': { world: world(...place, eni('eni-elb', { description: 'ELB web' })), evidence: seen },
    'interfaces that nothing uses': {
      world: world(...place, balancer, eni('eni-1', { status: 'available', interfaceType: 'lambda' })),
      evidence: seen,
    },
    'an instance that is gone': { world: world(...place, balancer, ...server(1), ...server(2, { state: 'terminated' })), evidence: seen },
  },
  fail: {
    'a server of a group': {
      world: world(...place, balancer, ...server(1, grouped), node('autoscaling.group', 'web')),
      evidence: seen,
      related: ['eni-1', 'vpc-1', 'web'],
    },
    'a task': {
      world: world(...place, eni('eni-1', { description: 'arn:aws:ecs:eu-west-1:111111111111:attachment/1' })),
      evidence: seen,
      related: ['eni-1', 'vpc-1'],
    },
    'a function': { world: world(...place, eni('eni-1', { interfaceType: 'lambda' })), evidence: seen },
    'a database': { world: world(...place, eni('eni-1', { description: 'RDSNetworkInterface' })), evidence: seen },
    'a cache': { world: world(...place, eni('eni-1', { description: 'ElastiCache sessions-001' })), evidence: seen },
    'two lone servers': { world: world(...place, ...server(1), ...server(2)), evidence: seen },
    'a bastion where none is wanted': { world: world(...place, ...server(1)), params: { maxLoneServers: 0 }, evidence: seen },
    'a database, though instances cannot be listed': {
      world: worldWithGaps(
        { 'ec2.instance': denied('ec2:DescribeInstances') },
        ...place,
        eni('eni-1', { instance: 'i-1' }),
        eni('eni-2', { description: 'RDSNetworkInterface' }),
      ),
      evidence: seen,
    },
  },
  unknown: {
    'an interface whose instance cannot be seen': { world: world(...place, eni('eni-1', { instance: 'i-1' })), gaps: ['no-evidence'] },
    'groups cannot be listed': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, ...place, ...server(1, grouped)),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
  },
  notApplicable: {
    'a private subnet': {
      world: world(
        vpc(),
        subnet('public', 'a'),
        mainTable('rtb-main', [toNat('nat-a')]),
        node('ec2.nat-gateway', 'nat-a'),
        ...server(1),
        ...server(2),
      ),
    },
    'a subnet with an egress-only internet gateway': {
      world: world(
        vpc(),
        subnet('public', 'a'),
        mainTable('rtb-main', [route('::/0', 'egress-only-internet-gateway', 'eigw-1')]),
        ...server(1),
        ...server(2),
      ),
    },
    'a public subnet in which nothing stands': { world: world(...place) },
  },
});
