import failover from '../../../rules/elasticache/replication-group-automatic-failover.ts';
import memcached from '../../../rules/elasticache/memcached-multi-az.ts';
import multiAz from '../../../rules/elasticache/replication-group-multi-az.ts';
import serverless from '../../../rules/elasticache/serverless-cache-multi-az.ts';
import standalone from '../../../rules/elasticache/no-standalone-node.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, subnet, world, worldWithGaps, zone } from '../../kit/world.ts';

const zones = [zone('a'), zone('b'), zone('c')];
const group = (overrides: Override<'elasticache.replication-group'> = {}) => node('elasticache.replication-group', 'sessions', overrides);
const cluster = (overrides: Override<'elasticache.cluster'> = {}) => node('elasticache.cluster', 'sessions-001', overrides);

/** A shard with a member in each of the zones, in cluster mode without roles. */
const shard = (id: string, ...letters: readonly string[]): Facts<'elasticache.replication-group'>['nodeGroups'][number] => ({
  nodeGroupId: id,
  status: 'available',
  primaryPort: null,
  members: letters.map((letter, index) => ({
    cacheClusterId: `sessions-${id}-00${index + 1}`,
    zoneName: `eu-west-1${letter}`,
    role: null,
  })),
});

const memcachedNodes = (...letters: readonly string[]): Override<'elasticache.cluster'> => ({
  engine: 'memcached',
  replicationGroup: null,
  nodeCount: letters.length,
  nodes: letters.map((letter, index) => ({ nodeId: `000${index + 1}`, zoneName: `eu-west-1${letter}`, port: 11211 })),
});

ruleCases(multiAz, {
  pass: {
    'a primary and a replica in two zones': { world: world(...zones, group()), evidence: ['multiAz', 'nodeGroups'] },
    'every shard of a cluster-mode group spans zones': {
      world: world(...zones, group({ clusterEnabled: true, nodeGroups: [shard('0001', 'a', 'b'), shard('0002', 'b', 'c')] })),
      evidence: ['multiAz', 'nodeGroups'],
    },
  },
  fail: {
    'Multi-AZ is on, but all members stand in one zone': {
      world: world(...zones, group({ nodeGroups: [shard('0001', 'a', 'a')] })),
      evidence: ['nodeGroup 0001'],
    },
    'a cluster-mode shard without replicas': {
      world: world(...zones, group({ clusterEnabled: true, nodeGroups: [shard('0001', 'a', 'b'), shard('0002', 'c')] })),
      evidence: ['nodeGroup 0002'],
    },
    'members in two zones, but Multi-AZ is off': {
      world: world(...zones, group({ multiAz: 'disabled' })),
      evidence: ['multiAz'],
    },
    'a very old group that does not say': { world: world(...zones, group({ multiAz: null })), evidence: ['multiAz'] },
    'one node': { world: world(...zones, group({ multiAz: 'disabled', nodeGroups: [shard('0001', 'a')] })), evidence: ['nodeGroup 0001'] },
  },
  unknown: {
    'the group is being created': { world: world(...zones, group({ status: 'creating' })), gaps: ['transitional'] },
    'the group is being modified and one shard is not spread yet': {
      world: world(...zones, group({ status: 'modifying', nodeGroups: [shard('0001', 'a')] })),
      gaps: ['transitional'],
    },
    'the zones could not be listed': {
      world: worldWithGaps({ 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') }, group()),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
    'no shards were listed': { world: world(...zones, group({ nodeGroups: [] })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'Outposts have no Multi-AZ': { world: world(...zones, group({ onOutpost: true, nodeGroups: [shard('0001', 'a')] })) },
    'a group that is being deleted': { world: world(...zones, group({ status: 'deleting', multiAz: 'disabled' })) },
  },
});

ruleCases(failover, {
  pass: { 'on, with a replica': { world: world(group()), evidence: ['automaticFailover', 'nodeGroups'] } },
  fail: {
    off: { world: world(group({ automaticFailover: 'disabled' })), evidence: ['automaticFailover'] },
    'off until the maintenance window': {
      world: world(group({ automaticFailover: 'disabled', pendingAutomaticFailover: 'enabled' })),
      evidence: ['automaticFailover'],
    },
    'about to be turned off': {
      world: world(group({ pendingAutomaticFailover: 'disabled' })),
      evidence: ['automaticFailover', 'pendingAutomaticFailover'],
    },
    'on as always in cluster mode, with nothing to fail over to': {
      world: world(group({ clusterEnabled: true, nodeGroups: [shard('0001', 'a', 'b'), shard('0002', 'b')] })),
      evidence: ['shardsWithoutReplica'],
    },
  },
  unknown: {
    'being turned on': { world: world(group({ automaticFailover: 'enabling' })), gaps: ['transitional'] },
    'a state nobody has seen': { world: world(group({ automaticFailover: 'pausing' })), gaps: ['unsupported'] },
    'AWS sent no state': { world: world(group({ automaticFailover: gap('malformed') })), gaps: ['malformed'] },
  },
});

ruleCases(standalone, {
  pass: { 'a member of a replication group': { world: world(cluster()), evidence: ['replicationGroup'] } },
  fail: {
    'a single Redis node': { world: world(cluster({ replicationGroup: null })), evidence: ['replicationGroup', 'nodes'] },
    'a single Valkey node': {
      world: world(cluster({ engine: 'valkey', replicationGroup: null })),
      evidence: ['replicationGroup', 'nodes'],
    },
  },
  unknown: { 'AWS sent no engine': { world: world(cluster({ engine: gap('malformed') })), gaps: ['malformed'] } },
  notApplicable: { 'Memcached has no replication groups': { world: world(cluster(memcachedNodes('a'))) } },
});

ruleCases(memcached, {
  pass: { 'nodes in two zones': { world: world(...zones, cluster(memcachedNodes('a', 'b'))), evidence: ['nodes'] } },
  fail: {
    'one node': { world: world(...zones, cluster(memcachedNodes('a'))), evidence: ['nodes'] },
    'two nodes in one zone': { world: world(...zones, cluster(memcachedNodes('a', 'a'))), evidence: ['nodes'] },
  },
  unknown: {
    'being created': { world: world(...zones, cluster({ ...memcachedNodes('a'), status: 'creating' })), gaps: ['transitional'] },
    'no nodes were listed': { world: world(...zones, cluster(memcachedNodes())), gaps: ['no-evidence'] },
    'the zones could not be listed': {
      world: worldWithGaps({ 'ec2.availability-zone': denied('ec2:DescribeAvailabilityZones') }, cluster(memcachedNodes('a', 'b'))),
      gaps: ['denied ec2:DescribeAvailabilityZones'],
    },
  },
  notApplicable: { 'Redis is judged by its replication group': { world: world(...zones, cluster()) } },
});

ruleCases(serverless, {
  pass: {
    'subnets in two zones': {
      world: world(...zones, subnet('data', 'a'), subnet('data', 'b'), node('elasticache.serverless-cache', 'sessions')),
      evidence: ['subnets'],
    },
  },
  fail: {
    'one subnet': {
      world: world(...zones, subnet('data', 'a'), node('elasticache.serverless-cache', 'sessions', { subnets: ['subnet-data-a'] })),
      evidence: ['subnets'],
    },
  },
  unknown: {
    'the subnets could not be listed': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...zones, node('elasticache.serverless-cache', 'sessions')),
      gaps: ['denied ec2:DescribeSubnets'],
    },
  },
});
