import { DescribeCacheClustersCommand } from '@aws-sdk/client-elasticache';
import { defineCollector, required } from '../kit/define.ts';
import { tagsDetail } from '../kit/elasticache/tags.ts';

export default defineCollector({
  kind: 'elasticache.cluster',
  list: {
    action: 'elasticache:DescribeCacheClusters',
    // Without the flag the nodes are left out, and with them their zones.
    fetch: ({ elastiCache }, _input: undefined, token) =>
      elastiCache.send(new DescribeCacheClustersCommand({ MaxRecords: 100, Marker: token, ShowCacheNodeInfo: true })),
    items: (page) => page.CacheClusters,
    next: (page) => page.Marker,
  },
  // Endpoints older than 2020 send no ARN.
  id: (cluster, scope) => cluster.ARN ?? scope.arn('elasticache', `cluster:${required(cluster.CacheClusterId, 'CacheClusterId')}`),
  key: (cluster) => required(cluster.CacheClusterId, 'CacheClusterId'),
  name: (cluster) => required(cluster.CacheClusterId, 'CacheClusterId'),
  facts: {
    engine: (cluster) => required(cluster.Engine, 'Engine'),
    engineVersion: (cluster) => cluster.EngineVersion ?? null,
    status: (cluster) => required(cluster.CacheClusterStatus, 'CacheClusterStatus'),
    nodeCount: (cluster) => required(cluster.NumCacheNodes, 'NumCacheNodes'),
    // The cluster's own zone is the word `Multiple` where its nodes are spread, so each node is asked.
    nodes: (cluster) =>
      required(cluster.CacheNodes, 'CacheNodes').map((node) => ({
        nodeId: required(node.CacheNodeId, 'CacheNodes.CacheNodeId'),
        zoneName: node.CustomerAvailabilityZone ?? null,
        port: node.Endpoint?.Port ?? null,
      })),
    configurationPort: (cluster) => cluster.ConfigurationEndpoint?.Port ?? null,
    atRestEncryptionEnabled: (cluster) => cluster.AtRestEncryptionEnabled ?? null,
    transitEncryptionEnabled: (cluster) => cluster.TransitEncryptionEnabled ?? null,
    transitEncryptionMode: (cluster) => cluster.TransitEncryptionMode ?? null,
    authTokenEnabled: (cluster) => cluster.AuthTokenEnabled ?? null,
    snapshotRetentionDays: (cluster) => cluster.SnapshotRetentionLimit ?? null,
    onOutpost: (cluster) =>
      cluster.PreferredOutpostArn !== undefined || (cluster.CacheNodes ?? []).some((node) => node.CustomerOutpostArn !== undefined),
  },
  relations: {
    replicationGroup: (cluster) => cluster.ReplicationGroupId ?? null,
    subnetGroup: (cluster) => cluster.CacheSubnetGroupName ?? null,
    securityGroups: (cluster) => (cluster.SecurityGroups ?? []).flatMap((group) => group.SecurityGroupId ?? []),
  },
  details: [tagsDetail],
});
