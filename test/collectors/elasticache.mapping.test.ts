import { describe, expect, it } from 'vitest';
import cluster from '../../src/collectors/elasticache/cluster.ts';
import replicationGroup from '../../src/collectors/elasticache/replication-group.ts';
import serverlessCache from '../../src/collectors/elasticache/serverless-cache.ts';
import subnetGroup from '../../src/collectors/elasticache/subnet-group.ts';
import { mapOne, misfits } from '../kit/mapping.ts';

function readGroup(fields: object) {
  const minimal = { ReplicationGroupId: 'sessions', Status: 'available', AutomaticFailover: 'disabled', ClusterEnabled: false };
  const draft = mapOne(replicationGroup, { ReplicationGroups: [{ ...minimal, ...fields }] });
  expect(misfits(draft)).toEqual([]);
  return draft;
}

function readCluster(fields: object) {
  const minimal = { CacheClusterId: 'c', Engine: 'redis', CacheClusterStatus: 'available', NumCacheNodes: 1, CacheNodes: [] };
  const draft = mapOne(cluster, { CacheClusters: [{ ...minimal, ...fields }] });
  expect(misfits(draft)).toEqual([]);
  return draft;
}

describe('elasticache.replication-group', () => {
  it('reads a minimal answer; what old groups do not say is null', () => {
    expect(readGroup({ PendingModifiedValues: {}, GlobalReplicationGroupInfo: {} })).toMatchObject({
      id: 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:sessions',
      key: 'sessions',
      gaps: {},
      facts: {
        multiAz: null,
        pendingAutomaticFailover: null,
        pendingTransitEncryptionEnabled: null,
        pendingTransitEncryptionMode: null,
        nodeGroups: [],
        atRestEncryptionEnabled: null,
        storageEncryptionType: null,
        globalReplicationGroupRole: null,
        onOutpost: false,
      },
      relations: { memberClusters: [], kmsKey: null },
    });
  });

  it('reads shards of cluster mode, whose members have no role and whose port is that of the group', () => {
    const { facts, relations } = readGroup({
      ARN: 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:sessions',
      ClusterEnabled: true,
      AutomaticFailover: 'enabled',
      MultiAZ: 'enabled',
      ConfigurationEndpoint: { Address: 'sessions.clustercfg.use1.cache.amazonaws.com', Port: 6379 },
      MemberClusters: ['sessions-0001-001', 'sessions-0002-001'],
      NodeGroups: [
        {
          NodeGroupId: '0001',
          Status: 'available',
          Slots: '0-8191',
          NodeGroupMembers: [{ CacheClusterId: 'sessions-0001-001', CacheNodeId: '0001', PreferredAvailabilityZone: 'us-east-1a' }],
        },
        { NodeGroupId: '0002', Status: 'modifying', NodeGroupMembers: [{ CacheClusterId: 'sessions-0002-001', CacheNodeId: '0001' }] },
      ],
    });
    expect(facts['nodeGroups']).toEqual([
      {
        nodeGroupId: '0001',
        status: 'available',
        primaryPort: null,
        members: [{ cacheClusterId: 'sessions-0001-001', zoneName: 'us-east-1a', role: null }],
      },
      {
        nodeGroupId: '0002',
        status: 'modifying',
        primaryPort: null,
        members: [{ cacheClusterId: 'sessions-0002-001', zoneName: null, role: null }],
      },
    ]);
    expect(facts['configurationPort']).toBe(6379);
    expect(relations['memberClusters']).toEqual(['sessions-0001-001', 'sessions-0002-001']);
  });

  it('keeps what is about to change', () => {
    const { facts } = readGroup({
      PendingModifiedValues: { AutomaticFailoverStatus: 'disabled', TransitEncryptionEnabled: true, TransitEncryptionMode: 'required' },
      TransitEncryptionMode: 'preferred',
    });
    expect(facts).toMatchObject({
      pendingAutomaticFailover: 'disabled',
      pendingTransitEncryptionEnabled: true,
      pendingTransitEncryptionMode: 'required',
      transitEncryptionMode: 'preferred',
    });
  });

  it('keeps an encryption type that contradicts the flag, the key by its ARN, and the Outpost', () => {
    const { facts, relations } = readGroup({
      AtRestEncryptionEnabled: false,
      StorageEncryptionType: 'sse-kms',
      KmsKeyId: 'abcd',
      MemberClustersOutpostArns: ['arn:outpost'],
    });
    expect(facts).toMatchObject({ atRestEncryptionEnabled: false, storageEncryptionType: 'sse-kms', onOutpost: true });
    expect(relations['kmsKey']).toBe('arn:aws:kms:us-east-1:123456789012:key/abcd');
  });

  it('never takes a missing AutomaticFailover for disabled', () => {
    expect(readGroup({ AutomaticFailover: undefined }).gaps).toMatchObject({ automaticFailover: { reason: 'malformed' } });
  });
});

