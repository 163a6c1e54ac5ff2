import { defineRule } from '#rule-kit';
import { hasSharedStorage, isBeingDeleted } from '../_lib/database-engines.ts';
import { recordsLoad } from '../_lib/insights.ts';

export default defineRule({
  id: 'rds.cluster-performance-insights',
  title: 'Multi-AZ database clusters record which queries make their load',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['rds-performance-insights'],
  references: ['wa:REL06-BP01'],
  why: 'When the database is the bottleneck of an outage, nobody can say afterwards which query or lock it was.',
  subject: 'rds.cluster',
  reads: [],
  // Of other clusters each instance is judged by itself.
  appliesTo: (cluster) => !hasSharedStorage(cluster.engine) && !isBeingDeleted(cluster.status),
  check(cluster, { pass, fail, unknown }) {
    const isRecorded = recordsLoad(cluster);
    if (isRecorded === null) return unknown('no-evidence', 'AWS does not say whether the load is recorded', 'performanceInsightsEnabled');
    return isRecorded
      ? pass('performanceInsightsEnabled', 'databaseInsightsMode')
      : fail({ performanceInsightsEnabled: true }, 'Neither Performance Insights nor Database Insights records its load');
  },
  fix: (cluster, { sh }) => ({
    cli: sh`aws rds modify-db-cluster --db-cluster-identifier ${cluster.key} --enable-performance-insights --apply-immediately --region ${cluster.region}`,
    terraform: 'performance_insights_enabled = true',
    cloudformation: 'PerformanceInsightsEnabled: true',
    effect: 'No interruption; seven days of history are free of charge.',
  }),
});
