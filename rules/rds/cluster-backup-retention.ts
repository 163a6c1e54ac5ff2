import { defineRule, Type } from '#rule-kit';
import { retentionProblem } from '../_lib/backup-retention.ts';
import { cliService, isBeingDeleted } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.cluster-backup-retention',
  title: 'Database clusters keep automated backups for a week',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['rds-backup-retention'],
  references: ['wa:REL09-BP03', 'config:RDS_CLUSTER_BACKUP_RETENTION_CHECK', 'securityhub:RDS.50'],
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
  subject: 'rds.cluster',
  reads: [],
  // What a replica in another region holds is saved at its source.
  appliesTo: (cluster) => cluster.readReplicaSource === null && !isBeingDeleted(cluster.status),
  check(cluster, { params, pass, fail, unknown, see }) {
    const { backupRetentionDays, pendingBackupRetentionDays } = cluster;
    if (backupRetentionDays === null) return unknown('no-evidence', 'AWS does not say how long backups are kept', 'backupRetentionDays');
    const problem = retentionProblem({ backupRetentionDays, pendingBackupRetentionDays }, params.minDays);
    if (problem === null) return pass('backupRetentionDays');
    return fail([see(cluster, 'backupRetentionDays', params.minDays), see(cluster, 'pendingBackupRetentionDays')], problem);
  },
  fix: (cluster, { params, sh }) => ({
    cli: sh`aws ${cliService(cluster.engine)} modify-db-cluster --db-cluster-identifier ${cluster.key} --backup-retention-period ${String(Math.max(14, params.minDays))} --apply-immediately --region ${cluster.region}`,
    terraform: `backup_retention_period = ${Math.max(14, params.minDays)}`,
    cloudformation: `BackupRetentionPeriod: ${Math.max(14, params.minDays)}`,
    effect: 'No interruption; backup storage beyond the size of the cluster is billed.',
  }),
});
