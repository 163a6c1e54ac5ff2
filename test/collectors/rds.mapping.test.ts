import { describe, expect, it } from 'vitest';
import cluster from '../../src/collectors/rds/cluster.ts';
import instance from '../../src/collectors/rds/instance.ts';
import subnetGroup from '../../src/collectors/rds/subnet-group.ts';
import { mapOne, misfits } from '../kit/mapping.ts';

const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const minimalInstance = {
  DBInstanceArn: 'arn:aws:rds:us-east-1:123456789012:db:orders',
  DBInstanceIdentifier: 'orders',
  Engine: 'postgres',
  DBInstanceStatus: 'available',
  MultiAZ: false,
  StorageEncrypted: false,
  PubliclyAccessible: false,
  DeletionProtection: false,
  BackupRetentionPeriod: 0,
  AutoMinorVersionUpgrade: true,
};
const minimalCluster = {
  DBClusterArn: 'arn:aws:rds:us-east-1:123456789012:cluster:orders',
  DBClusterIdentifier: 'orders',
  Engine: 'aurora-postgresql',
  Status: 'available',
  StorageEncrypted: true,
};

function readInstance(fields: object) {
  const draft = mapOne(instance, { DBInstances: [{ ...minimalInstance, ...fields }] });
  expect(misfits(draft)).toEqual([]);
  return draft;
}

function readCluster(fields: object) {
  const draft = mapOne(cluster, { DBClusters: [{ ...minimalCluster, ...fields }] });
  expect(misfits(draft)).toEqual([]);
  return draft;
}

