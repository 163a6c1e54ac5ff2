import { defineRule } from '#rule-kit';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';
import { judgeWindows } from '../_lib/minor-upgrades.ts';

export default defineRule({
  id: 'rds.instance-minor-upgrades',
  title: 'Database instances take minor upgrades in a window clear of their backups',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['rds-minor-upgrade-window'],
  references: ['wa:SEC06-BP01', 'config:RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED', 'securityhub:RDS.13'],
  why: 'Without minor upgrades the database keeps known defects until AWS forces an upgrade at a time of its own; one that meets the backup delays both.',
  subject: 'rds.instance',
  reads: [],
  // The windows of a cluster are its own; RDS Custom is upgraded by its owner.
  appliesTo: (db) => standsAlone(db) && !db.engine.startsWith('custom-') && !isBeingDeleted(db.status),
  check(db, context) {
    const { pass, fail, see } = context;
    if (!db.autoMinorVersionUpgrade) return fail({ autoMinorVersionUpgrade: true }, 'Minor upgrades wait until somebody applies them');
    if (db.backupRetentionDays === 0) return pass('autoMinorVersionUpgrade', 'backupRetentionDays');
    return judgeWindows(db, see(db, 'autoMinorVersionUpgrade'), context);
  },
  fix: (db, { sh }) => ({
    cli: db.autoMinorVersionUpgrade
      ? `${sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --region ${db.region}`} --preferred-maintenance-window <ddd:hh:mm-ddd:hh:mm>`
      : sh`aws rds modify-db-instance --db-instance-identifier ${db.key} --auto-minor-version-upgrade --region ${db.region}`,
    terraform: 'auto_minor_version_upgrade = true; maintenance_window and backup_window apart',
    cloudformation: 'AutoMinorVersionUpgrade: true; PreferredMaintenanceWindow and PreferredBackupWindow apart',
    effect: 'The next upgrade restarts the database inside its maintenance window: a failover with a standby, minutes without.',
  }),
});
