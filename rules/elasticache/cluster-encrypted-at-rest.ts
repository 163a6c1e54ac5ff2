import { defineRule } from '#rule-kit';
import { isEncryptedAtRest, isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.cluster-encrypted-at-rest',
  title: 'Stand-alone cache clusters encrypt their data at rest',
  severity: 'high',
  invariants: ['cache-encrypt-rest'],
  references: ['wa:SEC08-BP02', 'config:ELASTICACHE_REPL_GRP_ENCRYPTED_AT_REST', 'securityhub:ElastiCache.4'],
  why: 'Snapshots, swap and synchronisation files of an unencrypted cache are readable by whoever gets at a copy, and encryption cannot be added later.',
  subject: 'elasticache.cluster',
  reads: [],
  // A member is encrypted as its group is.
  appliesTo: (cluster) => cluster.keysOf('replicationGroup').length === 0 && !isGone(cluster.status),
  check(cluster, { pass, fail, unknown }) {
    if (isEncryptedAtRest(cluster)) return pass('atRestEncryptionEnabled');
    if (cluster.atRestEncryptionEnabled === null)
      return unknown('no-evidence', 'AWS does not say whether the cluster is encrypted', 'atRestEncryptionEnabled');
    return fail({ atRestEncryptionEnabled: true }, 'Data is not encrypted at rest');
  },
  fix: () => ({
    cli: null,
    terraform: 'aws_elasticache_replication_group with at_rest_encryption_enabled = true instead of aws_elasticache_cluster',
    cloudformation: 'AWS::ElastiCache::ReplicationGroup with AtRestEncryptionEnabled: true',
    effect: 'Cannot be changed in place: a new group is made and clients move to its endpoint.',
  }),
});
