import { defineRule } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.replication-group-encrypted-in-transit',
  title: 'Replication groups accept encrypted connections only',
  severity: 'high',
  invariants: ['cache-encrypt-transit'],
  references: ['wa:SEC09-BP02', 'config:ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT', 'securityhub:ElastiCache.5'],
  why: 'Sessions and credentials travel in plain text between the app tier and the cache, and AUTH needs TLS.',
  subject: 'elasticache.replication-group',
  reads: [],
  appliesTo: (group) => !isGone(group.status),
  check(group, { pass, fail, unknown, see }) {
    const { transitEncryptionEnabled: isEnabled, transitEncryptionMode: mode } = group;
    if (isEnabled === null) return unknown('no-evidence', 'AWS does not say whether connections are encrypted', 'transitEncryptionEnabled');
    if (!isEnabled)
      return fail(
        { transitEncryptionEnabled: true },
        group.pendingTransitEncryptionEnabled === true ? 'Encryption of connections waits to be applied' : 'Connections are not encrypted',
      );
    if (group.pendingTransitEncryptionEnabled === false)
      return fail(
        [see(group, 'transitEncryptionEnabled', true), see(group, 'pendingTransitEncryptionEnabled')],
        'Encryption of connections is about to be turned off',
      );
    if (mode === 'preferred') return fail({ transitEncryptionMode: 'required' }, 'Plaintext connections are still accepted');
    if (mode !== null && mode !== 'required')
      return unknown('unsupported', `the mode ${mode} is not known to this version`, 'transitEncryptionMode');
    return pass('transitEncryptionEnabled', 'transitEncryptionMode');
  },
  fix: (group, { sh }) => ({
    cli: sh`aws elasticache modify-replication-group --replication-group-id ${group.key} --transit-encryption-enabled --transit-encryption-mode preferred --apply-immediately --region ${group.region}`,
    terraform: 'transit_encryption_enabled = true and transit_encryption_mode = "required"',
    cloudformation: 'TransitEncryptionEnabled: true and TransitEncryptionMode: required',
    effect:
      'From Redis 7 in two steps without downtime: preferred, move the clients to TLS, then required. Older engines need a new group.',
  }),
});
