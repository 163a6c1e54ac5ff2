import { defineRule } from '#rule-kit';
import { isEncryptedAtRest, isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.replication-group-encrypted-at-rest',
  title: 'Replication groups encrypt their data at rest',
  severity: 'high',
  invariants: ['cache-encrypt-rest'],
  references: ['wa:SEC08-BP02', 'config:ELASTICACHE_REPL_GRP_ENCRYPTED_AT_REST', 'securityhub:ElastiCache.4'],
  why: 'Snapshots, swap and synchronisation files of an unencrypted cache are readable by whoever gets at a copy, and encryption cannot be added later.',
  subject: 'elasticache.replication-group',
  reads: [],
  appliesTo: (group) => !isGone(group.status),
  check(group, { pass, fail, unknown }) {
    if (isEncryptedAtRest(group)) return pass('atRestEncryptionEnabled', 'storageEncryptionType');
    if (group.atRestEncryptionEnabled === null && group.storageEncryptionType === null)
      return unknown('no-evidence', 'AWS does not say whether the group is encrypted', 'atRestEncryptionEnabled');
    return fail({ atRestEncryptionEnabled: true }, 'Data and snapshots are not encrypted at rest');
  },
  fix: (group, { sh }) => ({
    cli: sh`aws elasticache create-snapshot --replication-group-id ${group.key} --snapshot-name ${`${group.key}-plain`} --region ${group.region}`,
    terraform: 'at_rest_encryption_enabled = true and kms_key_id',
    cloudformation: 'AtRestEncryptionEnabled: true and KmsKeyId',
    effect:
      'Cannot be changed in place: make a new group from the snapshot with --at-rest-encryption-enabled and move the clients to its endpoint.',
  }),
});
