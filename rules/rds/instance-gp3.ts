import { defineRule } from '#rule-kit';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';

const provisioned = ['gp3', 'io1', 'io2'];
const older = ['gp2', 'standard'];

export default defineRule({
  id: 'rds.instance-gp3',
  title: 'Database instances store on gp3 or provisioned volumes',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['rds-gp3'],
  references: ['wa:REL07-BP01'],
  why: 'The speed of gp2 hangs on its size and on credits: when a busy hour has used them up, the database slows down for everybody.',
  subject: 'rds.instance',
  reads: [],
  // Clusters store elsewhere; Outposts have gp2 only.
  appliesTo: (db) => standsAlone(db) && db.outpostArn === null && !isBeingDeleted(db.status),
  check(db, { pass, fail, unknown, see }) {
    const { storageType, pendingStorageType } = db;
    if (storageType === null) return unknown('no-evidence', 'AWS does not say what the database stores on', 'storageType');
    if (provisioned.includes(storageType)) return pass('storageType');
    if (!older.includes(storageType)) return unknown('unsupported', `the storage type ${storageType} is not known`, 'storageType');
    const isChanging = pendingStorageType !== null && provisioned.includes(pendingStorageType);
    return fail(
      [see(db, 'storageType', 'gp3'), see(db, 'pendingStorageType')],
      isChanging ? `Stores on ${storageType} until the change to ${pendingStorageType} is applied` : `Stores on ${storageType}`,
    );
  },
  fix: (db, { sh }) => ({
    cli: sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --storage-type gp3 --apply-immediately --region ${db.region}`,
    terraform: 'storage_type = "gp3"',
    cloudformation: 'StorageType: gp3',
    effect:
      'No interruption from gp2 (from magnetic storage there is one); storage is slower while it is converted, and not changed again for six hours.',
  }),
});
