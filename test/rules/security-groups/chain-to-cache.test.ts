import toCacheCluster from '../../../rules/security-groups/chain-to-cache-cluster.ts';
import toReplicationGroup from '../../../rules/security-groups/chain-to-replication-group.ts';
import toServerlessCache from '../../../rules/security-groups/chain-to-serverless-cache.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { appGroup, appTier, aroundData, dataGroup, group, rule as ingress } from '../../kit/security-world.ts';
import { denied, node, worldWithGaps } from '../../kit/world.ts';

const fromApp = ingress('sg-app', 6379);
const cache = node.bind(null, 'elasticache.cluster', 'sessions-001');
const memcached = cache({
  engine: 'memcached',
  replicationGroup: null,
  nodes: [{ nodeId: '0001', zoneName: 'eu-west-1a', port: 11211 }],
  configurationPort: 11211,
});

ruleCases(toCacheCluster, {
  pass: {
    'the group of the app tier is admitted': { world: aroundData(memcached, dataGroup([ingress('sg-app', 11211)])), evidence: ['ingress'] },
    'the app tier lets out to the data subnets': {
      world: aroundData(
        memcached,
        dataGroup([ingress('sg-app', 11211)]),
        appGroup([], { egress: [ingress('10.0.31.0/24', 11211), ingress('10.0.32.0/24', 11211)] }),
      ),
      evidence: ['ingress'],
    },
  },
  fail: { 'nothing opens the port': { world: aroundData(memcached, dataGroup([fromApp])), evidence: ['ingress'] } },
  unknown: {
    'the cluster is being created': {
      world: aroundData(cache({ replicationGroup: null, status: 'creating', nodes: [] }), dataGroup()),
      gaps: ['transitional'],
    },
  },
  notApplicable: {
    'a member of a replication group': { world: aroundData(cache(), dataGroup([])) },
    'a cluster that is being deleted': { world: aroundData(cache({ replicationGroup: null, status: 'deleting' }), dataGroup([])) },
  },
});

const replicationGroup = node.bind(null, 'elasticache.replication-group', 'sessions');
const twoMembers = [cache(), node('elasticache.cluster', 'sessions-002')];
const named = { memberClusters: ['sessions-001', 'sessions-002'] };

ruleCases(toReplicationGroup, {
  pass: {
    'the group of the app tier is admitted': {
      world: aroundData(replicationGroup(named), ...twoMembers, dataGroup([fromApp])),
      subject: 'sessions',
      evidence: ['ingress'],
    },
    'the app tier lets out to the data subnets': {
      world: aroundData(
        replicationGroup(named),
        ...twoMembers,
        dataGroup([fromApp]),
        appGroup([], { egress: [ingress('10.0.31.0/24', 6379), ingress('10.0.32.0/24', 6379)] }),
      ),
      evidence: ['ingress'],
    },
    'cluster mode has one port for all shards': {
      world: aroundData(
        replicationGroup({
          ...named,
          clusterEnabled: true,
          configurationPort: 6379,
          nodeGroups: [{ nodeGroupId: '0001', status: 'available', primaryPort: null, members: [] }],
        }),
        ...twoMembers,
        dataGroup([fromApp]),
      ),
      evidence: ['ingress'],
    },
  },
  fail: {
    'nothing opens the port': { world: aroundData(replicationGroup(named), ...twoMembers, dataGroup()), evidence: ['ingress'] },
    'one member carries another group': {
      world: aroundData(
        replicationGroup(named),
        cache(),
        node('elasticache.cluster', 'sessions-002', { securityGroups: ['sg-odd'] }),
        dataGroup([fromApp]),
        group('sg-odd', []),
      ),
      evidence: ['ingress'],
    },
  },
  unknown: {
    'its members are not listed': { world: aroundData(replicationGroup(named), dataGroup([fromApp])), gaps: ['no-evidence'] },
    'its members are not readable': {
      world: worldWithGaps(
        { 'elasticache.cluster': denied('elasticache:DescribeCacheClusters') },
        ...appTier,
        appGroup(),
        replicationGroup(named),
        dataGroup([fromApp]),
      ),
      gaps: ['denied elasticache:DescribeCacheClusters'],
    },
    'it is being created': { world: aroundData(replicationGroup({ status: 'creating' })), gaps: ['transitional'] },
    'it names no members': { world: aroundData(replicationGroup()), gaps: ['no-evidence'] },
  },
  notApplicable: { 'a group that is being deleted': { world: aroundData(replicationGroup({ ...named, status: 'deleting' })) } },
});

const serverless = node.bind(null, 'elasticache.serverless-cache', 'sessions');

ruleCases(toServerlessCache, {
  pass: {
    'both ports admit the app tier': {
      world: aroundData(serverless(), dataGroup([ingress('sg-app', [6379, 6380])])),
      evidence: ['ingress', 'ingress'],
    },
    'memcached has one port': {
      world: aroundData(serverless({ port: 11211, readerPort: null }), dataGroup([ingress('sg-app', 11211)])),
      evidence: ['ingress'],
    },
  },
  fail: { 'the reader port is forgotten': { world: aroundData(serverless(), dataGroup([fromApp])), evidence: ['ingress'] } },
  unknown: {
    'the cache is being created': {
      world: aroundData(serverless({ status: 'creating', port: null, readerPort: null }), dataGroup()),
      gaps: ['transitional'],
    },
  },
  notApplicable: { 'a cache that is being deleted': { world: aroundData(serverless({ status: 'deleting' })) } },
});
