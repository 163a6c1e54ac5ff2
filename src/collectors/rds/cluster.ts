import { type DBCluster, DescribeDBClustersCommand, type DescribeDBClustersCommandOutput } from '@aws-sdk/client-rds';
import { defineCollector, required } from '../kit/define.ts';
import { kmsKeyArn } from '../kit/kms-key-arn.ts';
import { operation } from '../kit/rds/operation.ts';
import { isoTime, tagMap } from '../kit/values.ts';

/** Also DocumentDB and Neptune clusters: RDS lists those too, told apart by `engine`. */
export default defineCollector<'rds.cluster', DBCluster, undefined, DescribeDBClustersCommandOutput>({
  kind: 'rds.cluster',
  list: {
    action: 'rds:DescribeDBClusters',
    fetch: ({ rds }, _input: undefined, token) => rds.send(new DescribeDBClustersCommand({ MaxRecords: 100, Marker: token })),
    items: (page) => page.DBClusters,
    next: (page) => page.Marker,
  },
  id: (cluster) => required(cluster.DBClusterArn, 'DBClusterArn'),
  key: (cluster) => required(cluster.DBClusterIdentifier, 'DBClusterIdentifier'),
  name: (cluster) => required(cluster.DBClusterIdentifier, 'DBClusterIdentifier'),
  facts: {
    storageEncrypted: (cluster) => required(cluster.StorageEncrypted, 'StorageEncrypted'),
    storageEncryptionType: (cluster) => cluster.StorageEncryptionType ?? null,
    engine: (cluster) => required(cluster.Engine, 'Engine'),
    engineMode: (cluster) => cluster.EngineMode ?? null,
    status: (cluster) => required(cluster.Status, 'Status'),
    multiAz: (cluster) => cluster.MultiAZ ?? null,
    instanceClass: (cluster) => cluster.DBClusterInstanceClass ?? null,
    members: (cluster) =>
      (cluster.DBClusterMembers ?? []).map((member) => ({
        instanceId: required(member.DBInstanceIdentifier, 'DBClusterMembers.DBInstanceIdentifier'),
        isWriter: required(member.IsClusterWriter, 'DBClusterMembers.IsClusterWriter'),
        promotionTier: member.PromotionTier ?? null,
      })),
    port: (cluster) => cluster.Port ?? null,
    readReplicaSource: (cluster) => cluster.ReplicationSourceIdentifier ?? null,
    globalClusterId: (cluster) => cluster.GlobalClusterIdentifier ?? null,
    scalabilityType: (cluster) => cluster.ClusterScalabilityType ?? null,
    vpcNetworkingEnabled: (cluster) => cluster.VPCNetworkingEnabled ?? null,
    deletionProtection: (cluster) => cluster.DeletionProtection ?? null,
    backupRetentionDays: (cluster) => cluster.BackupRetentionPeriod ?? null,
    createdAt: (cluster) => isoTime(cluster.ClusterCreateTime),
    ...operation,
    autoMinorVersionUpgrade: (cluster) => cluster.AutoMinorVersionUpgrade ?? null,
    publiclyAccessible: (cluster) => cluster.PubliclyAccessible ?? null,
    internetAccessGatewayEnabled: (cluster) => cluster.InternetAccessGatewayEnabled ?? null,
    membersOutOfSync: (cluster) =>
      (cluster.DBClusterMembers ?? [])
        .filter(({ DBClusterParameterGroupStatus = 'in-sync' }) => DBClusterParameterGroupStatus !== 'in-sync')
        .map((member) => required(member.DBInstanceIdentifier, 'DBClusterMembers.DBInstanceIdentifier')),
    tags: (cluster) => tagMap(cluster.TagList),
  },
  relations: {
    parameterGroup: (cluster) => cluster.DBClusterParameterGroup ?? null,
    instances: (cluster) =>
      (cluster.DBClusterMembers ?? []).map((member) => required(member.DBInstanceIdentifier, 'DBClusterMembers.DBInstanceIdentifier')),
    subnetGroup: (cluster) => cluster.DBSubnetGroup ?? null,
    securityGroups: (cluster) => (cluster.VpcSecurityGroups ?? []).flatMap((group) => group.VpcSecurityGroupId ?? []),
    kmsKey: (cluster, scope) => kmsKeyArn(cluster.KmsKeyId, scope),
  },
});
