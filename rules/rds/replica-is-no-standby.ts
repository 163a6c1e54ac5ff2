import { defineRule } from '#rule-kit';
import { isBeingDeleted } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.replica-is-no-standby',
  title: 'Instances with read replicas have a standby too',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['rds-replica-not-ha'],
  references: ['wa:REL11-BP02', 'securityhub:RDS.5'],
  why: 'A read replica lags behind and is promoted by hand: counted as a standby, it turns the loss of a zone into lost transactions and a long outage.',
  subject: 'rds.instance',
  reads: [],
  subsumedBy: ['rds.instance-multi-az'],
  appliesTo: (db) =>
    db.keysOf('cluster').length === 0 &&
    db.replicaSource === null &&
    !isBeingDeleted(db.status) &&
    db.replicaIds.length + db.replicaClusterIds.length > 0,
  check(db, { pass, fail, see }) {
    const replicas = [...db.replicaIds, ...db.replicaClusterIds];
    if (db.multiAz) return pass('multiAz', 'replicaIds');
    return fail(
      [see(db, 'multiAz', true), see(db, 'replicaIds')],
      `Has ${replicas.length === 1 ? 'a read replica' : `${replicas.length} read replicas`} (${replicas.join(', ')}) but no standby`,
    );
  },
  fix: (db, { sh }) => ({
    cli: sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --multi-az --apply-immediately --region ${db.region}`,
    terraform: 'multi_az = true',
    cloudformation: 'MultiAZ: true',
    effect: 'A standby is made from a snapshot, without downtime but with higher latency meanwhile; about twice the instance price.',
  }),
});
