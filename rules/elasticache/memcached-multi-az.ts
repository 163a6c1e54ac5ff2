import { atLeastDistinct, defineRule } from '#rule-kit';
import { isGone, isMemcached } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.memcached-multi-az',
  title: 'Memcached clusters have nodes in two zones',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['cache-multi-az'],
  references: ['wa:REL10-BP01'],
  why: 'Memcached keeps no copies: with all nodes in one zone the whole cache is cold after its loss, and the database takes the full load.',
  subject: 'elasticache.cluster',
  reads: [],
  topology: ['zones'],
  appliesTo: (cluster) => isMemcached(cluster.engine) && !isGone(cluster.status) && !cluster.onOutpost,
  check(cluster, { pass, fail, unknown, topology }) {
    if (cluster.status === 'creating') return unknown('transitional', 'the cluster is being created', 'status');
    const isSpread =
      cluster.nodes.length >= 2 && atLeastDistinct(2, cluster.nodes, ({ zoneName }) => topology.zones.idOf(zoneName ?? '', cluster));
    if (isSpread) return pass('nodes');
    if (cluster.nodes.length === 0) return unknown('no-evidence', 'AWS listed no nodes of the cluster', 'nodes');
    return fail(
      { nodes: cluster.nodes },
      `${cluster.nodes.length === 1 ? 'Its only node is' : `All ${cluster.nodes.length} nodes are`} in one zone`,
    );
  },
  fix: (cluster, { sh }) => ({
    cli: `${sh`aws elasticache modify-cache-cluster --cache-cluster-id ${cluster.key} --az-mode cross-az --region ${cluster.region}`} --num-cache-nodes <nodes> --new-availability-zones <zones> --apply-immediately`,
    terraform: 'az_mode = "cross-az" and num_cache_nodes >= 2',
    cloudformation: 'AZMode: cross-az and NumCacheNodes >= 2',
    effect: 'New nodes start empty; clients with auto discovery find them, keys move between nodes.',
  }),
});
