import { defineRule } from '#rule-kit';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';
import { judgeRestorable, restorableParams } from '../_lib/restorable.ts';

export default defineRule({
  id: 'rds.instance-restorable',
  title: 'Database instances can be restored to a recent point in time',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['rds-pitr-fresh'],
  references: ['wa:REL09-BP03', 'securityhub:RDS.11'],
  why: 'Transaction logs that are not saved any more go unnoticed until a restore: then everything since the last saved moment is lost.',
  params: restorableParams,
  subject: 'rds.instance',
  reads: [],
  // The storage of a cluster is restored as a whole; a stopped instance saves no logs.
  appliesTo: (db) => standsAlone(db) && db.replicaSource === null && !isBeingDeleted(db.status) && !db.status.startsWith('stop'),
  subsumedBy: ['rds.instance-backup-retention'],
  check: judgeRestorable,
  fix: (db, { sh }) => ({
    cli: sh`aws rds describe-events --source-type db-instance --source-identifier ${db.key} --duration 1440 --region ${db.region}`,
    effect:
      'Shows why logs are not saved, such as full storage or a storage engine without support for recovery; take a snapshot meanwhile.',
  }),
});
