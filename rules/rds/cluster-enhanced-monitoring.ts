import { defineRule } from '#rule-kit';
import { hasSharedStorage, isBeingDeleted } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.cluster-enhanced-monitoring',
  title: 'Multi-AZ database clusters report what their operating system does',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['rds-enhanced-monitoring'],
  references: ['wa:REL06-BP01', 'config:RDS_ENHANCED_MONITORING_ENABLED', 'securityhub:RDS.6'],
  why: 'The metrics of the hypervisor come once a minute and see no processes: memory pressure and short stalls before a failover stay invisible.',
  subject: 'rds.cluster',
  reads: [],
  // Of other clusters each instance is judged by itself.
  appliesTo: (cluster) => !hasSharedStorage(cluster.engine) && !isBeingDeleted(cluster.status),
  check(cluster, { pass, fail, unknown }) {
    const { monitoringIntervalSeconds: seconds } = cluster;
    if (seconds === null) return unknown('no-evidence', 'AWS does not say whether enhanced monitoring is on', 'monitoringIntervalSeconds');
    return seconds > 0 ? pass('monitoringIntervalSeconds') : fail({ monitoringIntervalSeconds: 60 }, 'Enhanced monitoring is off');
  },
  fix: (cluster, { sh }) => ({
    cli: `${sh`aws rds modify-db-cluster --db-cluster-identifier ${cluster.key} --monitoring-interval 60 --apply-immediately --region ${cluster.region}`} --monitoring-role-arn <role>`,
    terraform: 'monitoring_interval = 60 and monitoring_role_arn',
    cloudformation: 'MonitoringInterval: 60 and MonitoringRoleArn',
    effect: 'No interruption; the metrics are billed as CloudWatch Logs.',
  }),
});
