import { defineRule } from '#rule-kit';
import { isBeingDeleted } from '../_lib/database-engines.ts';
import { isStorageEncrypted } from '../_lib/storage-encryption.ts';

export default defineRule({
  id: 'rds.instance-encrypted',
  title: 'Database instances encrypt their storage',
  severity: 'high',
  invariants: ['rds-encrypted-cmk'],
  references: ['wa:SEC08-BP02', 'config:RDS_STORAGE_ENCRYPTED', 'securityhub:RDS.3'],
  why: 'Unencrypted storage, with its backups and snapshots, is readable by whoever gets at a copy, and cannot be encrypted later without a restore.',
  subject: 'rds.instance',
  reads: [],
  // A member's storage is its cluster's.
  appliesTo: (db) => db.keysOf('cluster').length === 0 && !isBeingDeleted(db.status),
  check: (db, { pass, fail }) =>
    isStorageEncrypted(db)
      ? pass('storageEncrypted', 'storageEncryptionType')
      : fail({ storageEncrypted: true }, 'Storage, backups and snapshots are not encrypted'),
  fix: (db, { sh }) => ({
    cli: [
      sh`aws rds create-db-snapshot --db-instance-identifier ${db.key} --db-snapshot-identifier ${`${db.key}-plain`} --region ${db.region}`,
      sh`aws rds wait db-snapshot-available --db-snapshot-identifier ${`${db.key}-plain`} --region ${db.region}`,
      `${sh`aws rds copy-db-snapshot --source-db-snapshot-identifier ${`${db.key}-plain`} --target-db-snapshot-identifier ${`${db.key}-encrypted`} --region ${db.region}`} --kms-key-id <key>`,
    ].join(' && '),
    terraform: 'storage_encrypted = true and kms_key_id',
    cloudformation: 'StorageEncrypted: true and KmsKeyId',
    effect: 'Cannot be changed in place: restore a new instance from the encrypted copy and move the application to it, with downtime.',
  }),
});
