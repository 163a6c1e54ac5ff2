import { describe, expect, it } from 'vitest';
import cluster from '../../src/collectors/rds/cluster.ts';
import instance from '../../src/collectors/rds/instance.ts';
import subnetGroup from '../../src/collectors/rds/subnet-group.ts';
import { mapRecorded } from '../kit/recorded-mapping.ts';

describe('recorded answers of RDS', () => {
  it('maps every instance; answers from before 2018 have no deletion protection', () => {
    const { drafts: _, ...reading } = mapRecorded(instance, 'rds', 'DescribeDBInstances');
    expect(reading).toEqual({
      items: 33,
      unnamed: {},
      gaps: { 'deletionProtection: malformed, AWS sent no DeletionProtection.': 21 },
      misfits: [],
      unfounded: [],
    });
  });

  it('maps every cluster; three recordings were cut down to a few fields', () => {
    const { drafts, ...reading } = mapRecorded(cluster, 'rds', 'DescribeDBClusters');
    expect(reading).toEqual({
      items: 17,
      unnamed: { 'MissingFieldError: AWS sent no DBClusterArn': 2 },
      gaps: { 'storageEncrypted: malformed, AWS sent no StorageEncrypted.': 1 },
      misfits: [],
      unfounded: [],
    });
    expect(new Set(drafts.map(({ facts }) => facts['engine']))).toEqual(new Set(['aurora', 'aurora-mysql', 'aurora-postgresql']));
  });

  it('maps every subnet group', () => {
    const { drafts, ...reading } = mapRecorded(subnetGroup, 'rds', 'DescribeDBSubnetGroups');
    expect(reading).toEqual({ items: 4, unnamed: {}, gaps: {}, misfits: [], unfounded: [] });
    expect(drafts.some(({ relations }) => (relations['subnets'] ?? []).length > 1)).toBe(true);
  });
});
