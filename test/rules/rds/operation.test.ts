import { describe, expect, it } from 'vitest';
import { dailyWindow, sharedMinutes, weeklyWindow } from '../../../rules/_lib/weekly-windows.ts';
import clusterMonitoring from '../../../rules/rds/cluster-enhanced-monitoring.ts';
import clusterUpgrades from '../../../rules/rds/cluster-minor-upgrades.ts';
import clusterInsights from '../../../rules/rds/cluster-performance-insights.ts';
import instanceMonitoring from '../../../rules/rds/instance-enhanced-monitoring.ts';
import gp3 from '../../../rules/rds/instance-gp3.ts';
import instanceUpgrades from '../../../rules/rds/instance-minor-upgrades.ts';
import instanceInsights from '../../../rules/rds/instance-performance-insights.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const db = (overrides: Override<'rds.instance'> = {}) => world(node('rds.instance', 'orders', overrides));
const cluster = (overrides: Override<'rds.cluster'> = {}) => node('rds.cluster', 'orders', overrides);
const multiAzCluster = (overrides: Override<'rds.cluster'> = {}) =>
  world(cluster({ engine: 'postgres', autoMinorVersionUpgrade: true, ...overrides }));
const members = (...upgrades: readonly boolean[]) =>
  upgrades.map((autoMinorVersionUpgrade, index) =>
    node('rds.instance', `orders-${index + 1}`, { cluster: 'orders', engine: 'aurora-postgresql', autoMinorVersionUpgrade }),
  );

describe('windows', () => {
  it.each([
    ['sun:05:00-sun:06:00', '03:00-04:00', 0],
    ['sun:05:00-sun:06:00', '04:30-05:30', 30],
    ['sun:05:00-sun:06:00', '06:00-07:00', 0],
    ['sun:05:00-sun:06:00', '00:00-23:59', 60],
    // Over midnight.
    ['wed:23:30-thu:00:30', '00:00-00:30', 30],
    ['wed:00:00-wed:00:30', '23:45-00:15', 15],
    // Over the end of the week.
    ['sun:23:30-mon:00:30', '00:15-01:15', 15],
    ['sun:23:30-mon:00:30', '23:00-00:15', 45],
    ['mon:00:00-mon:00:30', '23:30-00:10', 10],
    ['sat:22:00-mon:02:00', '01:00-02:00', 120],
    ['Sun:05:00-Sun:06:00', '05:00-06:00', 60],
  ])('%s and %s share %i minutes', (maintenance, backup, minutes) => {
    const [weekly, daily] = [weeklyWindow(maintenance), dailyWindow(backup)];
    expect(weekly === null || daily === null ? null : sharedMinutes(weekly, daily)).toBe(minutes);
  });

  it.each(['', 'sun:05:00', 'someday:05:00-sun:06:00', 'xyz:05:00-sun:06:00'])('does not guess what %j means', (text) => {
    expect(weeklyWindow(text)).toBeNull();
    expect(dailyWindow(text)).toBeNull();
  });
});

ruleCases(instanceUpgrades, {
  pass: {
    'in a window clear of the backups': { world: db(), evidence: ['autoMinorVersionUpgrade', 'sharedMinutes'] },
    'no backups to meet': {
      world: db({ backupRetentionDays: 0, backupWindow: '05:00-06:00' }),
      evidence: ['autoMinorVersionUpgrade', 'backupRetentionDays'],
    },
  },
  fail: {
    off: { world: db({ autoMinorVersionUpgrade: false }), evidence: ['autoMinorVersionUpgrade'] },
    'the windows meet over midnight': {
      world: db({ maintenanceWindow: 'sun:23:30-mon:00:30', backupWindow: '00:00-01:00' }),
      evidence: ['sharedMinutes'],
    },
  },
  unknown: {
    'AWS sent no flag': { world: db({ autoMinorVersionUpgrade: gap('malformed') }), gaps: ['malformed'] },
    'no window is named': { world: db({ maintenanceWindow: null }), gaps: ['no-evidence'] },
    'a window written otherwise': { world: db({ backupWindow: 'at night' }), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a member of a cluster': { world: db({ cluster: 'orders', autoMinorVersionUpgrade: false }) },
    'RDS Custom': { world: db({ engine: 'custom-sqlserver-se', autoMinorVersionUpgrade: false }) },
  },
});

ruleCases(clusterUpgrades, {
  pass: {
    'all instances take them': { world: world(cluster(), ...members(true, true)), evidence: ['members', 'sharedMinutes'] },
    'a Multi-AZ cluster does': { world: multiAzCluster(), evidence: ['autoMinorVersionUpgrade', 'sharedMinutes'] },
    'no instances to upgrade': { world: world(cluster({ members: [], instances: [] })), evidence: ['members'] },
  },
  fail: {
    'one instance refuses': { world: world(cluster(), ...members(true, false)), evidence: ['orders-2.autoMinorVersionUpgrade'] },
    'a Multi-AZ cluster refuses': { world: multiAzCluster({ autoMinorVersionUpgrade: false }), evidence: ['autoMinorVersionUpgrade'] },
    'the windows meet': { world: world(cluster({ backupWindow: '05:30-06:30' }), ...members(true, true)), evidence: ['sharedMinutes'] },
  },
  unknown: {
    'a Multi-AZ cluster does not say': { world: multiAzCluster({ autoMinorVersionUpgrade: null }), gaps: ['no-evidence'] },
    'the instances may not be listed': {
      world: worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }, cluster()),
      gaps: ['denied rds:DescribeDBInstances'],
    },
  },
  notApplicable: {
    DocumentDB: { world: world(cluster({ engine: 'docdb' }), ...members(false, false)) },
    'Aurora Serverless v1': { world: world(cluster({ engineMode: 'serverless', members: [], instances: [] })) },
  },
});

