import { defineRule } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.cluster-encrypted-in-transit',
  title: 'Stand-alone cache clusters accept encrypted connections only',
  severity: 'high',
  invariants: ['cache-encrypt-transit'],
  references: ['wa:SEC09-BP02', 'config:ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT', 'securityhub:ElastiCache.5'],
  why: 'Sessions and credentials travel in plain text between the app tier and the cache.',
  subject: 'elasticache.cluster',
  reads: [],
  // A member is encrypted as its group is.
  appliesTo: (cluster) => cluster.keysOf('replicationGroup').length === 0 && !isGone(cluster.status),
  check(cluster, { pass, fail, unknown }) {
    if (cluster.transitEncryptionEnabled === null)
      return unknown('no-evidence', 'AWS does not say whether connections are encrypted', 'transitEncryptionEnabled');
    if (!cluster.transitEncryptionEnabled) return fail({ transitEncryptionEnabled: true }, 'Connections are not encrypted');
    if (cluster.transitEncryptionMode === 'preferred')
      return fail({ transitEncryptionMode: 'required' }, 'Plaintext connections are still accepted');
    return pass('transitEncryptionEnabled', 'transitEncryptionMode');
  },
  fix: () => ({
    cli: null,
    terraform: 'transit_encryption_enabled = true',
    cloudformation: 'TransitEncryptionEnabled: true',
    effect: 'Memcached from 1.6.12 and Redis need a new cluster; clients must speak TLS.',
  }),
});
