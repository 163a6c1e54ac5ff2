import { flag, kind, list, many, nullable, number, optional, record, tags, text, time } from '../declare.ts';

const encryption = {
  storageEncrypted: flag,
  /** `none`, `sse-rds` or `sse-kms`; null where the API does not say yet. */
  storageEncryptionType: nullable(text),
};

const operation = {
  iamAuthenticationEnabled: nullable(flag),
  /** The master password that RDS keeps and rotates; null where somebody else does, or nobody. Status: `active`, `rotating`, `creating` or `impaired`. */
  masterUserSecret: nullable(record({ status: nullable(text) })),
  performanceInsightsEnabled: nullable(flag),
  /** `standard` or `advanced`. */
  databaseInsightsMode: nullable(text),
  /** Interval of enhanced monitoring; 0 is off. */
  monitoringIntervalSeconds: nullable(number),
  /** UTC, as in `sun:05:00-sun:06:00`. */
  maintenanceWindow: nullable(text),
  /** UTC, every day, as in `23:30-00:30`. */
  backupWindow: nullable(text),
  latestRestorableTime: nullable(time),
  pendingBackupRetentionDays: nullable(number),
  /** `gp2`, `gp3`, `io1`, `io2`, `standard`, `aurora` or `aurora-iopt1`. */
  storageType: nullable(text),
};

export const dbInstance = kind({
  type: 'AWS::RDS::DBInstance',
  arn: ['rds', 'db'],
  identifiedBy: 'name',
  facts: {
    ...encryption,
    ...operation,
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
    autoMinorVersionUpgrade: flag,
    pendingStorageType: nullable(text),
    allocatedStorageGib: nullable(number),
    /** Up to where storage grows by itself; null where it does not. */
    maxAllocatedStorageGib: nullable(number),
    /** `in-sync`, `applying`, `pending-reboot`, … by parameter group. */
    parameterGroupStates: list(record({ name: text, status: nullable(text) })),
    tags,
  },
  relations: {
    parameterGroups: many('rds.parameter-group'),
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
    ...operation,
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
    /** Set for Multi-AZ DB clusters; the instances of other clusters have a setting of their own. */
    autoMinorVersionUpgrade: nullable(flag),
    publiclyAccessible: nullable(flag),
    internetAccessGatewayEnabled: nullable(flag),
    /** Members on which the parameters of the cluster are not in force yet. */
    membersOutOfSync: list(text),
    tags,
  },
  relations: {
    parameterGroup: optional('rds.cluster-parameter-group'),
    instances: many('rds.instance'),
    subnetGroup: optional('rds.subnet-group'),
    securityGroups: many('ec2.security-group'),
    kmsKey: optional('kms.key'),
  },
});

export const zonedSubnets = list(record({ subnetId: text, zoneName: nullable(text), outpostArn: nullable(text) }));

export const dbSubnetGroup = kind({
  type: 'AWS::RDS::DBSubnetGroup',
  arn: ['rds', 'subgrp'],
  identifiedBy: 'name',
  facts: { status: nullable(text), zonedSubnets, tags },
  relations: { vpc: optional('ec2.vpc'), subnets: many('ec2.subnet') },
});

/** Only the parameters that rules read; the source is `user`, `system` or `engine-default`. */
const parameters = list(record({ name: text, value: nullable(text), source: nullable(text) }));

export const dbParameterGroup = kind({
  type: 'AWS::RDS::DBParameterGroup',
  arn: ['rds', 'pg'],
  identifiedBy: 'name',
  facts: { parameters },
  relations: {},
});

export const dbClusterParameterGroup = kind({
  type: 'AWS::RDS::DBClusterParameterGroup',
  arn: ['rds', 'cluster-pg'],
  identifiedBy: 'name',
  facts: { parameters },
  relations: {},
});

export const dbProxy = kind({
  type: 'AWS::RDS::DBProxy',
  arn: ['rds', 'db-proxy'],
  identifiedBy: 'name',
  facts: {
    /** `available`, `creating`, `modifying`, `deleting`, … */
    status: text,
    requiresTls: nullable(flag),
    /** `AVAILABLE`, `UNAVAILABLE` or `REGISTERING`; the cluster is a target and each of its instances too. */
    targets: list(record({ resourceId: nullable(text), clusterId: nullable(text), state: nullable(text) })),
  },
  relations: {
    vpc: optional('ec2.vpc'),
    subnets: many('ec2.subnet'),
    securityGroups: many('ec2.security-group'),
    instances: many('rds.instance'),
    clusters: many('rds.cluster'),
  },
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
