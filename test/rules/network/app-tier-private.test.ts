import rule from '../../../rules/network/app-tier-private.ts';
import { mainTable, route, sharedSubnet, table, toInternet, toNat, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const subnets = [vpc(), subnet('app', 'a'), subnet('app', 'b'), node('ec2.nat-gateway', 'nat-a')];
const group = (overrides: Override<'autoscaling.group'> = {}) => node('autoscaling.group', 'web', overrides);
const detached = { targetGroupArns: [], targetGroups: [] };
const inPrivate = (...routes: readonly Parameters<typeof table>[2][number][]) => table('rtb-app', ['subnet-app-a', 'subnet-app-b'], routes);
const seen = ['publicSubnets'];

ruleCases(rule, {
  pass: {
    'subnets behind NAT': { world: world(...subnets, inPrivate(toNat('nat-a')), group()), evidence: seen },
    'isolated subnets': { world: world(...subnets, inPrivate(), group()), evidence: seen },
    'an egress-only internet gateway, through which nobody comes in': {
      world: world(...subnets, inPrivate(route('::/0', 'egress-only-internet-gateway', 'eigw-1')), group()),
      evidence: seen,
    },
    'a route to an internet gateway that is gone': {
      world: world(...subnets, inPrivate(route('0.0.0.0/0', 'internet-gateway', 'igw-1', 'blackhole')), group()),
      evidence: seen,
    },
    'a subnet that no longer exists beside a private one': {
      world: world(...subnets.filter(({ key }) => key !== 'subnet-app-b'), inPrivate(), group()),
      evidence: seen,
    },
  },
  fail: {
    'the main table, which leads to an internet gateway': {
      world: world(...subnets, mainTable('rtb-main', [toInternet()]), group()),
      evidence: seen,
      related: ['subnet-app-a', 'subnet-app-b'],
    },
    'one of two subnets': {
      world: world(
        ...subnets,
        table('rtb-a', ['subnet-app-a'], [toNat('nat-a')]),
        table('rtb-b', ['subnet-app-b'], [toInternet()]),
        group(),
      ),
      evidence: seen,
      related: ['subnet-app-b'],
    },
    'an internet gateway for IPv6 alone': { world: world(...subnets, inPrivate(toInternet('::/0')), group()), evidence: seen },
    'the default subnets of a group that names none': {
      world: world(
        vpc(),
        subnet('default', 'a', { isDefaultForZone: true }),
        mainTable('rtb-main', [toInternet()]),
        group({ subnets: [] }),
      ),
      evidence: seen,
      related: ['subnet-default-a'],
    },
    'workers behind no load balancer': { world: world(...subnets, inPrivate(toInternet()), group(detached)), evidence: seen },
    'a group of one behind a load balancer': { world: world(...subnets, inPrivate(toInternet()), group({ maxSize: 1 })), evidence: seen },
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
    'a bastion, a group of one': { world: world(...subnets, inPrivate(toInternet()), group({ ...detached, maxSize: 1 })) },
    'a group that is being deleted': { world: world(...subnets, inPrivate(toInternet()), group({ status: 'Delete in progress' })) },
    'a group that a service runs': { world: world(...subnets, inPrivate(toInternet()), group({ operatorPrincipal: 'eks.amazonaws.com' })) },
  },
});
