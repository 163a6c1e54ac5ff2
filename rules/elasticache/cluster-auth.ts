import { defineRule } from '#rule-kit';
import { isGone, isMemcached } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.cluster-auth',
  title: 'Redis and Valkey nodes on their own let nobody in without a password',
  severity: 'medium',
  ruleset: 'strict',
  invariants: ['cache-auth'],
  references: ['wa:SEC05-BP02', 'securityhub:ElastiCache.6'],
  why: 'Without AUTH, whatever gets into the network reads every session and can empty the cache with one command.',
  subject: 'elasticache.cluster',
  reads: [],
  // The mend is a replication group, which brings the means to log in.
  subsumedBy: ['elasticache.no-standalone-node'],
  // Memcached knows no users; a member lets in whom its replication group does.
  appliesTo: (cluster) => !isMemcached(cluster.engine) && cluster.keysOf('replicationGroup').length === 0 && !isGone(cluster.status),
  check(cluster, { pass, fail, unknown }) {
    if (cluster.authTokenEnabled === null) return unknown('no-evidence', 'AWS does not say whether AUTH is on', 'authTokenEnabled');
    return cluster.authTokenEnabled
      ? pass('authTokenEnabled')
      : fail({ authTokenEnabled: true }, 'Everybody whom the security groups admit is let in');
  },
  fix: () => ({
    terraform: 'aws_elasticache_replication_group with user_group_ids instead of aws_elasticache_cluster',
    cloudformation: 'AWS::ElastiCache::ReplicationGroup with UserGroupIds instead of AWS::ElastiCache::CacheCluster',
    effect: 'A single node cannot be given users: make a replication group from its snapshot and move the clients to it.',
  }),
});
