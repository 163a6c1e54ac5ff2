import { defineRule, some } from '#rule-kit';
import { burstParams } from '../_lib/burst-params.ts';
import { confirmAllKnown, fleetsReaching, mostOf } from '../_lib/database-clients.ts';
import { isBeingDeleted, supportsProxy } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.cluster-proxy-for-burst',
  title: 'Database clusters with many clients have an RDS Proxy in front',
  severity: 'low',
  // A pooler that runs on instances is not visible.
  ruleset: 'strict',
  invariants: ['rds-proxy-for-burst'],
  references: ['wa:REL07-BP01'],
  why: 'When many clients start or reconnect at once, as after a failover, the database spends itself on new connections; a proxy shares and keeps them.',
  params: burstParams,
  subject: 'rds.cluster',
  reads: ['ec2.security-group', 'rds.proxy'],
  topology: ['fleets'],
  appliesTo: (cluster, context) =>
    supportsProxy(cluster.engine) &&
    cluster.engineMode !== 'serverless' &&
    !isBeingDeleted(cluster.status) &&
    cluster.port !== null &&
    some(
      fleetsReaching(cluster, () => cluster.securityGroups, cluster.port, context),
      () => true,
    ),
  check(cluster, context) {
    const { params, pass, fail, referring, seeDerived } = context;
    const fleets = fleetsReaching(cluster, () => cluster.securityGroups, cluster.port ?? 0, context);
    const { total, derivation } = mostOf(fleets);
    const evidence = seeDerived(cluster, 'clients', total, `at most ${params.maxClients} without a proxy`, derivation);
    if (total <= params.maxClients) {
      confirmAllKnown(fleets);
      return pass(evidence);
    }
    const hasProxy = some(referring('rds.proxy', 'clusters', cluster), ({ status }) => status === 'available');
    if (hasProxy) return pass(evidence, seeDerived(cluster, 'proxy', true, true, 'an RDS Proxy that is available names it as target'));
    return fail(evidence, `Up to ${total} clients connect to it directly`);
  },
  fix: (cluster, { sh }) => ({
    cli: `${sh`aws rds create-db-proxy --region ${cluster.region}`} --db-proxy-name <name> --engine-family <family> --auth <secret> --role-arn <role> --vpc-subnet-ids <data subnets> && ${sh`aws rds register-db-proxy-targets --db-cluster-identifiers ${cluster.key} --region ${cluster.region}`} --db-proxy-name <name>`,
    terraform: 'aws_db_proxy and aws_db_proxy_target',
    cloudformation: 'AWS::RDS::DBProxy and AWS::RDS::DBProxyTargetGroup',
    effect:
      'Clients move to the endpoint of the proxy, which is billed by the size of the database; session state pins a connection to its client.',
  }),
});
