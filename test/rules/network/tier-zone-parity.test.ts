import rule from '../../../rules/network/tier-zone-parity.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { localZone, localZoneSubnet, vpc, zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

const balancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const inZones = (tier: string): readonly NodeRecord[] => [subnet(tier, 'a'), subnet(tier, 'b'), subnet(tier, 'c')];
const place: readonly NodeRecord[] = [...zones, vpc(), ...inZones('public'), ...inZones('app'), ...inZones('data')];
const keys = (tier: string, letters: string) => [...letters].map((letter) => `subnet-${tier}-${letter}`);
const balancer = (letters: string) => node('elbv2.load-balancer', balancerArn, { subnets: keys('public', letters) });
const group = (letters: string) => node('autoscaling.group', 'web', { subnets: keys('app', letters) });
const database = (letters: string) => [
  node('rds.instance', 'orders'),
  node('rds.subnet-group', 'data', { subnets: keys('data', letters) }),
];
const everyTier = ['loadBalancerZones', 'appZones', 'dataZones'];

ruleCases(rule, {
  pass: {
    'three tiers in the same two zones': { world: world(...place, balancer('ab'), group('ab'), ...database('ab')), evidence: everyTier },
    'a subnet group with a zone to spare': { world: world(...place, balancer('ab'), group('ab'), ...database('abc')), evidence: everyTier },
    'two tiers, where there is no third': {
      world: world(...place, balancer('ab'), group('ab')),
      evidence: ['loadBalancerZones', 'appZones'],
    },
    'a subnet in a Local Zone beside the others, which is no zone': {
      world: world(
        ...place,
        localZone,
        localZoneSubnet('subnet-local'),
        balancer('ab'),
        node('autoscaling.group', 'web', { subnets: [...keys('app', 'ab'), 'subnet-local'] }),
      ),
      evidence: ['loadBalancerZones', 'appZones'],
    },
    'a bastion in a group of one in a zone of its own': {
      world: world(
        ...place,
        balancer('ab'),
        group('ab'),
        node('autoscaling.group', 'bastion', { subnets: keys('public', 'c'), maxSize: 1, targetGroupArns: [], targetGroups: [] }),
      ),
      evidence: ['loadBalancerZones', 'appZones'],
    },
  },
  fail: {
    'targets in a zone the load balancer does not stand in': {
      world: world(...place, balancer('ab'), group('abc')),
      evidence: ['loadBalancerZones', 'appZones'],
    },
    'a load balancer in a zone without targets': {
      world: world(...place, balancer('abc'), group('ab'), ...database('abc')),
      evidence: everyTier,
      related: [...keys('public', 'abc'), ...keys('app', 'ab'), ...keys('data', 'abc')],
    },
    'an app tier in a zone without data': { world: world(...place, group('abc'), ...database('ab')), evidence: ['appZones', 'dataZones'] },
    'data in one subnet that has failed': {
      world: world(
        ...zones,
        vpc(),
        ...inZones('app'),
        subnet('data', 'a'),
        subnet('data', 'b', { state: 'failed' }),
        group('ab'),
        ...database('ab'),
      ),
      evidence: ['appZones', 'dataZones'],
    },
    'targets in a foreign zone, though databases cannot be listed': {
      world: worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }, ...place, balancer('ab'), group('abc')),
      evidence: ['loadBalancerZones', 'appZones'],
    },
  },
  unknown: {
    'there may be more load balancers': {
      world: worldWithGaps(
        { 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') },
        ...place,
        balancer('ab'),
        group('abc'),
      ),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
    'zones cannot be listed': {
      world: worldWithGaps(
        { 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') },
        ...place.slice(3),
        balancer('ab'),
        group('ab'),
      ),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
  },
  notApplicable: {
    'a single tier': { world: world(...place, group('ab')) },
    'an empty VPC': { world: world(...place) },
  },
});
