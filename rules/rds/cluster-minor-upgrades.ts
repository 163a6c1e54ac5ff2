import { defineRule, offenders } from '#rule-kit';
import { cliService, hasSharedStorage, isBeingDeleted } from '../_lib/database-engines.ts';
import { judgeWindows } from '../_lib/minor-upgrades.ts';

export default defineRule({
  id: 'rds.cluster-minor-upgrades',
  title: 'Database clusters take minor upgrades in a window clear of their backups',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['rds-minor-upgrade-window'],
  references: ['wa:SEC06-BP01', 'securityhub:RDS.35'],
  why: 'Without minor upgrades the cluster keeps known defects until AWS forces an upgrade at a time of its own; one that meets the backup delays both.',
  subject: 'rds.cluster',
  reads: ['rds.instance'],
  // DocumentDB has no such upgrades, Aurora Serverless v1 takes them by itself.
  appliesTo: (cluster) => cluster.engine !== 'docdb' && cluster.engineMode !== 'serverless' && !isBeingDeleted(cluster.status),
  check(cluster, context) {
    const { pass, fail, unknown, see } = context;
    if (!hasSharedStorage(cluster.engine)) {
      if (cluster.autoMinorVersionUpgrade === null)
        return unknown('no-evidence', 'AWS does not say whether minor upgrades are on', 'autoMinorVersionUpgrade');
      if (!cluster.autoMinorVersionUpgrade)
        return fail({ autoMinorVersionUpgrade: true }, 'Minor upgrades wait until somebody applies them');
      return judgeWindows(cluster, see(cluster, 'autoMinorVersionUpgrade'), context);
    }
    if (cluster.keysOf('instances').length === 0) return pass('members');
    // One instance that refuses keeps the whole cluster from being upgraded.
    const refusing = offenders(cluster.instances, (instance) => !instance.autoMinorVersionUpgrade);
    if (refusing === null) return judgeWindows(cluster, see(cluster, 'members'), context);
    const [first, ...others] = refusing;
    const seeRefusal = (instance: typeof first) => see(instance, 'autoMinorVersionUpgrade', true);
    const names = refusing.map(({ key }) => key).join(', ');
    return fail(
      [seeRefusal(first), ...others.map(seeRefusal)],
      `${names} ${others.length === 0 ? 'keeps' : 'keep'} the cluster from minor upgrades`,
    );
  },
  fix: (cluster, { sh }) => ({
    cli: hasSharedStorage(cluster.engine)
      ? `${sh`aws ${cliService(cluster.engine)} modify-db-instance --auto-minor-version-upgrade --region ${cluster.region}`} --db-instance-identifier <each instance>`
      : sh`aws rds modify-db-cluster --db-cluster-identifier ${cluster.key} --auto-minor-version-upgrade --region ${cluster.region}`,
    terraform: 'auto_minor_version_upgrade = true on every instance; preferred_maintenance_window and preferred_backup_window apart',
    cloudformation: 'AutoMinorVersionUpgrade: true on every instance; PreferredMaintenanceWindow and PreferredBackupWindow apart',
    effect: 'The next upgrade restarts the instances inside the maintenance window.',
  }),
});
