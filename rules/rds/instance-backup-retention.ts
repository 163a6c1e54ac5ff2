import { defineRule, Type } from '#rule-kit';
import { retentionProblem } from '../_lib/backup-retention.ts';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.instance-backup-retention',
  title: 'Database instances keep automated backups for a week',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['rds-backup-retention'],
  references: ['wa:REL09-BP03', 'config:DB_INSTANCE_BACKUP_ENABLED', 'securityhub:RDS.11'],
  why: 'A bad deployment or a deleted table is often noticed only after days: without a backup from before, the data is gone for good.',
  params: Type.Object(
    {
      minDays: Type.Integer({
        default: 7,
        minimum: 1,
        maximum: 35,
        description: 'Days for which automated backups are kept; AWS Security Hub asks for 7 (RDS.11).',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'rds.instance',
  reads: [],
  // A cluster keeps the backups of its members; what a replica holds is saved at its source.
  appliesTo: (db) => standsAlone(db) && db.replicaSource === null && !isBeingDeleted(db.status),
  check(db, { params, pass, fail, see }) {
    const problem = retentionProblem(db, params.minDays);
    if (problem === null) return pass('backupRetentionDays');
    return fail([see(db, 'backupRetentionDays', params.minDays), see(db, 'pendingBackupRetentionDays')], problem);
  },
  fix: (db, { params, sh }) => ({
    cli: sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --backup-retention-period ${String(Math.max(14, params.minDays))} --apply-immediately --region ${db.region}`,
    terraform: `backup_retention_period = ${Math.max(14, params.minDays)}`,
    cloudformation: `BackupRetentionPeriod: ${Math.max(14, params.minDays)}`,
    effect:
      'No interruption, except where backups were off: turning them on takes a short outage of a single-AZ instance. Backup storage is billed.',
  }),
});
