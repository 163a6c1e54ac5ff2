import { DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import { defineCollector, required } from '../kit/define.ts';
import { nodeGroup } from '../kit/elasticache/node-groups.ts';
import { tagsDetail } from '../kit/elasticache/tags.ts';
import { kmsKeyArn } from '../kit/kms-key-arn.ts';

export default defineCollector({
  kind: 'elasticache.replication-group',
  list: {
    action: 'elasticache:DescribeReplicationGroups',
    fetch: ({ elastiCache }, _input: undefined, token) =>
      elastiCache.send(new DescribeReplicationGroupsCommand({ MaxRecords: 100, Marker: token })),
    items: (page) => page.ReplicationGroups,
    next: (page) => page.Marker,
  },
  // Endpoints older than 2020 send no ARN.
  id: (group, scope) =>
    group.ARN ?? scope.arn('elasticache', `replicationgroup:${required(group.ReplicationGroupId, 'ReplicationGroupId')}`),
  key: (group) => required(group.ReplicationGroupId, 'ReplicationGroupId'),
  name: (group) => required(group.ReplicationGroupId, 'ReplicationGroupId'),
  facts: {
    engine: (group) => group.Engine ?? null,
    status: (group) => required(group.Status, 'Status'),
    automaticFailover: (group) => required(group.AutomaticFailover, 'AutomaticFailover'),
    multiAz: (group) => group.MultiAZ ?? null,
    pendingAutomaticFailover: (group) => group.PendingModifiedValues?.AutomaticFailoverStatus ?? null,
    clusterEnabled: (group) => required(group.ClusterEnabled, 'ClusterEnabled'),
    nodeType: (group) => group.CacheNodeType ?? null,
    nodeGroups: (group) => (group.NodeGroups ?? []).map(nodeGroup),
    configurationPort: (group) => group.ConfigurationEndpoint?.Port ?? null,
    atRestEncryptionEnabled: (group) => group.AtRestEncryptionEnabled ?? null,
    storageEncryptionType: (group) => group.StorageEncryptionType ?? null,
    transitEncryptionEnabled: (group) => group.TransitEncryptionEnabled ?? null,
    transitEncryptionMode: (group) => group.TransitEncryptionMode ?? null,
    pendingTransitEncryptionEnabled: (group) => group.PendingModifiedValues?.TransitEncryptionEnabled ?? null,
    pendingTransitEncryptionMode: (group) => group.PendingModifiedValues?.TransitEncryptionMode ?? null,
    snapshotRetentionDays: (group) => group.SnapshotRetentionLimit ?? null,
    authTokenEnabled: (group) => group.AuthTokenEnabled ?? null,
    userGroupIds: (group) => group.UserGroupIds ?? [],
    clusterMode: (group) => group.ClusterMode ?? null,
    globalReplicationGroupRole: (group) => group.GlobalReplicationGroupInfo?.GlobalReplicationGroupMemberRole ?? null,
    onOutpost: (group) => (group.MemberClustersOutpostArns ?? []).length > 0,
  },
  relations: {
    memberClusters: (group) => group.MemberClusters ?? [],
    kmsKey: (group, scope) => kmsKeyArn(group.KmsKeyId, scope),
  },
  details: [tagsDetail],
});
