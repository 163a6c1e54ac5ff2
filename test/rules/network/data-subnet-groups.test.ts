import cacheRule from '../../../rules/network/cache-subnet-group-tier.ts';
import dbRule from '../../../rules/network/db-subnet-group-tier.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { mainTable, publicTier, sharedSubnet, vpc } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

const place: readonly NodeRecord[] = [
  vpc(),
  ...publicTier,
  subnet('app', 'a'),
  subnet('app', 'b'),
  subnet('data', 'a'),
  subnet('data', 'b'),
  mainTable('rtb-main', []),
];
const web = node('autoscaling.group', 'web');
const dbGroup = (...subnets: readonly string[]) => node('rds.subnet-group', 'data', { subnets });
const database = node('rds.instance', 'orders');
const cacheGroup = (...subnets: readonly string[]) => node('elasticache.subnet-group', 'data', { subnets });
const cache = node('elasticache.cluster', 'sessions-001');
const own = ['subnet-data-a', 'subnet-data-b'] as const;
const seen = ['foreignSubnets'];

ruleCases(dbRule, {
  pass: {
    'subnets of the data tier alone': { world: world(...place, web, database, dbGroup(...own)), evidence: seen },
    'a group that only a cluster uses': {
      world: world(...place, web, node('rds.cluster', 'orders', { subnetGroup: 'data' }), dbGroup(...own)),
      evidence: seen,
    },
    'a subnet that EC2 does not know any more': {
      world: world(...place, web, database, dbGroup('subnet-data-a', 'subnet-gone')),
      evidence: seen,
    },
  },
  fail: {
    'a subnet of the app tier': {
      world: world(...place, web, database, dbGroup('subnet-data-a', 'subnet-app-b')),
      evidence: seen,
      related: ['subnet-app-b', 'vpc-1'],
    },
    'a public subnet': {
      world: world(...place, web, database, dbGroup('subnet-public-a', 'subnet-data-b')),
      evidence: seen,
      related: ['subnet-public-a', 'vpc-1'],
    },
    'a public subnet, though groups cannot be listed': {
      world: worldWithGaps(
        { 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') },
        ...place,
        database,
        dbGroup('subnet-public-a'),
      ),
      evidence: seen,
    },
    'a subnet of the app tier, though route tables cannot be listed': {
      world: worldWithGaps(
        { 'ec2.route-table': denied('ec2:DescribeRouteTables') },
        ...place.filter(({ kind }) => kind !== 'ec2.route-table'),
        web,
        database,
        dbGroup('subnet-app-a'),
      ),
      evidence: seen,
    },
  },
  unknown: {
    'there may be more groups': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, ...place, database, dbGroup(...own)),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'subnets shared by another account, which alone sees their routes': {
      world: world(vpc(), sharedSubnet('data', 'a'), mainTable('rtb-main', []), database, dbGroup('subnet-data-a')),
      gaps: ['cross-account'],
    },
  },
  notApplicable: {
    'a group that nothing uses': { world: world(...place, web, dbGroup('subnet-app-a')) },
  },
});

ruleCases(cacheRule, {
  pass: {
    'subnets of the data tier alone': { world: world(...place, web, cache, cacheGroup(...own)), evidence: seen },
  },
  fail: {
    'a subnet of the app tier': {
      world: world(...place, web, cache, cacheGroup('subnet-app-a', 'subnet-data-b')),
      evidence: seen,
      related: ['subnet-app-a', 'vpc-1'],
    },
    'a public subnet': { world: world(...place, cache, cacheGroup('subnet-public-b')), evidence: seen },
  },
  unknown: {
    'caches cannot be listed': {
      world: worldWithGaps({ 'elasticache.cluster': denied('elasticache:DescribeCacheClusters') }, ...place, cacheGroup(...own)),
      gaps: ['denied elasticache:DescribeCacheClusters'],
    },
  },
  notApplicable: {
    'a group that nothing uses': { world: world(...place, web, cacheGroup('subnet-app-a')) },
  },
});
