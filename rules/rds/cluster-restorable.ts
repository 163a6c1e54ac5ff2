import { defineRule } from '#rule-kit';
import { isBeingDeleted } from '../_lib/database-engines.ts';
import { judgeRestorable, restorableParams } from '../_lib/restorable.ts';

export default defineRule({
  id: 'rds.cluster-restorable',
  title: 'Database clusters can be restored to a recent point in time',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['rds-pitr-fresh'],
  references: ['wa:REL09-BP03', 'securityhub:RDS.50'],
  why: 'Transaction logs that are not saved any more go unnoticed until a restore: then everything since the last saved moment is lost.',
  params: restorableParams,
  subject: 'rds.cluster',
  reads: [],
  // Aurora Serverless v1 may be paused.
  appliesTo: (cluster) =>
    cluster.readReplicaSource === null &&
    cluster.engineMode !== 'serverless' &&
    !isBeingDeleted(cluster.status) &&
    !cluster.status.startsWith('stop'),
  subsumedBy: ['rds.cluster-backup-retention'],
  check: judgeRestorable,
  fix: (cluster, { sh }) => ({
    cli: sh`aws rds describe-events --source-type db-cluster --source-identifier ${cluster.key} --duration 1440 --region ${cluster.region}`,
    effect:
      'Shows why logs are not saved, such as full storage or a storage engine without support for recovery; take a snapshot meanwhile.',
  }),
});
