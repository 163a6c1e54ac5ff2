import { defineRule } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.replication-group-cluster-mode',
  title: 'Replication groups run in cluster mode, so that they can grow by shards',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['cache-cluster-mode'],
  references: ['wa:REL07-BP01'],
  why: 'A group with a single shard writes on one node: it grows by larger nodes only, and its failure is that of all keys at once.',
  subject: 'elasticache.replication-group',
  reads: [],
  appliesTo: (group) => !isGone(group.status),
  check: (group, { pass, fail, see }) =>
    group.clusterEnabled || group.clusterMode === 'enabled' || group.clusterMode === 'compatible'
      ? pass('clusterEnabled', 'clusterMode')
      : fail([see(group, 'clusterEnabled', true), see(group, 'clusterMode', 'enabled')], 'All keys are written on one node'),
  fix: (group, { sh }) => ({
    cli: sh`aws elasticache modify-replication-group --replication-group-id ${group.key} --cluster-mode compatible --apply-immediately --region ${group.region}`,
    terraform: 'cluster_mode = "compatible", later "enabled"',
    cloudformation: 'ClusterMode: compatible, later enabled',
    effect:
      'From Redis 7 in two steps: compatible, move the clients to the configuration endpoint, then enabled. Keys used together must share a hash tag.',
  }),
});
