import { defineRule } from '#rule-kit';
import { admitApp, dataEnd, judgeChain } from '../_lib/data-chain.ts';

export default defineRule({
  id: 'security-groups.chain-to-db-instance',
  title: 'Security groups let the application tier reach every database instance',
  severity: 'high',
  invariants: ['sg-chain-connected'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02'],
  why: 'A database that no group of the application tier can reach is down for its users while every health check of its own is green. Network ACLs are not looked at.',
  subject: 'rds.instance',
  reads: ['rds.subnet-group'],
  topology: ['securityPaths'],
  // Members are reached through their cluster; what has no group of a VPC is older than VPCs.
  appliesTo: (db, { topology }) =>
    db.keysOf('cluster').length === 0 &&
    db.keysOf('securityGroups').length > 0 &&
    !['deleting', 'deleted', 'failed'].includes(db.status) &&
    topology.securityPaths.hasCompute(db),
  check: (db, context) =>
    judgeChain(
      db,
      [dataEnd(db, db.keysOf('securityGroups'), () => db.subnetGroup?.keysOf('subnets') ?? [])],
      [db.port, db.listenerPort],
      context,
    ),
  fix: (db, { sh }) => admitApp(db.region, db.keysOf('securityGroups'), [db.port], sh),
});
