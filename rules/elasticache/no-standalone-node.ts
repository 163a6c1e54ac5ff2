import { defineRule } from '#rule-kit';
import { isGone, isMemcached } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.no-standalone-node',
  title: 'Redis and Valkey nodes belong to a replication group',
  severity: 'high',
  invariants: ['cache-no-standalone-node', 'cache-multi-az', 'cache-auto-failover'],
  references: ['wa:REL10-BP01', 'securityhub:ElastiCache.3'],
  why: 'A node outside a replication group can have no replica: it is lost with its zone, its hardware or its maintenance, with all its data.',
  subject: 'elasticache.cluster',
  reads: [],
  appliesTo: (cluster) => !isMemcached(cluster.engine) && !isGone(cluster.status),
  check: (cluster, { pass, fail, seeDerived, see }) =>
    cluster.keysOf('replicationGroup').length > 0
      ? pass(seeDerived(cluster, 'replicationGroup', cluster.keysOf('replicationGroup').join(), null, 'named by the node itself'))
      : fail(
          [seeDerived(cluster, 'replicationGroup', null, 'a replication group', 'the node names none'), see(cluster, 'nodes')],
          `A single ${cluster.engine} node with no replica and no failover`,
        ),
  fix: (cluster, { sh }) => ({
    cli: `${sh`aws elasticache create-replication-group --primary-cluster-id ${cluster.key} --region ${cluster.region}`} --replication-group-id <name> --replication-group-description <text>`,
    terraform: 'aws_elasticache_replication_group instead of aws_elasticache_cluster',
    cloudformation: 'AWS::ElastiCache::ReplicationGroup instead of AWS::ElastiCache::CacheCluster',
    effect:
      'The node becomes the primary of a group and keeps its data; clients must move to its primary endpoint; then add a replica and turn on Multi-AZ and automatic failover.',
  }),
});
