import replicas from '../../../rules/elasticache/replication-group-replicas.ts';
import spread from '../../../rules/elasticache/replica-zone-spread.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps, zone } from '../../kit/world.ts';

/** A shard of so many members, as the group tells it: all of them asked for zone a. */
const shard = (id: string, members: number) => ({
  nodeGroupId: id,
  status: 'available',
  primaryPort: null,
  members: Array.from({ length: members }, (_, index) => ({
    cacheClusterId: `sessions-${id}-00${index + 1}`,
    zoneName: 'eu-west-1a',
    role: null,
  })),
});
const group = (overrides: Override<'elasticache.replication-group'> = {}) => node('elasticache.replication-group', 'sessions', overrides);

ruleCases(replicas, {
  pass: {
    'one in every shard': { world: world(group({ nodeGroups: [shard('1', 2), shard('2', 3)] })), evidence: ['nodeGroups'] },
    'one, while another is being added': {
      world: world(group({ status: 'modifying', nodeGroups: [shard('1', 2)] })),
      evidence: ['nodeGroups'],
    },
  },
  fail: {
    'one shard of three without': {
      world: world(group({ clusterEnabled: true, nodeGroups: [shard('1', 2), shard('2', 1), shard('3', 2)] })),
      evidence: ['replicas of shard 2'],
    },
    'one where two are asked for': {
      world: world(group({ nodeGroups: [shard('1', 2)] })),
      params: { minReplicas: 2 },
      evidence: ['replicas of shard 1'],
    },
    'the secondary of a global datastore without': {
      world: world(group({ globalReplicationGroupRole: 'SECONDARY', nodeGroups: [shard('1', 1)] })),
      evidence: ['replicas of shard 1'],
    },
  },
  unknown: {
    'being created': { world: world(group({ status: 'creating', nodeGroups: [] })), gaps: ['transitional'] },
    'none yet while it is being modified': {
      world: world(group({ status: 'modifying', nodeGroups: [shard('1', 1)] })),
      gaps: ['transitional'],
    },
    'no shards listed': { world: world(group({ nodeGroups: [] })), gaps: ['no-evidence'] },
  },
  notApplicable: { 'a group that is being deleted': { world: world(group({ status: 'deleting', nodeGroups: [shard('1', 1)] })) } },
});

/** The nodes of a shard, in the zones in which they really stand. */
const nodes = (id: string, ...letters: readonly string[]): readonly NodeRecord[] =>
  letters.map((letter, index) =>
    node('elasticache.cluster', `sessions-${id}-00${index + 1}`, {
      nodes: [{ nodeId: '0001', zoneName: letter === '' ? null : `eu-west-1${letter}`, port: 6379 }],
    }),
  );
const network = (...letters: readonly ('a' | 'b' | 'c')[]) => [
  zone('a'),
  zone('b'),
  zone('c'),
  ...letters.map((letter) => subnet('data', letter)),
  node('elasticache.subnet-group', 'data', { subnets: letters.map((letter) => `subnet-data-${letter}`) }),
];

ruleCases(spread, {
  pass: {
    'every member in a zone of its own, whatever was asked for': {
      world: world(...network('a', 'b', 'c'), group({ nodeGroups: [shard('1', 3)] }), ...nodes('1', 'a', 'b', 'c')),
      evidence: ['nodeGroups'],
    },
    'three members in the two zones there are': {
      world: world(...network('a', 'b'), group({ nodeGroups: [shard('1', 3)] }), ...nodes('1', 'a', 'b', 'b')),
      evidence: ['nodeGroups'],
    },
    'a single member shares with nobody': {
      world: world(...network('a', 'b'), group({ nodeGroups: [shard('1', 1)] }), ...nodes('1', 'a')),
      evidence: ['nodeGroups'],
    },
  },
  fail: {
    'a replica was moved beside its primary': {
      world: world(
        ...network('a', 'b'),
        group({ nodeGroups: [shard('1', 2), shard('2', 2)] }),
        ...nodes('1', 'a', 'b'),
        ...nodes('2', 'b', 'b'),
      ),
      evidence: ['zones of shard 2'],
    },
    'three members in two of three zones': {
      world: world(...network('a', 'b', 'c'), group({ nodeGroups: [shard('1', 3)] }), ...nodes('1', 'a', 'b', 'b')),
      evidence: ['zones of shard 1'],
    },
    'a subnet group with one zone': {
      world: world(...network('a'), group({ nodeGroups: [shard('1', 2)] }), ...nodes('1', 'a', 'a')),
      evidence: ['zones of shard 1'],
    },
  },
  unknown: {
    'a node has no zone yet': {
      world: world(...network('a', 'b'), group({ nodeGroups: [shard('1', 2)] }), ...nodes('1', 'a', '')),
      gaps: ['transitional'],
    },
    'a node was not listed': {
      world: world(...network('a', 'b'), group({ nodeGroups: [shard('1', 2)] }), ...nodes('1', 'a')),
      gaps: ['no-evidence'],
    },
    'being rearranged': {
      world: world(...network('a', 'b'), group({ status: 'modifying', nodeGroups: [shard('1', 2)] }), ...nodes('1', 'a', 'a')),
      gaps: ['transitional'],
    },
    'the nodes may not be listed': {
      world: worldWithGaps({ 'elasticache.cluster': denied('elasticache:DescribeCacheClusters') }, ...network('a', 'b'), group()),
      gaps: ['denied elasticache:DescribeCacheClusters'],
    },
    'no shards listed': { world: world(group({ nodeGroups: [] })), gaps: ['no-evidence'] },
  },
  notApplicable: { 'Outposts have no second zone': { world: world(group({ onOutpost: true })) } },
});
