import clusterAtRest from '../../../rules/elasticache/cluster-encrypted-at-rest.ts';
import clusterInTransit from '../../../rules/elasticache/cluster-encrypted-in-transit.ts';
import groupAtRest from '../../../rules/elasticache/replication-group-encrypted-at-rest.ts';
import groupInTransit from '../../../rules/elasticache/replication-group-encrypted-in-transit.ts';
import groupKey from '../../../rules/elasticache/replication-group-customer-key.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const group = (overrides: Override<'elasticache.replication-group'> = {}) => node('elasticache.replication-group', 'sessions', overrides);
const alone = (overrides: Override<'elasticache.cluster'> = {}) =>
  node('elasticache.cluster', 'sessions', { replicationGroup: null, ...overrides });

ruleCases(groupAtRest, {
  pass: {
    encrypted: { world: world(group()), evidence: ['atRestEncryptionEnabled', 'storageEncryptionType'] },
    'encrypted by ElastiCache, although the older flag says no': {
      world: world(group({ atRestEncryptionEnabled: false, storageEncryptionType: 'sse-elasticache' })),
      evidence: ['atRestEncryptionEnabled', 'storageEncryptionType'],
    },
  },
  fail: {
    'not encrypted': {
      world: world(group({ atRestEncryptionEnabled: false, storageEncryptionType: 'none' })),
      evidence: ['atRestEncryptionEnabled'],
    },
    'not encrypted, and an API that sends the flag only': {
      world: world(group({ atRestEncryptionEnabled: false, storageEncryptionType: null })),
      evidence: ['atRestEncryptionEnabled'],
    },
  },
  unknown: {
    'AWS does not say': { world: world(group({ atRestEncryptionEnabled: null, storageEncryptionType: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'being deleted': { world: world(group({ status: 'deleting', atRestEncryptionEnabled: false, storageEncryptionType: 'none' })) },
  },
});

ruleCases(clusterAtRest, {
  pass: { encrypted: { world: world(alone()), evidence: ['atRestEncryptionEnabled'] } },
  fail: { 'not encrypted': { world: world(alone({ atRestEncryptionEnabled: false })), evidence: ['atRestEncryptionEnabled'] } },
  unknown: { 'AWS does not say': { world: world(alone({ atRestEncryptionEnabled: null })), gaps: ['no-evidence'] } },
  notApplicable: {
    'a member is encrypted as its group is': { world: world(alone({ replicationGroup: 'sessions', atRestEncryptionEnabled: false })) },
  },
});

ruleCases(groupInTransit, {
  pass: {
    'TLS only': { world: world(group()), evidence: ['transitEncryptionEnabled', 'transitEncryptionMode'] },
    'an older engine has no mode': {
      world: world(group({ transitEncryptionMode: null })),
      evidence: ['transitEncryptionEnabled', 'transitEncryptionMode'],
    },
  },
  fail: {
    'plaintext only': {
      world: world(group({ transitEncryptionEnabled: false, transitEncryptionMode: null })),
      evidence: ['transitEncryptionEnabled'],
    },
    'plaintext is still accepted': { world: world(group({ transitEncryptionMode: 'preferred' })), evidence: ['transitEncryptionMode'] },
    'about to be turned off': {
      world: world(group({ pendingTransitEncryptionEnabled: false })),
      evidence: ['transitEncryptionEnabled', 'pendingTransitEncryptionEnabled'],
    },
    'waits to be turned on': {
      world: world(group({ transitEncryptionEnabled: false, pendingTransitEncryptionEnabled: true })),
      evidence: ['transitEncryptionEnabled'],
    },
  },
  unknown: {
    'AWS does not say': { world: world(group({ transitEncryptionEnabled: null })), gaps: ['no-evidence'] },
    'a mode nobody has seen': { world: world(group({ transitEncryptionMode: 'sometimes' })), gaps: ['unsupported'] },
    'AWS sent nothing readable': { world: world(group({ transitEncryptionEnabled: gap('malformed') })), gaps: ['malformed'] },
  },
});

ruleCases(clusterInTransit, {
  pass: { 'TLS only': { world: world(alone()), evidence: ['transitEncryptionEnabled', 'transitEncryptionMode'] } },
  fail: {
    'plaintext only': { world: world(alone({ transitEncryptionEnabled: false })), evidence: ['transitEncryptionEnabled'] },
    'plaintext is still accepted': { world: world(alone({ transitEncryptionMode: 'preferred' })), evidence: ['transitEncryptionMode'] },
  },
  unknown: { 'AWS does not say': { world: world(alone({ transitEncryptionEnabled: null })), gaps: ['no-evidence'] } },
  notApplicable: {
    'a member is encrypted as its group is': { world: world(alone({ replicationGroup: 'sessions', transitEncryptionEnabled: false })) },
  },
});

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/1';

ruleCases(groupKey, {
  pass: {
    'a usable key of the customer': {
      world: world(group({ kmsKey: keyArn }), node('kms.key', keyArn)),
      evidence: [`${keyArn}.manager`, `${keyArn}.state`],
    },
  },
  fail: {
    'the default key of the service': { world: world(group()), evidence: ['kmsKey'] },
    'a key that waits for its deletion': {
      world: world(group({ kmsKey: keyArn }), node('kms.key', keyArn, { state: 'PendingDeletion' })),
      evidence: [`${keyArn}.state`],
    },
  },
  unknown: {
    'the key could not be described': {
      world: worldWithGaps({ 'kms.key': denied('kms:DescribeKey') }, group({ kmsKey: keyArn })),
      gaps: ['denied kms:DescribeKey'],
    },
  },
  notApplicable: {
    'a group that is not encrypted is another finding': {
      world: world(group({ atRestEncryptionEnabled: false, storageEncryptionType: 'none' })),
    },
  },
});
