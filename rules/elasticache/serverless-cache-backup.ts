import { defineRule } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';
import { snapshotParams } from '../_lib/snapshot-params.ts';

export default defineRule({
  id: 'elasticache.serverless-cache-backup',
  title: 'Serverless caches keep automatic snapshots',
  severity: 'low',
  // Whether what is in it could be made anew is not for an API to say.
  ruleset: 'strict',
  invariants: ['cache-backup'],
  references: ['wa:REL09-BP03', 'config:ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK', 'securityhub:ElastiCache.1'],
  why: 'After a wrong command or the loss of all copies the cache starts empty: sessions are gone and the database carries the load until it is warm.',
  params: snapshotParams,
  subject: 'elasticache.serverless-cache',
  reads: [],
  appliesTo: (cache) => !isGone(cache.status),
  check(cache, { params, pass, fail, unknown }) {
    const { snapshotRetentionDays: days } = cache;
    if (days === null) return unknown('no-evidence', 'AWS does not say how long snapshots are kept', 'snapshotRetentionDays');
    if (days >= params.minDays) return pass('snapshotRetentionDays');
    return fail({ snapshotRetentionDays: params.minDays }, days === 0 ? 'Automatic snapshots are off' : `Keeps snapshots for ${days} days`);
  },
  fix: (cache, { params, sh }) => ({
    cli: sh`aws elasticache modify-serverless-cache --serverless-cache-name ${cache.key} --snapshot-retention-limit ${String(params.minDays)} --region ${cache.region}`,
    terraform: `snapshot_retention_limit = ${params.minDays}`,
    cloudformation: `SnapshotRetentionLimit: ${params.minDays}`,
    effect: 'Snapshots are billed beyond the first; they are taken from a replica where there is one, else the node is slower meanwhile.',
  }),
});
