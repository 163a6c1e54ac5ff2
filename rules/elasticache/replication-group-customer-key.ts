import { defineRule } from '#rule-kit';
import { isEncryptedAtRest } from '../_lib/cache.ts';
import { judgeCustomerKey } from '../_lib/customer-key.ts';

export default defineRule({
  id: 'elasticache.replication-group-customer-key',
  title: 'Replication groups are encrypted with a usable key of the customer',
  severity: 'medium',
  ruleset: 'strict',
  invariants: ['cache-encrypt-rest'],
  references: ['wa:SEC08-BP01'],
  why: 'With a key of AWS nobody here decides who may decrypt, share or revoke; with a customer key that is disabled or about to be deleted the data is lost.',
  subject: 'elasticache.replication-group',
  reads: ['kms.key'],
  appliesTo: (group) => group.status !== 'deleting' && isEncryptedAtRest(group),
  check: (group, context) => judgeCustomerKey(group, context),
});
