import { defineRule } from '#rule-kit';
import { isBeingDeleted } from '../_lib/database-engines.ts';
import { isStorageEncrypted } from '../_lib/storage-encryption.ts';

export default defineRule({
  id: 'rds.cluster-encrypted',
  title: 'Database clusters encrypt their storage',
  severity: 'high',
  invariants: ['rds-encrypted-cmk'],
  references: ['wa:SEC08-BP02', 'config:RDS_CLUSTER_ENCRYPTED_AT_REST', 'securityhub:RDS.27'],
  why: 'Unencrypted storage, with its backups and snapshots, is readable by whoever gets at a copy, and cannot be encrypted later without a restore.',
  subject: 'rds.cluster',
  reads: [],
  appliesTo: (cluster) => !isBeingDeleted(cluster.status),
  check: (cluster, { pass, fail }) =>
    isStorageEncrypted(cluster) ? pass('storageEncrypted', 'storageEncryptionType') : fail({ storageEncrypted: true }, 'Storage, backups and snapshots are not encrypted'),
  fix: (cluster, { sh }) => ({
    cli: `${sh`aws rds create-db-cluster-snapshot --db-cluster-identifier ${cluster.key} --region ${cluster.region}`} --db-cluster-snapshot-identifier <snapshot>, then restore-db-cluster-from-snapshot --kms-key-id <key>`,
    terraform: 'storage_encrypted = true and kms_key_id',
    cloudformation: 'StorageEncrypted: true and KmsKeyId',
    effect: 'Cannot be changed in place: the cluster is replaced by one restored from a snapshot, with downtime.',
  }),
});
