import rule from '../../../rules/network/app-tier-private.ts';
import { mainTable, route, sharedSubnet, table, toInternet, toNat, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const groupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1';
const subnets = [vpc(), subnet('app', 'a'), subnet('app', 'b'), node('ec2.nat-gateway', 'nat-a')];
const group = (overrides: Override<'autoscaling.group'> = {}) => node('autoscaling.group', 'web', overrides);
const detached = { targetGroupArns: [], targetGroups: [] };
const tableWith = (...routes: readonly Parameters<typeof table>[2][number][]) => table('rtb-app', ['subnet-app-a', 'subnet-app-b'], routes);
const seen = ['publicAppSubnets'];

ruleCases(rule, {
  pass: {
    'subnets behind NAT': { world: world(...subnets, tableWith(toNat('nat-a')), group()), evidence: seen },
    'isolated subnets': { world: world(...subnets, tableWith(), group()), evidence: seen },
    'an egress-only internet gateway, through which nobody comes in': {
      world: world(...subnets, tableWith(route('::/0', 'egress-only-internet-gateway', 'eigw-1')), group()),
      evidence: seen,
    },
    'a route to an internet gateway that is gone': {
      world: world(...subnets, tableWith(route('0.0.0.0/0', 'internet-gateway', 'igw-1', 'blackhole')), group()),
      evidence: seen,
    },
  },
  fail: {
    'the main table, which leads to an internet gateway': {
      world: world(...subnets, mainTable('rtb-main', [toInternet()]), group()),
      evidence: seen,
      related: ['subnet-app-a', 'subnet-app-b', 'web'],
    },
    'one of two subnets': {
      world: world(
        ...subnets,
        table('rtb-a', ['subnet-app-a'], [toNat('nat-a')]),
        table('rtb-b', ['subnet-app-b'], [toInternet()]),
        group(),
      ),
      evidence: seen,
      related: ['subnet-app-b', 'web'],
    },
    'an internet gateway for IPv6 alone': { world: world(...subnets, tableWith(toInternet('::/0')), group()), evidence: seen },
    'an instance registered by hand': {
      world: world(
        ...subnets,
        tableWith(toInternet()),
        node('elbv2.target-group', groupArn),
        node('elbv2.target-health', `${groupArn}#i-1:8080`),
        node('ec2.instance', 'i-1', { autoScalingGroupName: null, autoScalingGroup: null }),
      ),
      evidence: seen,
      related: ['subnet-app-a'],
    },
    'workers behind no load balancer': { world: world(...subnets, tableWith(toInternet()), group(detached)), evidence: seen },
    'a public subnet, though targets cannot be listed': {
      world: worldWithGaps(
        { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') },
        ...subnets,
        tableWith(toInternet()),
        group(),
      ),
      evidence: seen,
    },
  },
  unknown: {
    'route tables cannot be listed': {
      world: worldWithGaps({ 'ec2.route-table': denied('ec2:DescribeRouteTables') }, ...subnets, group()),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
    'subnets shared by another account, which alone sees their routes': {
      world: world(vpc(), sharedSubnet('app', 'a'), sharedSubnet('app', 'b'), mainTable('rtb-main', []), group()),
      gaps: ['cross-account'],
    },
  },
  notApplicable: {
    'a bastion, a group of one': { world: world(...subnets, tableWith(toInternet()), group({ ...detached, maxSize: 1 })) },
    'a group that is being deleted': { world: world(...subnets, tableWith(toInternet()), group({ status: 'Delete in progress' })) },
    'public subnets in which nothing computes': { world: world(...subnets, tableWith(toInternet())) },
  },
});
