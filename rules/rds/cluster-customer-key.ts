import { defineRule } from '#rule-kit';
import { isBeingDeleted } from '../_lib/database-engines.ts';
import { isStorageEncrypted } from '../_lib/storage-encryption.ts';
import { judgeCustomerKey } from '../_lib/customer-key.ts';

export default defineRule({
  id: 'rds.cluster-customer-key',
  title: 'Database clusters are encrypted with a usable key of the customer',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['rds-encrypted-cmk'],
  references: ['wa:SEC08-BP01'],
  why: 'With a key of AWS nobody here decides who may decrypt, share or revoke; with a customer key that is disabled or about to be deleted the data is lost.',
  subject: 'rds.cluster',
  reads: ['kms.key'],
  appliesTo: (cluster) => !isBeingDeleted(cluster.status) && isStorageEncrypted(cluster),
  check: (cluster, context) => judgeCustomerKey(cluster, context),
});
