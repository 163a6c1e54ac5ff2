import rule from '../../../rules/network/tiers-separated.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { mainTable, publicTier, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

const balancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const place: readonly NodeRecord[] = [
  vpc(),
  ...publicTier,
  subnet('app', 'a'),
  subnet('app', 'b'),
  subnet('data', 'a'),
  subnet('data', 'b'),
  mainTable('rtb-main', []),
];
const both = (tier: string) => [`subnet-${tier}-a`, `subnet-${tier}-b`];
const balancer = (tier = 'public', scheme = 'internet-facing') => node('elbv2.load-balancer', balancerArn, { subnets: both(tier), scheme });
const group = (tier = 'app') => node('autoscaling.group', 'web', { subnets: both(tier) });
const database = (tier = 'data') => [node('rds.instance', 'orders'), node('rds.subnet-group', 'data', { subnets: both(tier) })];
const seen = ['sharedSubnets'];

ruleCases(rule, {
  pass: {
    'three tiers in subnets of their own': { world: world(...place, balancer(), group(), ...database()), evidence: seen },
    'an internal load balancer among its targets': {
      world: world(...place, balancer('app', 'internal'), group(), ...database()),
      evidence: seen,
    },
    'a bastion in a group of one in a public subnet': {
      world: world(
        ...place,
        balancer(),
        group(),
        node('autoscaling.group', 'bastion', { subnets: both('public'), maxSize: 1, targetGroupArns: [], targetGroups: [] }),
      ),
      evidence: seen,
    },
    'a serverless cache, whose subnets hold only an endpoint': {
      world: world(...place, group(), ...database(), node('elasticache.serverless-cache', 'carts', { subnets: both('app') })),
      evidence: seen,
    },
  },
  fail: {
    'the app tier in public subnets': { world: world(...place, balancer(), group('public')), evidence: seen, related: both('public') },
    'the app tier among the data': {
      world: world(...place, balancer(), group('data'), ...database()),
      evidence: seen,
      related: both('data'),
    },
    'databases in public subnets': { world: world(...place, balancer(), group(), ...database('public')), evidence: seen },
    'app and data in the same subnets, though load balancers cannot be listed': {
      world: worldWithGaps(
        { 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') },
        ...place,
        group('data'),
        ...database(),
      ),
      evidence: seen,
    },
  },
  unknown: {
    'there may be more databases': {
      world: worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }, ...place, balancer(), group()),
      gaps: ['denied rds:DescribeDBInstances'],
    },
    'route tables cannot be listed, and a load balancer stands among its targets': {
      world: worldWithGaps(
        { 'ec2.route-table': denied('ec2:DescribeRouteTables') },
        ...place.filter(({ kind }) => kind !== 'ec2.route-table'),
        balancer('app'),
        group(),
      ),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
  },
  notApplicable: {
    'a single tier': { world: world(...place, group()) },
    'a subnet group that nothing uses beside the app tier': { world: world(...place, group('data'), node('rds.subnet-group', 'data')) },
  },
});
