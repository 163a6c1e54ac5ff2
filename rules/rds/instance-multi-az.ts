import { defineRule, Type } from '#rule-kit';
import { multiAzEngines } from './../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.instance-multi-az',
  title: 'Database instances keep a standby in a second zone',
  severity: 'critical',
  invariants: ['rds-multi-az'],
  references: ['wa:REL10-BP01', 'config:RDS_MULTI_AZ_SUPPORT', 'securityhub:RDS.5'],
  why: 'When the zone of a single-AZ instance fails, the database is down until someone restores it; a read replica does not take over by itself.',
  params: Type.Object(
    {
      engines: Type.Array(Type.String(), {
        default: multiAzEngines,
        description:
          'Engine names, by prefix, whose stand-alone instances can have a standby (Amazon RDS User Guide, "Multi-AZ deployments").',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'rds.instance',
  reads: [],
  // Clusters are judged as a whole; a replica is judged by what it adds, not by its own standby.
  appliesTo: (db, { params }) =>
    db.keysOf('cluster').length === 0 &&
    db.replicaSource === null &&
    db.outpostArn === null &&
    !['deleting', 'deleted', 'failed'].includes(db.status) &&
    params.engines.some((engine) => db.engine.startsWith(engine)),
  check(db, { pass, fail, unknown }) {
    if (db.multiAz && db.pending.multiAz === false)
      return fail({ multiAz: true, pending: { multiAz: null } }, 'The next maintenance window removes the standby');
    if (db.multiAz) return pass('multiAz', 'zoneName', 'secondaryZoneName');
    if (db.status === 'creating') return unknown('transitional', 'the instance is being created', 'status');
    if (db.pending.multiAz === true)
      return fail({ multiAz: true, pending: { multiAz: null } }, 'Has no standby yet: the change waits for the maintenance window');
    const note = db.replicaIds.length > 0 ? 'Runs in one zone; its read replica is no standby' : 'Runs in one zone without a standby';
    return fail({ multiAz: true }, note);
  },
  fix: (db, { sh }) => ({
    cli: sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --multi-az --apply-immediately --region ${db.region}`,
    terraform: 'multi_az = true',
    cloudformation: 'MultiAZ: true',
    effect: 'A standby is made from a snapshot, without downtime but with higher latency meanwhile; about twice the instance price.',
  }),
});
