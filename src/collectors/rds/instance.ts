import { type DBInstance, DescribeDBInstancesCommand, type DescribeDBInstancesCommandOutput } from '@aws-sdk/client-rds';
import { defineCollector, required } from '../kit/define.ts';
import { kmsKeyArn } from '../kit/kms-key-arn.ts';
import { operation } from '../kit/rds/operation.ts';
import { namedGroups } from '../kit/rds/parameters.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector<'rds.instance', DBInstance, undefined, DescribeDBInstancesCommandOutput>({
  kind: 'rds.instance',
  list: {
    action: 'rds:DescribeDBInstances',
    fetch: ({ rds }, _input: undefined, token) => rds.send(new DescribeDBInstancesCommand({ MaxRecords: 100, Marker: token })),
    items: (page) => page.DBInstances,
    next: (page) => page.Marker,
  },
  id: (db) => required(db.DBInstanceArn, 'DBInstanceArn'),
  key: (db) => required(db.DBInstanceIdentifier, 'DBInstanceIdentifier'),
  name: (db) => required(db.DBInstanceIdentifier, 'DBInstanceIdentifier'),
  facts: {
    engine: (db) => required(db.Engine, 'Engine'),
    engineVersion: (db) => db.EngineVersion ?? null,
    instanceClass: (db) => db.DBInstanceClass ?? null,
    status: (db) => required(db.DBInstanceStatus, 'DBInstanceStatus'),
    multiAz: (db) => required(db.MultiAZ, 'MultiAZ'),
    storageEncrypted: (db) => required(db.StorageEncrypted, 'StorageEncrypted'),
    storageEncryptionType: (db) => db.StorageEncryptionType ?? null,
    zoneName: (db) => db.AvailabilityZone ?? null,
    secondaryZoneName: (db) => db.SecondaryAvailabilityZone ?? null,
    port: (db) => db.Endpoint?.Port ?? null,
    listenerPort: (db) => db.ListenerEndpoint?.Port ?? null,
    replicaIds: (db) => db.ReadReplicaDBInstanceIdentifiers ?? [],
    replicaClusterIds: (db) => db.ReadReplicaDBClusterIdentifiers ?? [],
    replicaSource: (db) => db.ReadReplicaSourceDBInstanceIdentifier ?? db.ReadReplicaSourceDBClusterIdentifier ?? null,
    promotionTier: (db) => db.PromotionTier ?? null,
    publiclyAccessible: (db) => required(db.PubliclyAccessible, 'PubliclyAccessible'),
    deletionProtection: (db) => required(db.DeletionProtection, 'DeletionProtection'),
    backupRetentionDays: (db) => required(db.BackupRetentionPeriod, 'BackupRetentionPeriod'),
    pending: (db) => ({ multiAz: db.PendingModifiedValues?.MultiAZ ?? null }),
    brokenReplication: (db) => db.StatusInfos?.find((info) => info.Normal === false)?.Status ?? null,
    outpostArn: (db) => db.DBSubnetGroup?.Subnets?.find((subnet) => subnet.SubnetOutpost?.Arn !== undefined)?.SubnetOutpost?.Arn ?? null,
    ...operation,
    autoMinorVersionUpgrade: (db) => required(db.AutoMinorVersionUpgrade, 'AutoMinorVersionUpgrade'),
    pendingStorageType: (db) => db.PendingModifiedValues?.StorageType ?? null,
    allocatedStorageGib: (db) => db.AllocatedStorage ?? null,
    maxAllocatedStorageGib: (db) => db.MaxAllocatedStorage ?? null,
    parameterGroupStates: (db) => namedGroups(db),
    tags: (db) => tagMap(db.TagList),
  },
  relations: {
    parameterGroups: (db) => namedGroups(db).map(({ name }) => name),
    cluster: (db) => db.DBClusterIdentifier ?? null,
    subnetGroup: (db) => db.DBSubnetGroup?.DBSubnetGroupName ?? null,
    securityGroups: (db) => (db.VpcSecurityGroups ?? []).flatMap((group) => group.VpcSecurityGroupId ?? []),
    kmsKey: (db, scope) => kmsKeyArn(db.KmsKeyId, scope),
  },
});
