import rule from '../../../rules/network/tiers-multi-az.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { localZone, localZoneSubnet, vpc, zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

const balancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const groupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1';
const both = (tier: string): readonly NodeRecord[] => [subnet(tier, 'a'), subnet(tier, 'b')];
const place: readonly NodeRecord[] = [...zones, vpc(), ...both('public'), ...both('app'), ...both('data')];
const balancer = (subnets: readonly string[]) => node('elbv2.load-balancer', balancerArn, { subnets });
const group = (subnets: readonly string[]) => node('autoscaling.group', 'web', { subnets });
const database = (subnets: readonly string[]) => [node('rds.instance', 'orders'), node('rds.subnet-group', 'data', { subnets })];
const spread = {
  public: ['subnet-public-a', 'subnet-public-b'],
  app: ['subnet-app-a', 'subnet-app-b'],
  data: ['subnet-data-a', 'subnet-data-b'],
};
const stack = [balancer(spread.public), group(spread.app), ...database(spread.data)];
const everyTier = ['loadBalancerZones', 'appZones', 'dataZones'];
const targets = (targetType: string, ...ids: readonly string[]) => [
  node('elbv2.target-group', groupArn, { targetType }),
  ...ids.map((targetId) => node('elbv2.target-health', `${groupArn}#${targetId}:8080`, { targetId, instance: null })),
];

ruleCases(rule, {
  pass: {
    'three tiers in two zones': { world: world(...place, ...stack), evidence: everyTier },
    'a tier that does not exist': { world: world(...place, group(spread.app)), evidence: ['appZones'] },
    'two databases whose subnet groups together span two zones': {
      world: world(
        ...place,
        ...database(['subnet-data-a']),
        node('rds.instance', 'billing', { subnetGroup: 'other' }),
        node('rds.subnet-group', 'other', { subnets: ['subnet-data-b'] }),
      ),
      evidence: ['dataZones'],
    },
    'instances registered by hand in two zones': {
      world: world(
        ...place,
        ...targets('instance', 'i-1', 'i-2'),
        node('ec2.instance', 'i-1'),
        node('ec2.instance', 'i-2', { subnet: 'subnet-app-b' }),
      ),
      evidence: ['appZones'],
    },
    'addresses registered in two zones': {
      world: world(
        ...place,
        ...targets('ip', '10.0.21.10', '10.0.22.10'),
        node('ec2.network-interface', 'eni-1'),
        node('ec2.network-interface', 'eni-2', { privateIps: ['10.0.22.10'], subnet: 'subnet-app-b' }),
      ),
      evidence: ['appZones'],
    },
    'a group without subnets, which uses the default subnets of its zones': {
      world: world(
        ...zones,
        vpc({ isDefault: true }),
        subnet('default', 'a', { isDefaultForZone: true }),
        subnet('default', 'b', { isDefaultForZone: true }),
        group([]),
      ),
      evidence: ['appZones'],
    },
    'caches that cannot be listed, beside a data tier in two zones': {
      world: worldWithGaps({ 'elasticache.cluster': denied('elasticache:DescribeCacheClusters') }, ...place, ...stack),
      evidence: everyTier,
    },
    'a Gateway Load Balancer in one zone, which takes no requests in': {
      world: world(
        ...place,
        ...stack,
        node('elbv2.load-balancer', `${balancerArn}9`, { loadBalancerType: 'gateway', subnets: ['subnet-public-a'] }),
      ),
      evidence: everyTier,
    },
  },
  fail: {
    'load balancers in one zone': {
      world: world(...place, balancer(['subnet-public-a']), group(spread.app)),
      evidence: ['loadBalancerZones'],
    },
    'an app tier in one zone, however many zones the others span': {
      world: world(...place, balancer(spread.public), group(['subnet-app-a']), ...database(spread.data)),
      evidence: ['appZones'],
    },
    'a data tier in one zone': { world: world(...place, group(spread.app), ...database(['subnet-data-a'])), evidence: ['dataZones'] },
    'two tiers in one zone': {
      world: world(...place, group(['subnet-app-a']), ...database(['subnet-data-a'])),
      evidence: ['appZones', 'dataZones'],
    },
    'two subnets in one zone': {
      world: world(...place, subnet('more', 'a'), group(['subnet-app-a', 'subnet-more-a'])),
      evidence: ['appZones'],
    },
    'a second zone that is a Local Zone': {
      world: world(...place, localZone, localZoneSubnet('subnet-local'), group(['subnet-app-a', 'subnet-local'])),
      evidence: ['appZones'],
    },
    'a second subnet on an Outpost': {
      world: world(
        ...zones,
        vpc(),
        subnet('app', 'a'),
        subnet('app', 'b', { outpostArn: 'arn:aws:outposts:eu-west-1:111111111111:outpost/op-1' }),
        group(spread.app),
      ),
      evidence: ['appZones'],
    },
    'a second subnet that is listed by the group and not by EC2': {
      world: world(...zones, vpc(), subnet('data', 'a'), ...database(spread.data)),
      evidence: ['dataZones'],
    },
    'a second subnet that has failed': {
      world: world(...zones, vpc(), subnet('app', 'a'), subnet('app', 'b', { state: 'failed' }), group(spread.app)),
      evidence: ['appZones'],
    },
    'two zones where three are demanded': { world: world(...place, group(spread.app)), params: { minZones: 3 }, evidence: ['appZones'] },
    'an app tier in one zone, though caches cannot be listed': {
      world: worldWithGaps({ 'elasticache.cluster': denied('elasticache:DescribeCacheClusters') }, ...place, group(['subnet-app-a'])),
      evidence: ['appZones'],
    },
  },
  unknown: {
    'groups cannot be listed, and no app tier is known': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, ...place, balancer(spread.public)),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'one zone is known, and there may be more databases': {
      world: worldWithGaps({ 'rds.cluster': denied('rds:DescribeDBClusters') }, ...place, ...database(['subnet-data-a'])),
      gaps: ['denied rds:DescribeDBClusters'],
    },
    'an address whose interface cannot be seen': {
      world: worldWithGaps({ 'ec2.network-interface': denied('ec2:DescribeNetworkInterfaces') }, ...place, ...targets('ip', '10.0.21.10')),
      gaps: ['denied ec2:DescribeNetworkInterfaces'],
    },
    'zones cannot be listed': {
      world: worldWithGaps({ 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') }, ...place.slice(3), group(spread.app)),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
  },
  notApplicable: {
    'a bastion in a group of one, which is no tier': {
      world: world(
        ...place,
        node('autoscaling.group', 'bastion', {
          subnets: ['subnet-public-a'],
          minSize: 1,
          maxSize: 1,
          targetGroupArns: [],
          targetGroups: [],
        }),
      ),
    },
    'a VPC in which nothing runs': { world: world(...place) },
    'a group that is being deleted': {
      world: world(...place, node('autoscaling.group', 'web', { subnets: ['subnet-app-a'], status: 'Delete in progress' })),
    },
    'targets outside the VPC alone': { world: world(...place, ...targets('ip', '192.168.7.7')) },
  },
});
