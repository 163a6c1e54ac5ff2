import { defineRule } from '#rule-kit';
import { admitApp, dataEnd, judgeChain } from '../_lib/data-chain.ts';

export default defineRule({
  id: 'security-groups.chain-to-db-cluster',
  title: 'Security groups let the application tier reach every database cluster',
  severity: 'high',
  invariants: ['sg-chain-connected'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02'],
  why: 'A cluster that no group of the application tier can reach is down for its users, however many members it has in however many zones. Network ACLs are not looked at.',
  subject: 'rds.cluster',
  reads: ['rds.subnet-group'],
  topology: ['securityPaths'],
  // Clusters without a network in the VPC have no groups.
  appliesTo: (cluster, { topology }) =>
    cluster.keysOf('securityGroups').length > 0 &&
    !['deleting', 'deleted', 'failed'].includes(cluster.status) &&
    topology.securityPaths.hasCompute(cluster),
  check(cluster, context) {
    const end = dataEnd(cluster, cluster.keysOf('securityGroups'), () => cluster.subnetGroup?.keysOf('subnets') ?? []);
    return judgeChain(cluster, [end], [cluster.port], context);
  },
  fix: (cluster, { sh }) => admitApp(cluster.region, cluster.keysOf('securityGroups'), [cluster.port], sh),
});
