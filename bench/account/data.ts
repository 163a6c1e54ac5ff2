import type { Makers } from './node.ts';
import { groupId } from './security.ts';
import type { Service } from './service.ts';

const isCluster = (service: Service) => service.isEvery(2);
const hasCache = (service: Service) => !service.isEvery(4, 1);
const database = (service: Service, number: number) => `${service.name}-db-${String(number)}`;
const cache = (service: Service, number: number) => `${service.name}-cache-00${String(number)}`;

const zonedSubnets = (service: Service) =>
  service.subnets('data').map((subnetId, zone) => ({ subnetId, zoneName: service.zones[zone] ?? null, outpostArn: null }));

const encryption = (service: Service) => ({
  storageEncrypted: !service.isEvery(9),
  storageEncryptionType: service.isEvery(9) ? 'none' : 'sse-kms',
});
const key = (service: Service) => (service.isEvery(9) ? null : service.keyArn);

export const dataMakers: Pick<
  Makers,
  | 'elasticache.cluster'
  | 'elasticache.replication-group'
  | 'elasticache.serverless-cache'
  | 'elasticache.subnet-group'
  | 'kms.key'
  | 'rds.cluster'
  | 'rds.instance'
  | 'rds.subnet-group'
> = {
  'elasticache.cluster': (service) =>
    (hasCache(service) ? [1, 2] : []).map((number) => ({
      key: cache(service, number),
      arn: ['elasticache', `cluster:${cache(service, number)}`],
      name: cache(service, number),
      facts: {
        engine: 'redis',
        engineVersion: '7.1.0',
        status: 'available',
        nodeCount: 1,
        nodes: [{ nodeId: '0001', zoneName: service.zones[service.isEvery(6) ? 0 : number - 1] ?? null, port: 6379 }],
        configurationPort: null,
        atRestEncryptionEnabled: true,
        transitEncryptionEnabled: true,
        transitEncryptionMode: 'required',
        onOutpost: false,
        tags: service.tags,
      },
      relations: {
        replicationGroup: `${service.name}-cache`,
        subnetGroup: `${service.name}-cache`,
        securityGroups: [groupId(service, 'data')],
      },
    })),
  'elasticache.replication-group': (service) =>
    hasCache(service)
      ? [
          {
            key: `${service.name}-cache`,
            arn: ['elasticache', `replicationgroup:${service.name}-cache`],
            name: `${service.name}-cache`,
            facts: {
              engine: 'redis',
              status: 'available',
              automaticFailover: service.isEvery(12) ? 'disabled' : 'enabled',
              multiAz: service.isEvery(12) ? 'disabled' : 'enabled',
              pendingAutomaticFailover: null,
              clusterEnabled: false,
              nodeType: 'cache.r7g.large',
              nodeGroups: [
                {
                  nodeGroupId: '0001',
                  status: 'available',
                  primaryPort: 6379,
                  members: [1, 2].map((number) => ({
                    cacheClusterId: cache(service, number),
                    zoneName: service.zones[service.isEvery(6) ? 0 : number - 1] ?? null,
                    role: number === 1 ? 'primary' : 'replica',
                  })),
                },
              ],
              configurationPort: null,
              atRestEncryptionEnabled: true,
              storageEncryptionType: 'sse-kms',
              transitEncryptionEnabled: true,
              transitEncryptionMode: 'required',
              pendingTransitEncryptionEnabled: null,
              pendingTransitEncryptionMode: null,
              snapshotRetentionDays: 7,
              globalReplicationGroupRole: null,
              onOutpost: false,
              tags: service.tags,
            },
            relations: { memberClusters: [cache(service, 1), cache(service, 2)], kmsKey: service.keyArn },
          },
        ]
      : [],
  'elasticache.serverless-cache': (service) =>
    service.isEvery(16, 5)
      ? [
          {
            key: `${service.name}-serverless`,
            arn: ['elasticache', `serverlesscache:${service.name}-serverless`],
            name: `${service.name}-serverless`,
            facts: { engine: 'valkey', status: 'available', port: 6379, readerPort: 6380, tags: service.tags },
            relations: { subnets: service.subnets('data'), securityGroups: [groupId(service, 'data')], kmsKey: service.keyArn },
          },
        ]
      : [],
  'elasticache.subnet-group': (service) =>
    hasCache(service)
      ? [
          {
            key: `${service.name}-cache`,
            arn: ['elasticache', `subnetgroup:${service.name}-cache`],
            name: `${service.name}-cache`,
            facts: { zonedSubnets: zonedSubnets(service), tags: service.tags },
            relations: { vpc: service.vpcId('vpc'), subnets: service.subnets('data') },
          },
        ]
      : [],
  'kms.key': (service) => [
    {
      key: service.keyArn,
      arn: service.keyArn,
      facts: { manager: service.isEvery(10) ? 'AWS' : 'CUSTOMER', state: 'Enabled', deletionDate: null },
      relations: {},
    },
  ],
  'rds.cluster': (service) =>
    isCluster(service)
      ? [
          {
            key: `${service.name}-db`,
            arn: ['rds', `cluster:${service.name}-db`],
            name: `${service.name}-db`,
            facts: {
              ...encryption(service),
              engine: 'aurora-postgresql',
              engineMode: 'provisioned',
              status: 'available',
              multiAz: true,
              instanceClass: null,
              members: [0, 1].map((number) => ({ instanceId: database(service, number), isWriter: number === 0, promotionTier: 1 })),
              port: 5432,
              readReplicaSource: null,
              globalClusterId: null,
              scalabilityType: 'standard',
              vpcNetworkingEnabled: null,
              deletionProtection: true,
              backupRetentionDays: 14,
              createdAt: '2026-01-15T08:00:00.000Z',
              // Half of the databases are found by their network alone.
              tags: service.isEvery(4) ? service.tags : {},
            },
            relations: {
              instances: [database(service, 0), database(service, 1)],
              subnetGroup: `${service.name}-db`,
              securityGroups: [groupId(service, 'data')],
              kmsKey: key(service),
            },
          },
        ]
      : [],
  'rds.instance': (service) =>
    [0, 1].map((number) => {
      const isReplica = !isCluster(service) && number === 1;
      return {
        key: database(service, number),
        arn: ['rds', `db:${database(service, number)}`],
        name: database(service, number),
        facts: {
          ...encryption(service),
          engine: isCluster(service) ? 'aurora-postgresql' : 'postgres',
          engineVersion: '16.4',
          instanceClass: 'db.r7g.large',
          status: 'available',
          multiAz: !isCluster(service) && !isReplica && !service.isEvery(5),
          zoneName: service.zones[isCluster(service) && !service.isEvery(14) ? number : 0] ?? null,
          secondaryZoneName: isCluster(service) || isReplica ? null : service.zones[1],
          port: 5432,
          listenerPort: null,
          replicaIds: !isCluster(service) && number === 0 ? [database(service, 1)] : [],
          replicaClusterIds: [],
          replicaSource: isReplica ? database(service, 0) : null,
          promotionTier: isCluster(service) ? 1 : null,
          publiclyAccessible: false,
          deletionProtection: true,
          backupRetentionDays: 14,
          pending: { multiAz: null },
          brokenReplication: null,
          outpostArn: null,
          tags: isCluster(service) ? {} : service.tags,
        },
        relations: {
          cluster: isCluster(service) ? `${service.name}-db` : null,
          subnetGroup: `${service.name}-db`,
          securityGroups: [groupId(service, 'data')],
          kmsKey: key(service),
        },
      };
    }),
  'rds.subnet-group': (service) => [
    {
      key: `${service.name}-db`,
      arn: ['rds', `subgrp:${service.name}-db`],
      name: `${service.name}-db`,
      facts: { status: 'Complete', zonedSubnets: zonedSubnets(service), tags: service.tags },
      relations: { vpc: service.vpcId('vpc'), subnets: service.subnets('data') },
    },
  ],
};
