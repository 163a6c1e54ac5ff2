import { defineRule } from '#rule-kit';
import { isGone, isMemcached } from '../_lib/cache.ts';
import { snapshotParams } from '../_lib/snapshot-params.ts';

export default defineRule({
  id: 'elasticache.cluster-backup',
  title: 'Redis and Valkey nodes on their own keep automatic snapshots',
  severity: 'low',
  // Whether what is in it could be made anew is not for an API to say.
  ruleset: 'strict',
  invariants: ['cache-backup'],
  references: ['wa:REL09-BP03', 'config:ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK', 'securityhub:ElastiCache.1'],
  why: 'After a wrong command or the loss of all copies the cache starts empty: sessions are gone and the database carries the load until it is warm.',
  params: snapshotParams,
  subject: 'elasticache.cluster',
  reads: [],
  // Memcached cannot be saved; a member is saved by its replication group.
  appliesTo: (cluster) => !isMemcached(cluster.engine) && cluster.keysOf('replicationGroup').length === 0 && !isGone(cluster.status),
  check(cluster, { params, pass, fail, unknown }) {
    const { snapshotRetentionDays: days } = cluster;
    if (days === null) return unknown('no-evidence', 'AWS does not say how long snapshots are kept', 'snapshotRetentionDays');
    if (days >= params.minDays) return pass('snapshotRetentionDays');
    return fail({ snapshotRetentionDays: params.minDays }, days === 0 ? 'Automatic snapshots are off' : `Keeps snapshots for ${days} days`);
  },
  fix: (cluster, { params, sh }) => ({
    cli: sh`aws elasticache modify-cache-cluster --cache-cluster-id ${cluster.key} --snapshot-retention-limit ${String(params.minDays)} --apply-immediately --region ${cluster.region}`,
    terraform: `snapshot_retention_limit = ${params.minDays}`,
    cloudformation: `SnapshotRetentionLimit: ${params.minDays}`,
    effect: 'Snapshots are billed beyond the first; they are taken from a replica where there is one, else the node is slower meanwhile.',
  }),
});