describe('rds.instance', () => {
  it('reads a minimal answer without a gap', () => {
    expect(readInstance({})).toMatchObject({
      key: 'orders',
      gaps: {},
      facts: { multiAz: false, storageEncryptionType: null, pending: { multiAz: null }, replicaSource: null, tags: {} },
      relations: { cluster: null, subnetGroup: null, securityGroups: [], kmsKey: null },
    });
  });

  it('never takes a missing MultiAZ for false', () => {
    const { facts, gaps } = readInstance({ MultiAZ: undefined });
    expect(facts).not.toHaveProperty('multiAz');
    expect(gaps).toMatchObject({ multiAz: { reason: 'malformed', detail: 'AWS sent no MultiAZ.' } });
  });

  it('takes empty pending values for nothing pending, and keeps a pending loss of the standby', () => {
    expect(readInstance({ PendingModifiedValues: {} }).facts['pending']).toEqual({ multiAz: null });
    expect(readInstance({ PendingModifiedValues: { MultiAZ: false } }).facts['pending']).toEqual({ multiAz: false });
  });

  it.each(['docdb', 'neptune'])('keeps the engine of a %s member and the cluster it belongs to', (engine) => {
    const { facts, relations } = readInstance({ Engine: engine, DBClusterIdentifier: 'graph' });
    expect(facts['engine']).toBe(engine);
    expect(relations['cluster']).toBe('graph');
  });

  it.each([
    ['1234abcd-12ab-34cd-56ef-1234567890ab', keyArn],
    ['mrk-1234abcd12ab34cd56ef1234567890ab', 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab'],
    ['alias/aws/rds', 'arn:aws:kms:us-east-1:123456789012:alias/aws/rds'],
    [keyArn.replace('123456789012', '999999999999'), keyArn.replace('123456789012', '999999999999')],
    ['', null],
    [undefined, null],
  ])('names the key %j by its ARN', (written, expected) => {
    expect(readInstance({ KmsKeyId: written }).relations['kmsKey']).toBe(expected);
  });

  it('keeps the ARN of a source in another region, and both kinds of replicas', () => {
    const { facts } = readInstance({
      ReadReplicaSourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:db:orders',
      ReadReplicaDBInstanceIdentifiers: ['orders-2'],
      ReadReplicaDBClusterIdentifiers: ['orders-aurora'],
      StatusInfos: [{ StatusType: 'read replication', Normal: false, Status: 'error' }],
    });
    expect(facts).toMatchObject({
      replicaSource: 'arn:aws:rds:eu-west-1:123456789012:db:orders',
      replicaIds: ['orders-2'],
      replicaClusterIds: ['orders-aurora'],
      brokenReplication: 'error',
    });
  });

  it('sees the Outpost through a subnet, and none where the element is empty', () => {
    const subnets = (outpost: object) => ({
      DBSubnetGroup: { DBSubnetGroupName: 'data', Subnets: [{ SubnetIdentifier: 'subnet-1', SubnetOutpost: outpost }] },
    });
    expect(readInstance(subnets({})).facts['outpostArn']).toBeNull();
    expect(readInstance(subnets({ Arn: 'arn:outpost' })).facts['outpostArn']).toBe('arn:outpost');
  });
});

describe('how databases are operated', () => {
  const operated = {
    IAMDatabaseAuthenticationEnabled: true,
    MasterUserSecret: { SecretArn: 'arn:secret', SecretStatus: 'impaired' },
    PerformanceInsightsEnabled: false,
    DatabaseInsightsMode: 'advanced',
    MonitoringInterval: 0,
    PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
    PreferredBackupWindow: '23:30-00:30',
    LatestRestorableTime: new Date('2026-11-21T11:57:00Z'),
    PendingModifiedValues: { BackupRetentionPeriod: 0 },
    StorageType: 'gp2',
  };
  const facts = {
    iamAuthenticationEnabled: true,
    masterUserSecret: { status: 'impaired' },
    performanceInsightsEnabled: false,
    databaseInsightsMode: 'advanced',
    monitoringIntervalSeconds: 0,
    maintenanceWindow: 'sun:05:00-sun:06:00',
    backupWindow: '23:30-00:30',
    latestRestorableTime: '2026-11-21T11:57:00.000Z',
    pendingBackupRetentionDays: 0,
    storageType: 'gp2',
  };

  it('is told alike by instances and clusters, and not taken for anything where AWS is silent', () => {
    for (const read of [readInstance, readCluster]) {
      expect(read(operated).facts).toMatchObject(facts);
      expect(read({}).facts).toMatchObject(Object.fromEntries(Object.keys(facts).map((name) => [name, null])));
    }
  });

  it('is told by each instance for its own parameters, and by a cluster for its members', () => {
    const instance = readInstance({ DBParameterGroups: [{ DBParameterGroupName: 'orders', ParameterApplyStatus: 'pending-reboot' }] });
    expect(instance.facts['parameterGroupStates']).toEqual([{ name: 'orders', status: 'pending-reboot' }]);
    expect(instance.relations['parameterGroups']).toEqual(['orders']);
    const member = { IsClusterWriter: false, DBClusterParameterGroupStatus: 'in-sync' };
    const cluster = readCluster({
      DBClusterParameterGroup: 'orders',
      DBClusterMembers: [
        { ...member, DBInstanceIdentifier: 'orders-1' },
        { ...member, DBInstanceIdentifier: 'orders-2', DBClusterParameterGroupStatus: 'pending-reboot' },
      ],
    });
    expect(cluster.facts['membersOutOfSync']).toEqual(['orders-2']);
    expect(cluster.relations['parameterGroup']).toBe('orders');
  });

  it('never takes a missing AutoMinorVersionUpgrade for off', () => {
    expect(readInstance({ AutoMinorVersionUpgrade: undefined }).gaps).toMatchObject({ autoMinorVersionUpgrade: { reason: 'malformed' } });
  });
});

describe('rds.cluster', () => {
  it('reads a minimal answer: a cluster without members is one, not a gap', () => {
    expect(readCluster({})).toMatchObject({
      key: 'orders',
      gaps: {},
      facts: { members: [], multiAz: null, instanceClass: null, createdAt: null, port: null },
      relations: { instances: [], subnetGroup: null, kmsKey: null },
    });
  });

  it('reads members by role, and never takes the zones of the storage for theirs', () => {
    const { facts, relations } = readCluster({
      AvailabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      DBClusterMembers: [
        { DBInstanceIdentifier: 'orders-1', IsClusterWriter: true, PromotionTier: 1 },
        { DBInstanceIdentifier: 'orders-2', IsClusterWriter: false },
      ],
    });
    expect(facts['members']).toEqual([
      { instanceId: 'orders-1', isWriter: true, promotionTier: 1 },
      { instanceId: 'orders-2', isWriter: false, promotionTier: null },
    ]);
    expect(relations['instances']).toEqual(['orders-1', 'orders-2']);
    expect(JSON.stringify(facts)).not.toContain('us-east-1');
  });

  it.each([
    ['docdb', {}, {}],
    ['neptune', {}, {}],
    ['postgres', { DBClusterInstanceClass: 'db.m6gd.large', MultiAZ: true }, { instanceClass: 'db.m6gd.large', multiAz: true }],
    ['aurora-mysql', { EngineMode: 'serverless' }, { engineMode: 'serverless' }],
    ['aurora-postgresql', { ClusterScalabilityType: 'limitless' }, { scalabilityType: 'limitless' }],
    ['aurora-postgresql', { VPCNetworkingEnabled: false }, { vpcNetworkingEnabled: false }],
    ['aurora-mysql', { GlobalClusterIdentifier: 'world' }, { globalClusterId: 'world', members: [] }],
  ])('keeps what tells a %s cluster apart: %j', (engine, fields, facts) => {
    expect(readCluster({ Engine: engine, ...fields }).facts).toMatchObject({ engine, ...facts });
  });

  it('keeps an encryption type that contradicts the flag', () => {
    expect(readCluster({ StorageEncrypted: false, StorageEncryptionType: 'sse-rds' }).facts).toMatchObject({
      storageEncrypted: false,
      storageEncryptionType: 'sse-rds',
    });
  });
});

describe('rds.subnet-group', () => {
  it('reads the zone and the Outpost of each subnet', () => {
    const draft = mapOne(subnetGroup, {
      DBSubnetGroups: [
        {
          DBSubnetGroupArn: 'arn:aws:rds:us-east-1:123456789012:subgrp:data',
          DBSubnetGroupName: 'data',
          VpcId: 'vpc-1',
          Subnets: [
            { SubnetIdentifier: 'subnet-1', SubnetAvailabilityZone: { Name: 'us-east-1a' }, SubnetOutpost: {}, SubnetStatus: 'Active' },
            { SubnetIdentifier: 'subnet-2', SubnetOutpost: { Arn: 'arn:outpost' } },
          ],
        },
      ],
    });
    expect(misfits(draft)).toEqual([]);
    expect(draft).toMatchObject({
      key: 'data',
      gaps: {},
      facts: {
        status: null,
        zonedSubnets: [
          { subnetId: 'subnet-1', zoneName: 'us-east-1a', outpostArn: null },
          { subnetId: 'subnet-2', zoneName: null, outpostArn: 'arn:outpost' },
        ],
      },
      relations: { vpc: 'vpc-1', subnets: ['subnet-1', 'subnet-2'] },
    });
  });
});
