import { defineRule } from '#rule-kit';
import { cliService, isBeingDeleted } from '../_lib/database-engines.ts';
import { keeperOf } from '../_lib/master-credentials.ts';

export default defineRule({
  id: 'rds.cluster-credentials-managed',
  title: 'Credentials of database clusters are kept by RDS or IAM',
  severity: 'medium',
  // A password that somebody else keeps and rotates well cannot be told from one in a file.
  ruleset: 'strict',
  invariants: ['rds-credentials-managed'],
  references: ['wa:SEC02-BP05', 'config:RDS_CLUSTER_IAM_AUTHENTICATION_ENABLED', 'securityhub:RDS.12'],
  why: 'A password set by hand lives in configuration files and is not rotated; where the rotation is impaired, the application is locked out by the next change.',
  subject: 'rds.cluster',
  reads: [],
  appliesTo: (cluster) => cluster.readReplicaSource === null && !isBeingDeleted(cluster.status),
  check(cluster, { pass, fail, unknown, see }) {
    switch (keeperOf(cluster)) {
      case 'rds':
        return pass('masterUserSecret');
      case 'iam':
        return pass('iamAuthenticationEnabled');
      case 'impaired':
        return fail(see(cluster, 'masterUserSecret', { status: 'active' }), 'RDS cannot reach or rotate its secret');
      case 'unsure':
        return unknown('no-evidence', 'AWS does not say who keeps the credentials', 'masterUserSecret', 'iamAuthenticationEnabled');
      case 'nobody':
        return fail(
          [see(cluster, 'masterUserSecret', { status: 'active' }), see(cluster, 'iamAuthenticationEnabled', true)],
          cluster.engine === 'neptune'
            ? 'IAM authentication is off: whoever reaches the port may read and write'
            : 'The master password is set by hand and IAM authentication is off',
        );
    }
  },
  fix: (cluster, { sh }) => ({
    cli:
      cluster.engine === 'neptune'
        ? sh`aws neptune modify-db-cluster --db-cluster-identifier ${cluster.key} --enable-iam-database-authentication --apply-immediately --region ${cluster.region}`
        : sh`aws ${cliService(cluster.engine)} modify-db-cluster --db-cluster-identifier ${cluster.key} --manage-master-user-password --apply-immediately --region ${cluster.region}`,
    terraform: 'manage_master_user_password = true',
    cloudformation: 'ManageMasterUserPassword: true',
    effect:
      'RDS replaces the master password at once and rotates it every seven days: whoever uses the old one has to read the secret instead.',
  }),
});
