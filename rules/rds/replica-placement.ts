import { defineRule, ifKnown, some, undecidable } from '#rule-kit';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.replica-placement',
  title: 'Instances with read replicas have one in another zone',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['rds-replica-placement'],
  references: ['wa:REL10-BP01'],
  why: 'A read replica beside its source is lost together with it: nothing is left to read from, or to promote.',
  subject: 'rds.instance',
  reads: [],
  topology: ['zones'],
  appliesTo: (db) => standsAlone(db) && db.replicaIds.length > 0 && db.outpostArn === null && !isBeingDeleted(db.status),
  check(db, { pass, fail, unknown, find, see, topology }) {
    // A replica in another region is named by its ARN.
    if (db.replicaIds.some((id) => id.startsWith('arn:'))) return pass('zoneName', 'replicaIds');
    const { zoneName } = db;
    if (zoneName === null) return unknown('transitional', `AWS names no zone of the source yet (${db.status})`, 'zoneName');
    const zone = topology.zones.idOf(zoneName, db);
    const isElsewhere = (name: string | null) => name !== null && topology.zones.idOf(name, db) !== zone;
    const outlives = some(db.replicaIds, (id) => {
      const replica = find('rds.instance', id) ?? undecidable(db, 'no-evidence', `${id} was not among the instances AWS listed`);
      if (replica.zoneName === null) return undecidable(db, 'transitional', `${id} (${replica.status}) has no zone yet`);
      return isElsewhere(replica.zoneName) || isElsewhere(replica.secondaryZoneName);
    });
    const evidence = db.replicaIds.flatMap((id) => {
      const replica = ifKnown(() => find('rds.instance', id)) ?? null;
      return replica === null ? [] : (ifKnown(() => see(replica, 'zoneName')) ?? []);
    });
    if (outlives) return pass('zoneName', ...evidence);
    return fail(
      [see(db, 'zoneName'), ...evidence],
      `${db.replicaIds.join(', ')} ${db.replicaIds.length === 1 ? 'stands' : 'stand'} in ${zoneName}, beside the source`,
    );
  },
  fix: (db, { sh }) => ({
    cli: `${sh`aws rds create-db-instance-read-replica --source-db-instance-identifier ${db.key} --region ${db.region}`} --db-instance-identifier <name> --availability-zone <another zone>`,
    terraform: 'availability_zone of the replica, other than that of the source',
    cloudformation: 'AvailabilityZone of the replica, other than that of the source',
    effect: 'The zone is chosen when a replica is made: make a second one, move the readers, then delete the first.',
  }),
});
