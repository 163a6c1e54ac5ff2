import { defineRule } from '#rule-kit';
import { cliService, isBeingDeleted } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.cluster-deletion-protection',
  title: 'Database clusters are protected against deletion',
  severity: 'medium',
  environments: 'all',
  ruleset: 'standard',
  invariants: ['rds-deletion-protection'],
  references: ['wa:REL09-BP02', 'config:RDS_CLUSTER_DELETION_PROTECTION_ENABLED', 'securityhub:RDS.7'],
  why: 'One wrong command or one resource renamed in a template deletes the cluster, and its automated backups with it.',
  subject: 'rds.cluster',
  reads: [],
  appliesTo: (cluster) => !isBeingDeleted(cluster.status),
  check(cluster, { pass, fail, unknown }) {
    if (cluster.deletionProtection === null)
      return unknown('no-evidence', 'AWS does not say whether the cluster is protected', 'deletionProtection');
    return cluster.deletionProtection
      ? pass('deletionProtection')
      : fail({ deletionProtection: true }, 'Can be deleted as soon as its last instance is');
  },
  fix: (cluster, { sh }) => ({
    cli: sh`aws ${cliService(cluster.engine)} modify-db-cluster --db-cluster-identifier ${cluster.key} --deletion-protection --apply-immediately --region ${cluster.region}`,
    terraform: 'deletion_protection = true',
    cloudformation: 'DeletionProtection: true',
    effect: 'Takes effect at once, without interruption; has to be turned off before the cluster is deleted on purpose.',
  }),
});
