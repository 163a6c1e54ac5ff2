import { flag, kind, list, many, nullable, number, optional, record, tags, text, time } from '../declare.ts';

const encryption = {
  storageEncrypted: flag,
  /** `none`, `sse-rds` or `sse-kms`; null where the API does not say yet. */
  storageEncryptionType: nullable(text),
};

export const dbInstance = kind({
  type: 'AWS::RDS::DBInstance',
  arn: ['rds', 'db'],
  identifiedBy: 'name',
  facts: {
    ...encryption,
    /** Also `docdb` and `neptune`: RDS lists those too. */
    engine: text,
    engineVersion: nullable(text),
    instanceClass: nullable(text),
    /** `available`, `creating`, `modifying`, `stopped`, `deleting`, `failed`, … */
    status: text,
    multiAz: flag,
    zoneName: nullable(text),
    secondaryZoneName: nullable(text),
    port: nullable(number),
    listenerPort: nullable(number),
    replicaIds: list(text),
    replicaClusterIds: list(text),
    /** Identifier, or ARN where the source is in another region. */
    replicaSource: nullable(text),
    promotionTier: nullable(number),
    publiclyAccessible: flag,
    deletionProtection: flag,
    backupRetentionDays: number,
    pending: record({ multiAz: nullable(flag) }),
    /** Status of replication where it is broken, such as `error`. */
    brokenReplication: nullable(text),
    outpostArn: nullable(text),
    tags,
  },
  relations: {
    cluster: optional('rds.cluster'),
    subnetGroup: optional('rds.subnet-group'),
    securityGroups: many('ec2.security-group'),
    kmsKey: optional('kms.key'),
  },
});

export const dbCluster = kind({
  type: 'AWS::RDS::DBCluster',
  arn: ['rds', 'cluster'],
  identifiedBy: 'name',
  facts: {
    ...encryption,
    engine: text,
    /** `provisioned`, `serverless` (Aurora Serverless v1), `global`, … */
    engineMode: nullable(text),
    status: text,
    multiAz: nullable(flag),
    /** Set for Multi-AZ DB clusters, never for Aurora. */
    instanceClass: nullable(text),
    members: list(record({ instanceId: text, isWriter: flag, promotionTier: nullable(number) })),
    port: nullable(number),
    readReplicaSource: nullable(text),
    globalClusterId: nullable(text),
    /** `standard` or `limitless`. */
    scalabilityType: nullable(text),
    vpcNetworkingEnabled: nullable(flag),
    deletionProtection: nullable(flag),
    backupRetentionDays: nullable(number),
    createdAt: nullable(time),
    tags,
  },
  relations: {
    instances: many('rds.instance'),
    subnetGroup: optional('rds.subnet-group'),
    securityGroups: many('ec2.security-group'),
    kmsKey: optional('kms.key'),
  },
});

const zonedSubnets = list(record({ subnetId: text, zoneName: nullable(text), outpostArn: nullable(text) }));

export const dbSubnetGroup = kind({
  type: 'AWS::RDS::DBSubnetGroup',
  arn: ['rds', 'subgrp'],
  identifiedBy: 'name',
  facts: { status: nullable(text), zonedSubnets, tags },
  relations: { vpc: optional('ec2.vpc'), subnets: many('ec2.subnet') },
});

export const replicationGroup = kind({
  type: 'AWS::ElastiCache::ReplicationGroup',
  arn: ['elasticache', 'replicationgroup'],
  identifiedBy: 'name',
  facts: {
    engine: nullable(text),
    /** `available`, `creating`, `modifying`, `deleting`, `create-failed` or `snapshotting`. */
    status: text,
    /** `enabled`, `disabled`, `enabling` or `disabling`. */
    automaticFailover: text,
    /** `enabled` or `disabled`; null on very old groups, which means disabled. */
    multiAz: nullable(text),
    pendingAutomaticFailover: nullable(text),
    clusterEnabled: flag,
    nodeType: nullable(text),
    nodeGroups: list(
      record({
        nodeGroupId: text,
        status: nullable(text),
        primaryPort: nullable(number),
        members: list(record({ cacheClusterId: text, zoneName: nullable(text), role: nullable(text) })),
      }),
    ),
    configurationPort: nullable(number),
    atRestEncryptionEnabled: nullable(flag),
    /** `none`, `sse-elasticache` or `sse-kms`. */
    storageEncryptionType: nullable(text),
    transitEncryptionEnabled: nullable(flag),
    /** `required` or `preferred`, which still accepts plaintext. */
    transitEncryptionMode: nullable(text),
    pendingTransitEncryptionEnabled: nullable(flag),
    /** The mode that `transitEncryptionMode` is about to take. */
    pendingTransitEncryptionMode: nullable(text),
    snapshotRetentionDays: nullable(number),
    globalReplicationGroupRole: nullable(text),
    onOutpost: flag,
    tags,
  },
  relations: { memberClusters: many('elasticache.cluster'), kmsKey: optional('kms.key') },
});

export const cacheCluster = kind({
  type: 'AWS::ElastiCache::CacheCluster',
  arn: ['elasticache', 'cluster'],
  identifiedBy: 'name',
  facts: {
    engine: text,
    engineVersion: nullable(text),
    status: text,
    nodeCount: number,
    nodes: list(record({ nodeId: text, zoneName: nullable(text), port: nullable(number) })),
    configurationPort: nullable(number),
    atRestEncryptionEnabled: nullable(flag),
    transitEncryptionEnabled: nullable(flag),
    transitEncryptionMode: nullable(text),
    onOutpost: flag,
    tags,
  },
  relations: {
    replicationGroup: optional('elasticache.replication-group'),
    subnetGroup: optional('elasticache.subnet-group'),
    securityGroups: many('ec2.security-group'),
  },
});

export const cacheSubnetGroup = kind({
  type: 'AWS::ElastiCache::SubnetGroup',
  arn: ['elasticache', 'subnetgroup'],
  identifiedBy: 'name',
  facts: { zonedSubnets, tags },
  relations: { vpc: optional('ec2.vpc'), subnets: many('ec2.subnet') },
});

export const serverlessCache = kind({
  type: 'AWS::ElastiCache::ServerlessCache',
  arn: ['elasticache', 'serverlesscache'],
  identifiedBy: 'name',
  facts: {
    engine: nullable(text),
    status: text,
    port: nullable(number),
    readerPort: nullable(number),
    tags,
  },
  relations: { subnets: many('ec2.subnet'), securityGroups: many('ec2.security-group'), kmsKey: optional('kms.key') },
});

/** Key: the key ARN. */
export const kmsKey = kind({
  type: 'AWS::KMS::Key',
  arn: ['kms', 'key'],
  identifiedBy: 'key',
  facts: {
    /** `AWS` or `CUSTOMER`. */
    manager: text,
    /** `Enabled`, `Disabled`, `PendingDeletion`, `PendingImport`, `Unavailable`, … */
    state: text,
    deletionDate: nullable(time),
  },
  relations: {},
});
