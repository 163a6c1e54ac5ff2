import { defineRule } from '#rule-kit';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.instance-deletion-protection',
  title: 'Database instances are protected against deletion',
  severity: 'medium',
  environments: 'all',
  ruleset: 'standard',
  invariants: ['rds-deletion-protection'],
  references: ['wa:REL09-BP02', 'config:RDS_INSTANCE_DELETION_PROTECTION_ENABLED', 'securityhub:RDS.8'],
  why: 'One wrong command or one resource renamed in a template deletes the database, and its automated backups with it.',
  subject: 'rds.instance',
  reads: [],
  // Members are protected by their cluster, whatever they say themselves; a replica can be made again from its source.
  appliesTo: (db) => standsAlone(db) && db.replicaSource === null && !isBeingDeleted(db.status),
  check: (db, { pass, fail }) =>
    db.deletionProtection ? pass('deletionProtection') : fail({ deletionProtection: true }, 'Can be deleted with a single call'),
  fix: (db, { sh }) => ({
    cli: sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --deletion-protection --apply-immediately --region ${db.region}`,
    terraform: 'deletion_protection = true',
    cloudformation: 'DeletionProtection: true',
    effect: 'Takes effect at once, without interruption; has to be turned off before the database is deleted on purpose.',
  }),
});
