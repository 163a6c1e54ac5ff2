import { defineRule } from '#rule-kit';
import { isBeingDeleted, isMultiAzClusterMember } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.instance-enhanced-monitoring',
  title: 'Database instances report what their operating system does',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['rds-enhanced-monitoring'],
  references: ['wa:REL06-BP01', 'config:RDS_ENHANCED_MONITORING_ENABLED', 'securityhub:RDS.6'],
  why: 'The metrics of the hypervisor come once a minute and see no processes: memory pressure and short stalls before a failover stay invisible.',
  subject: 'rds.instance',
  reads: [],
  appliesTo: (db) =>
    !['docdb', 'neptune'].includes(db.engine) &&
    !db.engine.startsWith('custom-') &&
    !isMultiAzClusterMember(db) &&
    !isBeingDeleted(db.status),
  check(db, { pass, fail, unknown }) {
    const { monitoringIntervalSeconds: seconds } = db;
    if (seconds === null) return unknown('no-evidence', 'AWS does not say whether enhanced monitoring is on', 'monitoringIntervalSeconds');
    return seconds > 0 ? pass('monitoringIntervalSeconds') : fail({ monitoringIntervalSeconds: 60 }, 'Enhanced monitoring is off');
  },
  fix: (db, { sh }) => ({
    cli: `${sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --monitoring-interval 60 --apply-immediately --region ${db.region}`} --monitoring-role-arn <role>`,
    terraform: 'monitoring_interval = 60 and monitoring_role_arn',
    cloudformation: 'MonitoringInterval: 60 and MonitoringRoleArn',
    effect: 'No interruption; the metrics are billed as CloudWatch Logs.',
  }),
});