describe('elasticache.cluster', () => {
  it('reads the zones of a spread memcached cluster from its nodes, never from the word Multiple', () => {
    const draft = readCluster({
      Engine: 'memcached',
      NumCacheNodes: 2,
      PreferredAvailabilityZone: 'Multiple',
      ConfigurationEndpoint: { Port: 11211 },
      CacheNodes: [
        { CacheNodeId: '0001', CustomerAvailabilityZone: 'us-east-1a', Endpoint: { Port: 11211 } },
        { CacheNodeId: '0002', CustomerAvailabilityZone: 'us-east-1b' },
      ],
    });
    expect(draft.gaps).toEqual({});
    expect(draft.facts).toMatchObject({
      nodeCount: 2,
      configurationPort: 11211,
      nodes: [
        { nodeId: '0001', zoneName: 'us-east-1a', port: 11211 },
        { nodeId: '0002', zoneName: 'us-east-1b', port: null },
      ],
    });
    expect(JSON.stringify(draft.facts)).not.toContain('Multiple');
  });

  it('points to its group, subnet group and security groups', () => {
    const { relations } = readCluster({
      ReplicationGroupId: 'sessions',
      CacheSubnetGroupName: 'data',
      SecurityGroups: [{ SecurityGroupId: 'sg-1', Status: 'active' }, { Status: 'active' }],
    });
    expect(relations).toEqual({ replicationGroup: 'sessions', subnetGroup: 'data', securityGroups: ['sg-1'] });
  });

  it('calls nodes that were not sent a gap: none is not the same as not shown', () => {
    expect(readCluster({ CacheNodes: undefined }).gaps).toMatchObject({
      nodes: { reason: 'malformed', detail: 'AWS sent no CacheNodes.' },
    });
    expect(readCluster({ CacheNodes: [] }).facts['nodes']).toEqual([]);
  });

  it('sees an Outpost at the cluster or at a node', () => {
    expect(readCluster({}).facts['onOutpost']).toBe(false);
    expect(readCluster({ PreferredOutpostArn: 'arn:outpost' }).facts['onOutpost']).toBe(true);
    expect(readCluster({ CacheNodes: [{ CacheNodeId: '0001', CustomerOutpostArn: 'arn:outpost' }] }).facts['onOutpost']).toBe(true);
  });
});

describe('elasticache.serverless-cache', () => {
  const read = (fields: object) =>
    mapOne(serverlessCache, {
      ServerlessCaches: [
        { ServerlessCacheName: 's', ARN: 'arn:aws:elasticache:us-east-1:123456789012:serverlesscache:s', Status: 'creating', ...fields },
      ],
    });

  it('reads one that is being created and has no endpoint yet', () => {
    const draft = read({});
    expect(misfits(draft)).toEqual([]);
    expect(draft).toMatchObject({
      key: 's',
      gaps: {},
      facts: { engine: null, port: null, readerPort: null },
      relations: { subnets: [], securityGroups: [], kmsKey: null },
    });
  });

  it('reads the port for readers beside the port for writers', () => {
    expect(read({ Engine: 'valkey', Endpoint: { Port: 6379 }, ReaderEndpoint: { Port: 6380 } }).facts).toMatchObject({
      port: 6379,
      readerPort: 6380,
    });
  });
});

describe('elasticache.subnet-group', () => {
  it('reads the Outpost under the name that ElastiCache gives it', () => {
    const { facts, relations } = mapOne(subnetGroup, {
      CacheSubnetGroups: [
        {
          CacheSubnetGroupName: 'data',
          VpcId: 'vpc-1',
          Subnets: [
            {
              SubnetIdentifier: 'subnet-1',
              SubnetAvailabilityZone: { Name: 'us-east-1a' },
              SubnetOutpost: { SubnetOutpostArn: 'arn:outpost' },
            },
          ],
        },
      ],
    });
    expect(facts['zonedSubnets']).toEqual([{ subnetId: 'subnet-1', zoneName: 'us-east-1a', outpostArn: 'arn:outpost' }]);
    expect(relations).toEqual({ vpc: 'vpc-1', subnets: ['subnet-1'] });
  });
});
