import clusterKey from '../../../rules/rds/cluster-customer-key.ts';
import clusterRule from '../../../rules/rds/cluster-encrypted.ts';
import instanceKey from '../../../rules/rds/instance-customer-key.ts';
import instanceRule from '../../../rules/rds/instance-encrypted.ts';
import type { Rule } from '../../../src/engine/rule.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/1';
const key = (overrides: Override<'kms.key'> = {}): NodeRecord => node('kms.key', keyArn, overrides);

type Storage = { storageEncrypted?: boolean; storageEncryptionType?: string | null; kmsKey?: string | null; status?: string };

function storageCases(rule: Rule, subject: (storage: Storage) => NodeRecord): void {
  ruleCases(rule, {
    pass: {
      'encrypted with a KMS key': { world: world(subject({})), evidence: ['storageEncrypted', 'storageEncryptionType'] },
      'a key that AWS owns, which the older flag does not tell': {
        world: world(subject({ storageEncrypted: false, storageEncryptionType: 'sse-rds' })),
        evidence: ['storageEncrypted', 'storageEncryptionType'],
      },
      'an API that sends the flag only': {
        world: world(subject({ storageEncryptionType: null })),
        evidence: ['storageEncrypted', 'storageEncryptionType'],
      },
    },
    fail: {
      'no encryption': {
        world: world(subject({ storageEncrypted: false, storageEncryptionType: 'none' })),
        evidence: ['storageEncrypted'],
      },
      'no encryption, and an API that sends the flag only': {
        world: world(subject({ storageEncrypted: false, storageEncryptionType: null })),
        evidence: ['storageEncrypted'],
      },
    },
    unknown: {
      'AWS sent no StorageEncrypted': {
        world: world({
          ...subject({}),
          facts: { ...subject({}).facts, storageEncrypted: undefined },
          gaps: { storageEncrypted: gap('malformed') },
        }),
        gaps: ['malformed'],
      },
    },
    notApplicable: { 'being deleted': { world: world(subject({ storageEncrypted: false, status: 'deleting' })) } },
  });
}

function keyCases(rule: Rule, subject: (storage: Storage) => NodeRecord): void {
  const encrypted = subject({ kmsKey: keyArn });
  ruleCases(rule, {
    pass: { 'a usable key of the customer': { world: world(encrypted, key()), evidence: [`${keyArn}.manager`, `${keyArn}.state`] } },
    fail: {
      'the default key of the service': { world: world(encrypted, key({ manager: 'AWS' })), evidence: [`${keyArn}.manager`] },
      'the key waits for its deletion': { world: world(encrypted, key({ state: 'PendingDeletion' })), evidence: [`${keyArn}.state`] },
      'the key is disabled': { world: world(encrypted, key({ state: 'Disabled' })), evidence: [`${keyArn}.state`] },
      'no key is named': { world: world(subject({ kmsKey: null, storageEncryptionType: 'sse-rds' })), evidence: ['kmsKey'] },
    },
    unknown: {
      'the key could not be described': {
        world: worldWithGaps({ 'kms.key': denied('kms:DescribeKey') }, encrypted),
        gaps: ['denied kms:DescribeKey'],
      },
      'the key of another account hides its state': {
        world: world(encrypted, key({ state: gap('cross-account', 'kms:DescribeKey') })),
        gaps: ['cross-account kms:DescribeKey'],
      },
    },
    notApplicable: {
      'storage that is not encrypted is another finding': {
        world: world(subject({ storageEncrypted: false, storageEncryptionType: 'none' })),
      },
    },
  });
}

storageCases(instanceRule, (storage) => node('rds.instance', 'orders', storage));
storageCases(clusterRule, (storage) => node('rds.cluster', 'orders', storage));
keyCases(instanceKey, (storage) => node('rds.instance', 'orders', storage));
keyCases(clusterKey, (storage) => node('rds.cluster', 'orders', storage));
