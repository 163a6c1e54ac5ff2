import clusterAuth from '../../../rules/elasticache/cluster-auth.ts';
import clusterBackup from '../../../rules/elasticache/cluster-backup.ts';
import customSubnetGroup from '../../../rules/elasticache/custom-subnet-group.ts';
import auth from '../../../rules/elasticache/replication-group-auth.ts';
import groupBackup from '../../../rules/elasticache/replication-group-backup.ts';
import clusterMode from '../../../rules/elasticache/replication-group-cluster-mode.ts';
import serverlessAuth from '../../../rules/elasticache/serverless-cache-auth.ts';
import serverlessBackup from '../../../rules/elasticache/serverless-cache-backup.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const group = (overrides: Override<'elasticache.replication-group'> = {}) => node('elasticache.replication-group', 'sessions', overrides);
const cluster = (overrides: Override<'elasticache.cluster'> = {}) =>
  node('elasticache.cluster', 'sessions-001', { replicationGroup: null, ...overrides });
const serverless = (overrides: Override<'elasticache.serverless-cache'> = {}) =>
  node('elasticache.serverless-cache', 'sessions', overrides);
const user = (key: string, overrides: Override<'elasticache.user'> = {}) => node('elasticache.user', key, overrides);
const open = user('default', { authenticationType: 'no-password' });

ruleCases(auth, {
  pass: {
    'an AUTH token': { world: world(group()), evidence: ['authTokenEnabled'] },
    'users who all need a password': {
      world: world(group({ authTokenEnabled: false, userGroupIds: ['app'] }), user('app')),
      evidence: ['userGroupIds'],
    },
    'an open user that is off': {
      world: world(group({ userGroupIds: ['app'] }), user('default', { authenticationType: 'no-password', accessString: 'off ~* +@all' })),
      evidence: ['userGroupIds'],
    },
    'an open user of another group': { world: world(group({ userGroupIds: ['other'] }), open), evidence: ['userGroupIds'] },
  },
  fail: {
    neither: { world: world(group({ authTokenEnabled: false })), evidence: ['authTokenEnabled', 'userGroupIds'] },
    'a user group in which default needs no password': {
      world: world(group({ userGroupIds: ['app'] }), user('app'), open),
      evidence: ['default.login'],
    },
  },
  unknown: {
    'AWS does not say': { world: world(group({ authTokenEnabled: null })), gaps: ['no-evidence'] },
    'the users may not be listed': {
      world: worldWithGaps({ 'elasticache.user': denied('elasticache:DescribeUsers') }, group({ userGroupIds: ['app'] })),
      gaps: ['denied elasticache:DescribeUsers'],
    },
  },
  notApplicable: { 'a group that is being deleted': { world: world(group({ status: 'deleting', authTokenEnabled: false })) } },
});

ruleCases(clusterAuth, {
  pass: { 'an AUTH token': { world: world(cluster()), evidence: ['authTokenEnabled'] } },
  fail: { 'no AUTH token': { world: world(cluster({ authTokenEnabled: false })), evidence: ['authTokenEnabled'] } },
  unknown: { 'AWS does not say': { world: world(cluster({ authTokenEnabled: null })), gaps: ['no-evidence'] } },
  notApplicable: {
    'a member of a replication group': { world: world(cluster({ replicationGroup: 'sessions', authTokenEnabled: false })) },
    Memcached: { world: world(cluster({ engine: 'memcached', authTokenEnabled: false })) },
  },
});

ruleCases(serverlessAuth, {
  pass: { 'users who need a password': { world: world(serverless(), user('app')), evidence: ['userGroupId'] } },
  fail: {
    'no user group': { world: world(serverless({ userGroupId: null })), evidence: ['userGroupId'] },
    'a user who needs no password': { world: world(serverless(), open), evidence: ['default.login'] },
  },
  unknown: {
    'the users may not be listed': {
      world: worldWithGaps({ 'elasticache.user': denied('elasticache:DescribeUsers') }, serverless()),
      gaps: ['denied elasticache:DescribeUsers'],
    },
  },
  notApplicable: { 'Memcached knows no users': { world: world(serverless({ engine: 'memcached', userGroupId: null })) } },
});

ruleCases(groupBackup, {
  pass: { 'kept for a week': { world: world(group()), evidence: ['snapshotRetentionDays'] } },
  fail: { off: { world: world(group({ snapshotRetentionDays: 0 })), evidence: ['snapshotRetentionDays'] } },
  unknown: { 'AWS does not say': { world: world(group({ snapshotRetentionDays: null })), gaps: ['no-evidence'] } },
  notApplicable: { 'a class without snapshots': { world: world(group({ nodeType: 'cache.t1.micro', snapshotRetentionDays: 0 })) } },
});

ruleCases(clusterBackup, {
  pass: { 'kept for a week': { world: world(cluster()), evidence: ['snapshotRetentionDays'] } },
  fail: { off: { world: world(cluster({ snapshotRetentionDays: 0 })), evidence: ['snapshotRetentionDays'] } },
  unknown: { 'AWS does not say': { world: world(cluster({ snapshotRetentionDays: null })), gaps: ['no-evidence'] } },
  notApplicable: {
    'a member of a replication group': { world: world(cluster({ replicationGroup: 'sessions', snapshotRetentionDays: 0 })) },
    Memcached: { world: world(cluster({ engine: 'memcached', snapshotRetentionDays: 0 })) },
  },
});

ruleCases(serverlessBackup, {
  pass: { 'kept for a week': { world: world(serverless()), evidence: ['snapshotRetentionDays'] } },
  fail: {
    off: { world: world(serverless({ snapshotRetentionDays: 0 })), evidence: ['snapshotRetentionDays'] },
    'off, for Memcached too': {
      world: world(serverless({ engine: 'memcached', snapshotRetentionDays: 0 })),
      evidence: ['snapshotRetentionDays'],
    },
  },
  unknown: { 'AWS does not say': { world: world(serverless({ snapshotRetentionDays: null })), gaps: ['no-evidence'] } },
});

ruleCases(clusterMode, {
  pass: {
    on: { world: world(group({ clusterEnabled: true, clusterMode: 'enabled' })), evidence: ['clusterEnabled', 'clusterMode'] },
    'on its way': { world: world(group({ clusterMode: 'compatible' })), evidence: ['clusterEnabled', 'clusterMode'] },
  },
  fail: { off: { world: world(group()), evidence: ['clusterEnabled', 'clusterMode'] } },
  unknown: { 'AWS sent no flag': { world: world(group({ clusterEnabled: gap('malformed') })), gaps: ['malformed'] } },
});

ruleCases(customSubnetGroup, {
  pass: { 'a group that somebody made': { world: world(node('elasticache.subnet-group', 'data'), cluster()), evidence: ['name'] } },
  fail: {
    'a cache in the default group': {
      world: world(node('elasticache.subnet-group', 'default'), cluster({ subnetGroup: 'default' })),
      evidence: ['usedBy'],
      related: ['sessions-001'],
    },
  },
  unknown: {
    'the caches may not be listed': {
      world: worldWithGaps(
        { 'elasticache.cluster': denied('elasticache:DescribeCacheClusters') },
        node('elasticache.subnet-group', 'default'),
      ),
      gaps: ['denied elasticache:DescribeCacheClusters'],
    },
  },
  notApplicable: { 'the default group that nothing uses': { world: world(node('elasticache.subnet-group', 'default'), cluster()) } },
});
