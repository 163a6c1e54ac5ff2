import { defineRule } from '#rule-kit';
import { isBeingDeleted, isMultiAzClusterMember } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.instance-not-public',
  title: 'Database instances have no public address',
  severity: 'high',
  environments: 'all',
  ruleset: 'standard',
  invariants: ['rds-not-public'],
  references: ['wa:SEC05-BP01', 'config:RDS_INSTANCE_PUBLIC_ACCESS_CHECK', 'securityhub:RDS.2'],
  why: 'With a public address one wrong rule in a security group or one new route puts the database on the internet.',
  subject: 'rds.instance',
  reads: [],
  // Each instance of an Aurora cluster has an address of its own.
  appliesTo: (db) => !isBeingDeleted(db.status) && !isMultiAzClusterMember(db),
  check: (db, { pass, fail }) =>
    db.publiclyAccessible
      ? fail({ publiclyAccessible: false }, 'Has a public address: routes and security groups alone keep the internet out')
      : pass('publiclyAccessible'),
  fix: (db, { sh }) => ({
    cli: sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --no-publicly-accessible --apply-immediately --region ${db.region}`,
    terraform: 'publicly_accessible = false',
    cloudformation: 'PubliclyAccessible: false',
    effect: 'Its name resolves to the private address only: clients outside the VPC and its peers lose the connection.',
  }),
});