ruleCases(gp3, {
  pass: {
    gp3: { world: db(), evidence: ['storageType'] },
    io2: { world: db({ storageType: 'io2' }), evidence: ['storageType'] },
  },
  fail: {
    gp2: { world: db({ storageType: 'gp2' }), evidence: ['storageType', 'pendingStorageType'] },
    'gp2 until a change is applied': {
      world: db({ storageType: 'gp2', pendingStorageType: 'gp3' }),
      evidence: ['storageType', 'pendingStorageType'],
    },
    magnetic: { world: db({ storageType: 'standard' }), evidence: ['storageType', 'pendingStorageType'] },
  },
  unknown: {
    'a type nobody has seen': { world: db({ storageType: 'gp4' }), gaps: ['unsupported'] },
    'AWS does not say': { world: db({ storageType: null }), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a member of an Aurora cluster': { world: db({ cluster: 'orders', storageType: 'aurora' }) },
    'on an Outpost, which has gp2 only': { world: db({ outpostArn: 'arn:outpost', storageType: 'gp2' }) },
  },
});

const insights = ['performanceInsightsEnabled', 'databaseInsightsMode'];

ruleCases(instanceInsights, {
  pass: {
    'Performance Insights': { world: db(), evidence: insights },
    'the advanced mode of Database Insights': {
      world: db({ performanceInsightsEnabled: null, databaseInsightsMode: 'advanced' }),
      evidence: insights,
    },
  },
  fail: {
    neither: { world: db({ performanceInsightsEnabled: false }), evidence: ['performanceInsightsEnabled'] },
    'neither, on an Aurora member': {
      world: db({ performanceInsightsEnabled: false, engine: 'aurora-mysql', cluster: 'orders' }),
      evidence: ['performanceInsightsEnabled'],
    },
  },
  unknown: { 'AWS does not say': { world: db({ performanceInsightsEnabled: null }), gaps: ['no-evidence'] } },
  notApplicable: {
    'MySQL on a class too small': { world: db({ engine: 'mysql', instanceClass: 'db.t4g.micro', performanceInsightsEnabled: false }) },
    'Aurora MySQL on a burstable class': {
      world: db({ engine: 'aurora-mysql', cluster: 'orders', instanceClass: 'db.t4g.medium', performanceInsightsEnabled: false }),
    },
    'a member of a Multi-AZ cluster': { world: db({ cluster: 'orders', performanceInsightsEnabled: false }) },
    Neptune: { world: db({ engine: 'neptune', cluster: 'graph', performanceInsightsEnabled: false }) },
  },
});

ruleCases(clusterInsights, {
  pass: { 'a Multi-AZ cluster with it': { world: multiAzCluster(), evidence: insights } },
  fail: {
    'a Multi-AZ cluster without it': {
      world: multiAzCluster({ performanceInsightsEnabled: false }),
      evidence: ['performanceInsightsEnabled'],
    },
  },
  unknown: { 'AWS does not say': { world: multiAzCluster({ performanceInsightsEnabled: null }), gaps: ['no-evidence'] } },
  notApplicable: { Aurora: { world: world(cluster({ performanceInsightsEnabled: false })) } },
});

ruleCases(instanceMonitoring, {
  pass: { 'every minute': { world: db(), evidence: ['monitoringIntervalSeconds'] } },
  fail: { off: { world: db({ monitoringIntervalSeconds: 0 }), evidence: ['monitoringIntervalSeconds'] } },
  unknown: { 'AWS does not say': { world: db({ monitoringIntervalSeconds: null }), gaps: ['no-evidence'] } },
  notApplicable: {
    DocumentDB: { world: db({ engine: 'docdb', cluster: 'docs', monitoringIntervalSeconds: 0 }) },
    'a member of a Multi-AZ cluster': { world: db({ cluster: 'orders', monitoringIntervalSeconds: 0 }) },
  },
});

ruleCases(clusterMonitoring, {
  pass: { 'a Multi-AZ cluster with it': { world: multiAzCluster(), evidence: ['monitoringIntervalSeconds'] } },
  fail: {
    'a Multi-AZ cluster without it': { world: multiAzCluster({ monitoringIntervalSeconds: 0 }), evidence: ['monitoringIntervalSeconds'] },
  },
  unknown: { 'AWS does not say': { world: multiAzCluster({ monitoringIntervalSeconds: null }), gaps: ['no-evidence'] } },
  notApplicable: { Aurora: { world: world(cluster({ monitoringIntervalSeconds: 0 })) } },
});
