import { defineRule } from '#rule-kit';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';
import { keeperOf } from '../_lib/master-credentials.ts';

export default defineRule({
  id: 'rds.instance-credentials-managed',
  title: 'Credentials of database instances are kept by RDS or IAM',
  severity: 'medium',
  // A password that somebody else keeps and rotates well cannot be told from one in a file.
  ruleset: 'strict',
  invariants: ['rds-credentials-managed'],
  references: ['wa:SEC02-BP05', 'config:RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED', 'securityhub:RDS.10'],
  why: 'A password set by hand lives in configuration files and is not rotated; where the rotation is impaired, the application is locked out by the next change.',
  subject: 'rds.instance',
  reads: [],
  // Members log in as their cluster says, replicas as their source; RDS Custom leaves credentials to its owner.
  appliesTo: (db) => standsAlone(db) && db.replicaSource === null && !db.engine.startsWith('custom-') && !isBeingDeleted(db.status),
  check(db, { pass, fail, unknown, see }) {
    switch (keeperOf(db)) {
      case 'rds':
        return pass('masterUserSecret');
      case 'iam':
        return pass('iamAuthenticationEnabled');
      case 'impaired':
        return fail(see(db, 'masterUserSecret', { status: 'active' }), 'RDS cannot reach or rotate its secret');
      case 'unsure':
        return unknown('no-evidence', 'AWS does not say who keeps the credentials', 'masterUserSecret', 'iamAuthenticationEnabled');
      case 'nobody':
        return fail(
          [see(db, 'masterUserSecret', { status: 'active' }), see(db, 'iamAuthenticationEnabled', true)],
          'The master password is set by hand and IAM authentication is off',
        );
    }
  },
  fix: (db, { sh }) => ({
    cli: sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --manage-master-user-password --apply-immediately --region ${db.region}`,
    terraform: 'manage_master_user_password = true',
    cloudformation: 'ManageMasterUserPassword: true',
    effect:
      'RDS replaces the master password at once and rotates it every seven days: whoever uses the old one has to read the secret instead.',
  }),
});
