import { flag, kind, list, many, nullable, number, optional, record, tags, text } from '../declare.ts';
import { zonedSubnets } from './data.ts';

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
    authTokenEnabled: nullable(flag),
    /** Groups of users that may log in; empty where access is not limited to users. */
    userGroupIds: list(text),
    /** `enabled`, `disabled` or `compatible`. */
    clusterMode: nullable(text),
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
    authTokenEnabled: nullable(flag),
    snapshotRetentionDays: nullable(number),
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
    /** Null where everybody whom the security groups admit may use the cache. */
    userGroupId: nullable(text),
    snapshotRetentionDays: nullable(number),
    tags,
  },
  relations: { subnets: many('ec2.subnet'), securityGroups: many('ec2.security-group'), kmsKey: optional('kms.key') },
});

/** Key: the user id. The same user may be in several groups. */
export const cacheUser = kind({
  type: 'AWS::ElastiCache::User',
  arn: ['elasticache', 'user'],
  identifiedBy: 'name',
  facts: {
    /** What clients log in as; every group has a `default`. */
    userName: text,
    status: text,
    /** `password`, `iam`, `no-password` or `no-password-required`. */
    authenticationType: nullable(text),
    /** As in `on ~* +@all`. */
    accessString: text,
    userGroupIds: list(text),
  },
  relations: {},
});
