import { describe, expect, it } from 'vitest';
import cluster from '../../src/collectors/elasticache/cluster.ts';
import replicationGroup from '../../src/collectors/elasticache/replication-group.ts';
import subnetGroup from '../../src/collectors/elasticache/subnet-group.ts';
import { mapRecorded } from '../kit/recorded-mapping.ts';

describe('recorded answers of ElastiCache', () => {
  it('maps every replication group; two are from before cluster mode', () => {
    const { drafts, ...reading } = mapRecorded(replicationGroup, 'elasticache', 'DescribeReplicationGroups');
    expect(reading).toEqual({
      items: 3,
      unnamed: {},
      gaps: { 'clusterEnabled: malformed, AWS sent no ClusterEnabled.': 2 },
      misfits: [],
      unfounded: [],
    });
    expect(drafts.every(({ facts }) => JSON.stringify(facts['nodeGroups']).includes('zoneName'))).toBe(true);
  });

  it('maps every cluster; these were asked for without their nodes, so the nodes are a gap and not an empty list', () => {
    const { drafts, ...reading } = mapRecorded(cluster, 'elasticache', 'DescribeCacheClusters');
    expect(reading).toEqual({
      items: 15,
      unnamed: {},
      gaps: { 'nodes: malformed, AWS sent no CacheNodes.': 15 },
      misfits: [],
      unfounded: [],
    });
    expect(drafts.map(({ id }) => id)).toContain('arn:aws:elasticache:us-east-1:123456789012:cluster:myec-001');
  });

  it('maps every subnet group', () => {
    const { drafts: _, ...reading } = mapRecorded(subnetGroup, 'elasticache', 'DescribeCacheSubnetGroups');
    expect(reading).toEqual({ items: 1, unnamed: {}, gaps: {}, misfits: [], unfounded: [] });
  });
});
