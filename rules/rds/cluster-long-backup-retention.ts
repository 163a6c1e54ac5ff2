import { defineRule, Type } from '#rule-kit';
import { retentionProblem } from '../_lib/backup-retention.ts';
import { cliService, isBeingDeleted } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.cluster-long-backup-retention',
  title: 'Database clusters keep automated backups for two weeks',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['rds-backup-retention'],
  references: ['wa:REL09-BP03', 'config:RDS_CLUSTER_BACKUP_RETENTION_CHECK', 'securityhub:RDS.50'],
  why: 'Corruption that creeps in slowly, or over a long holiday, is found after more than a week: then every kept backup holds it too.',
  params: Type.Object(
    {
      minDays: Type.Integer({
        default: 14,
        minimum: 1,
        maximum: 35,
        description: 'Days for which automated backups are kept; the longer of the times the catalogue gives, RDS allows up to 35.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'rds.cluster',
  reads: [],
  // What a replica in another region holds is saved at its source.
  appliesTo: (cluster) => cluster.readReplicaSource === null && !isBeingDeleted(cluster.status),
  subsumedBy: ['rds.cluster-backup-retention'],
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
