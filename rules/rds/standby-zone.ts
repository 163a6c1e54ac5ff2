import { defineRule, some } from '#rule-kit';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.standby-zone',
  title: 'Standbys of database instances stand in a second zone of the application tier',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['rds-standby-az'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP05'],
  why: 'After a failover into a zone without application servers every query crosses zones, and the loss of either zone takes the service down.',
  subject: 'rds.instance',
  reads: ['ec2.subnet', 'ec2.vpc', 'rds.subnet-group'],
  topology: ['subnetTiers', 'zones'],
  appliesTo: (db) => standsAlone(db) && db.multiAz && db.outpostArn === null && !isBeingDeleted(db.status),
  check(db, { pass, fail, unknown, see, seeDerived, topology }) {
    const { zoneName, secondaryZoneName } = db;
    if (zoneName === null || secondaryZoneName === null)
      return unknown('transitional', `AWS names no zone of the standby yet (${db.status})`, 'zoneName', 'secondaryZoneName');
    if (zoneName === secondaryZoneName)
      return fail(see(db, 'secondaryZoneName', 'another zone'), `Instance and standby both stand in ${zoneName}`);
    const vpc = db.subnetGroup?.vpc ?? null;
    if (vpc === null) return unknown('no-evidence', 'AWS names no VPC of the database', 'secondaryZoneName');
    const standbyZone = topology.zones.idOf(secondaryZoneName, db);
    const isServed = some(topology.subnetTiers.subnetsOf('app', vpc), (subnet) => topology.zones.servedBy(subnet) === standbyZone);
    if (isServed) return pass('zoneName', 'secondaryZoneName');
    const zones = [...new Set([...topology.subnetTiers.subnetsOf('app', vpc)].map((subnet) => subnet.zoneName))].sort();
    // The application may stand in another network altogether.
    if (zones.length === 0) return pass('zoneName', 'secondaryZoneName');
    const derivation = 'zones of the subnets in which the application tier runs or is placed next';
    return fail(
      [see(db, 'secondaryZoneName'), seeDerived(vpc, 'applicationZones', zones, secondaryZoneName, derivation)],
      `The standby is in ${secondaryZoneName}, the application tier only in ${zones.join(' and ')}`,
    );
  },
  fix: (db) => ({
    terraform: 'subnets of the DB subnet group and of the Auto Scaling group in the same zones',
    cloudformation: 'SubnetIds of the DBSubnetGroup and VPCZoneIdentifier of the group in the same zones',
    effect: `Give the application tier a subnet in ${db.secondaryZoneName ?? 'the zone of the standby'}; or turn Multi-AZ of ${db.key} off and on again with a subnet group in the zones of the application.`,
  }),
});
