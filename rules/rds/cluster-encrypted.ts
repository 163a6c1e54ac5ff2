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
    isStorageEncrypted(cluster)
      ? pass('storageEncrypted', 'storageEncryptionType')
      : fail({ storageEncrypted: true }, 'Storage, backups and snapshots are not encrypted'),
  fix: (cluster, { sh }) => ({
    cli: [
      sh`aws rds create-db-cluster-snapshot --db-cluster-identifier ${cluster.key} --db-cluster-snapshot-identifier ${`${cluster.key}-plain`} --region ${cluster.region}`,
      sh`aws rds wait db-cluster-snapshot-available --db-cluster-snapshot-identifier ${`${cluster.key}-plain`} --region ${cluster.region}`,
      `${sh`aws rds restore-db-cluster-from-snapshot --db-cluster-identifier ${`${cluster.key}-encrypted`} --snapshot-identifier ${`${cluster.key}-plain`} --engine ${cluster.engine} --region ${cluster.region}`} --kms-key-id <key>`,
    ].join(' && '),
    terraform: 'storage_encrypted = true and kms_key_id',
    cloudformation: 'StorageEncrypted: true and KmsKeyId',
    effect: 'Cannot be changed in place: instances are added to the restored cluster and the application moves to it, with downtime.',
  }),
});
