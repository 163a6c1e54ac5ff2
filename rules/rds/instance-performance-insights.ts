import { defineRule } from '#rule-kit';
import { isBeingDeleted, isMultiAzClusterMember } from '../_lib/database-engines.ts';
import { recordsLoad, supportsInsights } from '../_lib/insights.ts';

export default defineRule({
  id: 'rds.instance-performance-insights',
  title: 'Database instances record which queries make their load',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['rds-performance-insights'],
  references: ['wa:REL06-BP01'],
  why: 'When the database is the bottleneck of an outage, nobody can say afterwards which query or lock it was.',
  subject: 'rds.instance',
  reads: [],
  appliesTo: (db) => supportsInsights(db.engine, db.instanceClass) && !isMultiAzClusterMember(db) && !isBeingDeleted(db.status),
  check(db, { pass, fail, unknown }) {
    const isRecorded = recordsLoad(db);
    if (isRecorded === null) return unknown('no-evidence', 'AWS does not say whether the load is recorded', 'performanceInsightsEnabled');
    return isRecorded
      ? pass('performanceInsightsEnabled', 'databaseInsightsMode')
      : fail({ performanceInsightsEnabled: true }, 'Neither Performance Insights nor Database Insights records its load');
  },
  fix: (db, { sh }) => ({
    cli: sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --enable-performance-insights --apply-immediately --region ${db.region}`,
    terraform: 'performance_insights_enabled = true',
    cloudformation: 'EnablePerformanceInsights: true',
    effect: 'No interruption; seven days of history are free of charge.',
  }),
});
