import { defineRule } from '#rule-kit';
import { hasSharedStorage, isBeingDeleted } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.cluster-not-public',
  title: 'Database clusters have no public endpoint',
  severity: 'high',
  environments: 'all',
  ruleset: 'standard',
  invariants: ['rds-not-public'],
  references: ['wa:SEC05-BP01', 'securityhub:RDS.2'],
  why: 'With a public endpoint one wrong rule, or a stolen password alone, puts the database into the hands of strangers.',
  subject: 'rds.cluster',
  reads: [],
  // The instances of other clusters have addresses of their own and are judged one by one.
  appliesTo: (cluster) =>
    !isBeingDeleted(cluster.status) &&
    (!hasSharedStorage(cluster.engine) || cluster.vpcNetworkingEnabled === false || cluster.internetAccessGatewayEnabled === true),
  check(cluster, { pass, fail, unknown }) {
    if (cluster.internetAccessGatewayEnabled === true)
      return fail({ internetAccessGatewayEnabled: false }, 'The internet access gateway makes its endpoint public');
    if (hasSharedStorage(cluster.engine)) {
      if (cluster.internetAccessGatewayEnabled === false) return pass('internetAccessGatewayEnabled');
      return unknown('no-evidence', 'AWS does not say whether the internet access gateway is on', 'vpcNetworkingEnabled');
    }
    if (cluster.publiclyAccessible === null)
      return unknown('no-evidence', 'AWS does not say whether the cluster has public addresses', 'publiclyAccessible');
    return cluster.publiclyAccessible
      ? fail({ publiclyAccessible: false }, 'Its instances have public addresses: routes and security groups alone keep the internet out')
      : pass('publiclyAccessible');
  },
  fix: (cluster) =>
    hasSharedStorage(cluster.engine)
      ? { effect: 'The networking of such a cluster is chosen when it is made: restore its data into a cluster in a VPC.' }
      : {
          terraform: 'a new aws_rds_cluster from a snapshot with instances that are not publicly_accessible',
          cloudformation: 'PubliclyAccessible: false',
          effect: 'Chosen when the cluster is made: restore a snapshot into a private cluster and move the application to it.',
        },
});
