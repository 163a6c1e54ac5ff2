import { defineRule, isNonEmpty, Type } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.replication-group-replicas',
  title: 'Every shard of a replication group has a replica',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['cache-replicas'],
  references: ['wa:REL10-BP01', 'securityhub:ElastiCache.3'],
  why: 'A shard without a replica has nothing to fail over to: with its node all its keys are gone, and the database takes their load at once.',
  params: Type.Object(
    {
      minReplicas: Type.Integer({
        default: 1,
        minimum: 1,
        maximum: 5,
        description:
          'Replicas of every shard; one is what automatic failover needs (Amazon ElastiCache User Guide, "Minimizing downtime").',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elasticache.replication-group',
  reads: [],
  appliesTo: (group) => !isGone(group.status),
  check(group, { params, pass, fail, unknown, seeDerived }) {
    if (group.status === 'creating') return unknown('transitional', 'the replication group is being created', 'status');
    if (group.nodeGroups.length === 0) return unknown('no-evidence', 'AWS listed no shards of the replication group', 'nodeGroups');
    const short = group.nodeGroups.filter(({ members }) => members.length - 1 < params.minReplicas);
    if (!isNonEmpty(short)) return pass('nodeGroups');
    if (group.status !== 'available') return unknown('transitional', `the replication group is ${group.status}`, 'status', 'nodeGroups');
    const seeShard = ({ nodeGroupId, members }: (typeof short)[number]) => {
      const derivation = `${members.length} ${members.length === 1 ? 'node' : 'nodes'}, one of them the primary`;
      return seeDerived(group, `replicas of shard ${nodeGroupId}`, Math.max(0, members.length - 1), params.minReplicas, derivation);
    };
    const [first, ...others] = short;
    const ids = short.map(({ nodeGroupId }) => nodeGroupId).join(', ');
    const what = params.minReplicas === 1 ? 'no replica' : `fewer than ${params.minReplicas} replicas`;
    return fail([seeShard(first), ...others.map(seeShard)], `${short.length === 1 ? `Shard ${ids} has` : `Shards ${ids} have`} ${what}`);
  },
  fix: (group, { params, sh }) => ({
    cli: sh`aws elasticache increase-replica-count --replication-group-id ${group.key} --new-replica-count ${String(params.minReplicas)} --apply-immediately --region ${group.region}`,
    terraform: group.clusterEnabled ? `replicas_per_node_group = ${params.minReplicas}` : `num_cache_clusters = ${params.minReplicas + 1}`,
    cloudformation: group.clusterEnabled ? `ReplicasPerNodeGroup: ${params.minReplicas}` : `NumCacheClusters: ${params.minReplicas + 1}`,
    effect: 'Each replica is one more node to pay for; the primary is copied to it without interruption.',
  }),
});
