import clusterRetention from '../../../rules/rds/cluster-backup-retention.ts';
import clusterLongRetention from '../../../rules/rds/cluster-long-backup-retention.ts';
import clusterRestorable from '../../../rules/rds/cluster-restorable.ts';
import instanceRetention from '../../../rules/rds/instance-backup-retention.ts';
import instanceLongRetention from '../../../rules/rds/instance-long-backup-retention.ts';
import instanceRestorable from '../../../rules/rds/instance-restorable.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { gap, node, type Override, world } from '../../kit/world.ts';

const db = (overrides: Override<'rds.instance'> = {}) => world(node('rds.instance', 'orders', overrides));
const cluster = (overrides: Override<'rds.cluster'> = {}) => world(node('rds.cluster', 'orders', overrides));
const retained = ['backupRetentionDays', 'pendingBackupRetentionDays'];

ruleCases(instanceRetention, {
  pass: {
    'seven days': { world: db({ backupRetentionDays: 7 }), evidence: ['backupRetentionDays'] },
    'a longer time is pending': {
      world: db({ backupRetentionDays: 7, pendingBackupRetentionDays: 30 }),
      evidence: ['backupRetentionDays'],
    },
    'a stopped instance keeps its backups': { world: db({ status: 'stopped' }), evidence: ['backupRetentionDays'] },
  },
  fail: {
    'one day, which is more than none': { world: db({ backupRetentionDays: 1 }), evidence: retained },
    'two days': { world: db({ backupRetentionDays: 2 }), evidence: retained },
    off: { world: db({ backupRetentionDays: 0, latestRestorableTime: null }), evidence: retained },
    'off until a change is applied': { world: db({ backupRetentionDays: 0, pendingBackupRetentionDays: 7 }), evidence: retained },
    'about to be turned off': { world: db({ backupRetentionDays: 14, pendingBackupRetentionDays: 0 }), evidence: retained },
  },
  unknown: { 'AWS sent no retention': { world: db({ backupRetentionDays: gap('malformed') }), gaps: ['malformed'] } },
  notApplicable: {
    'a read replica': { world: db({ replicaSource: 'main', backupRetentionDays: 0 }) },
    'a member, whose cluster keeps the backups': { world: db({ cluster: 'orders', backupRetentionDays: 1 }) },
    'an instance that is being deleted': { world: db({ status: 'deleting', backupRetentionDays: 0 }) },
  },
});

ruleCases(instanceLongRetention, {
  pass: { 'two weeks': { world: db({ backupRetentionDays: 14 }), evidence: ['backupRetentionDays'] } },
  fail: { 'one week': { world: db({ backupRetentionDays: 7 }), evidence: retained } },
  unknown: { 'AWS sent no retention': { world: db({ backupRetentionDays: gap('malformed') }), gaps: ['malformed'] } },
});

ruleCases(clusterRetention, {
  pass: {
    'seven days': { world: cluster({ backupRetentionDays: 7 }), evidence: ['backupRetentionDays'] },
    'a DocumentDB cluster is judged alike': { world: cluster({ engine: 'docdb' }), evidence: ['backupRetentionDays'] },
  },
  fail: { 'one day, as Aurora starts with': { world: cluster({ backupRetentionDays: 1 }), evidence: retained } },
  unknown: { 'AWS does not say': { world: cluster({ backupRetentionDays: null }), gaps: ['no-evidence'] } },
  notApplicable: {
    'a replica of a cluster in another region': {
      world: cluster({ readReplicaSource: 'arn:aws:rds:us-east-1:111111111111:cluster:main', backupRetentionDays: 1 }),
    },
    'a cluster that is being deleted': { world: cluster({ status: 'deleting', backupRetentionDays: 1 }) },
  },
});

ruleCases(clusterLongRetention, {
  pass: { 'two weeks': { world: cluster({ backupRetentionDays: 14 }), evidence: ['backupRetentionDays'] } },
  fail: { 'one week': { world: cluster({ backupRetentionDays: 7 }), evidence: retained } },
  unknown: { 'AWS does not say': { world: cluster({ backupRetentionDays: null }), gaps: ['no-evidence'] } },
});

const fresh = '2026-11-21T11:55:00.000Z';
const stale = '2026-11-21T06:00:00.000Z';
/** A reading that took two hours. */
const slowly = (snapshot: Snapshot): Snapshot => ({ ...snapshot, header: { ...snapshot.header, startedAt: '2026-11-21T10:00:00.000Z' } });

ruleCases(instanceRestorable, {
  pass: {
    'five minutes before it was read': { world: db({ latestRestorableTime: fresh }), evidence: ['latestRestorableTime'] },
    'a time after the reading began': { world: slowly(db({ latestRestorableTime: fresh })), evidence: ['latestRestorableTime'] },
  },
  fail: {
    'six hours before it was read': { world: db({ latestRestorableTime: stale }), evidence: ['latestRestorableTime'] },
    'six hours, with full storage': {
      world: db({ latestRestorableTime: stale, status: 'storage-full' }),
      evidence: ['latestRestorableTime'],
    },
    'no backups at all': { world: db({ backupRetentionDays: 0, latestRestorableTime: null }), evidence: ['backupRetentionDays'] },
  },
  unknown: {
    'no time yet while it is being created': { world: db({ status: 'creating', latestRestorableTime: null }), gaps: ['transitional'] },
    'no time named': { world: db({ latestRestorableTime: null }), gaps: ['no-evidence'] },
    'an old time while it is being upgraded': { world: db({ latestRestorableTime: stale, status: 'upgrading' }), gaps: ['transitional'] },
    'the reading took longer than the lag that is allowed': {
      world: slowly(db({ latestRestorableTime: '2026-11-21T10:30:00.000Z' })),
      gaps: ['no-evidence'],
    },
  },
  notApplicable: {
    'a stopped instance': { world: db({ status: 'stopped', latestRestorableTime: stale }) },
    'a read replica': { world: db({ replicaSource: 'main', latestRestorableTime: null, backupRetentionDays: 0 }) },
    'a member of a cluster': { world: db({ cluster: 'orders', latestRestorableTime: null }) },
  },
});

ruleCases(clusterRestorable, {
  pass: { 'five minutes before it was read': { world: cluster({ latestRestorableTime: fresh }), evidence: ['latestRestorableTime'] } },
  fail: { 'six hours before it was read': { world: cluster({ latestRestorableTime: stale }), evidence: ['latestRestorableTime'] } },
  unknown: { 'no time named': { world: cluster({ latestRestorableTime: null }), gaps: ['no-evidence'] } },
  notApplicable: {
    'a stopped cluster': { world: cluster({ status: 'stopped', latestRestorableTime: stale }) },
    'Aurora Serverless v1, which may be paused': { world: cluster({ engineMode: 'serverless', latestRestorableTime: stale }) },
  },
});
