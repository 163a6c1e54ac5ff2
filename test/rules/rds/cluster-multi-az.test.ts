import rule from '../../../rules/rds/cluster-multi-az.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps, zone } from '../../kit/world.ts';

const zones = [zone('a'), zone('b'), zone('c')];
const cluster = (overrides: Override<'rds.cluster'> = {}) => node('rds.cluster', 'orders', overrides);
const member = (name: string, letter: 'a' | 'b' | 'c', overrides: Override<'rds.instance'> = {}): NodeRecord =>
  node('rds.instance', name, {
    cluster: 'orders',
    engine: 'aurora-postgresql',
    multiAz: false,
    zoneName: `eu-west-1${letter}`,
    ...overrides,
  });

const multiAzCluster: Override<'rds.cluster'> = {
  engine: 'postgres',
  instanceClass: 'db.r6gd.large',
  members: ['orders-1', 'orders-2', 'orders-3'].map((instanceId, index) => ({ instanceId, isWriter: index === 0, promotionTier: 1 })),
};
const three = [member('orders-1', 'a'), member('orders-2', 'b'), member('orders-3', 'c')];

ruleCases(rule, {
  pass: {
    'Aurora with a reader in another zone': {
      world: world(...zones, cluster(), member('orders-1', 'a'), member('orders-2', 'b')),
      evidence: ['members', 'orders-1.zoneName', 'orders-2.zoneName'],
    },
    'a DocumentDB cluster is judged alike': {
      world: world(...zones, cluster({ engine: 'docdb' }), member('orders-1', 'a'), member('orders-2', 'b')),
      evidence: ['members', 'orders-1.zoneName', 'orders-2.zoneName'],
    },
    'Aurora Serverless v1 is re-created in another zone': {
      world: world(...zones, cluster({ engineMode: 'serverless', members: [] })),
      evidence: ['engineMode'],
    },
    'a Multi-AZ DB cluster with three instances in three zones': {
      world: world(...zones, cluster(multiAzCluster), ...three),
      evidence: ['members', 'orders-1.zoneName', 'orders-2.zoneName', 'orders-3.zoneName'],
    },
  },
  fail: {
    'two instances in one zone': {
      world: world(...zones, cluster(), member('orders-1', 'a'), member('orders-2', 'a')),
      evidence: ['members', 'orders-1.zoneName', 'orders-2.zoneName'],
    },
    'one instance, although the storage spans three zones': {
      world: world(...zones, cluster({ members: [{ instanceId: 'orders-1', isWriter: true, promotionTier: 1 }] }), member('orders-1', 'a')),
      evidence: ['members'],
    },
    'the reader in the other zone is stopped': {
      world: world(...zones, cluster({ multiAz: true }), member('orders-1', 'a'), member('orders-2', 'b', { status: 'stopped' })),
      evidence: ['members', 'orders-1.zoneName', 'orders-2.zoneName'],
    },
    'a Multi-AZ DB cluster that lost a reader': {
      world: world(
        ...zones,
        cluster({ ...multiAzCluster, members: multiAzCluster.members instanceof Array ? multiAzCluster.members.slice(0, 2) : [] }),
        ...three,
      ),
      evidence: ['usableInstances', 'orders-1.zoneName', 'orders-2.zoneName'],
    },
    'the reader stands in a Local Zone': {
      world: world(
        ...zones,
        node('ec2.availability-zone', 'eu-west-1-lz-1a', { zoneId: 'euw1-lz1-az1', zoneType: 'local-zone' }),
        cluster(),
        member('orders-1', 'a'),
        member('orders-2', 'a', { zoneName: 'eu-west-1-lz-1a' }),
      ),
      evidence: ['members', 'orders-1.zoneName', 'orders-2.zoneName'],
    },
  },
  unknown: {
    'the instances were not readable': {
      world: worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }, ...zones, cluster()),
      gaps: ['denied rds:DescribeDBInstances'],
    },
    'a member is missing from the instances': { world: world(...zones, cluster(), member('orders-1', 'a')), gaps: ['no-evidence'] },
    'the cluster is being created': { world: world(...zones, cluster({ status: 'creating' })), gaps: ['transitional'] },
    'Aurora Limitless does not list its instances': {
      world: world(...zones, cluster({ scalabilityType: 'limitless', members: [] })),
      gaps: ['unsupported'],
    },
    'a global secondary without instances': {
      world: world(...zones, cluster({ globalClusterId: 'world', members: [] })),
      gaps: ['no-evidence'],
    },
    'the zones could not be listed': {
      world: worldWithGaps(
        { 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') },
        cluster(),
        member('orders-1', 'a'),
        member('orders-2', 'b'),
      ),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
  },
  notApplicable: {
    'a cluster that is being deleted': { world: world(...zones, cluster({ status: 'deleting' })) },
    'an express cluster outside of any VPC': { world: world(...zones, cluster({ vpcNetworkingEnabled: false })) },
  },
});
