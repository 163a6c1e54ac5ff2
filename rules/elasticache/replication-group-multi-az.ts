import { atLeastDistinct, defineRule, offenders } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.replication-group-multi-az',
  title: 'Every shard of a replication group has members in two zones, and Multi-AZ is on',
  severity: 'high',
  invariants: ['cache-multi-az'],
  references: ['wa:REL10-BP01', 'securityhub:ElastiCache.3'],
  why: 'A shard whose members share a zone is lost with it: sessions and cached data are gone and the database takes the whole load at once.',
  subject: 'elasticache.replication-group',
  reads: [],
  topology: ['zones'],
  subsumedBy: ['elasticache.replication-group-automatic-failover'],
  appliesTo: (group) => !isGone(group.status) && !group.onOutpost,
  check(group, { pass, fail, unknown, see, seeDerived, topology }) {
    if (group.status === 'creating') return unknown('transitional', 'the replication group is being created', 'status');
    const single = offenders(
      group.nodeGroups,
      ({ members }) => !atLeastDistinct(2, members, ({ zoneName }) => topology.zones.idOf(zoneName ?? '', group)),
    );
    if (single !== null && group.status === 'modifying')
      return unknown('transitional', 'the replication group is being modified', 'status');
    if (single !== null) {
      const [first, ...others] = single.map(({ nodeGroupId, members }) =>
        seeDerived(
          group,
          `nodeGroup ${nodeGroupId}`,
          members.map(({ cacheClusterId, zoneName }) => `${cacheClusterId} in ${zoneName ?? 'an unknown zone'}`),
          'members in two zones',
          'zones of its members',
        ),
      );
      if (first !== undefined)
        return fail([first, ...others], `${single.length === 1 ? 'A shard has' : `${single.length} shards have`} all members in one zone`);
    }
    if (group.nodeGroups.length === 0) return unknown('no-evidence', 'AWS listed no shards of the replication group', 'nodeGroups');
    if (group.multiAz !== 'enabled')
      return fail(see(group, 'multiAz', 'enabled'), 'Members stand in two zones, but Multi-AZ is off: AWS does not keep it so');
    return pass('multiAz', 'nodeGroups');
  },
  fix: (group, { sh }) => ({
    cli: sh`aws elasticache modify-replication-group --replication-group-id ${group.key} --multi-az-enabled --automatic-failover-enabled --apply-immediately --region ${group.region}`,
    terraform:
      'multi_az_enabled = true, automatic_failover_enabled = true and at least one replica (num_cache_clusters = 2 or replicas_per_node_group = 1)',
    cloudformation: 'MultiAZEnabled: true, AutomaticFailoverEnabled: true',
    effect: 'Needs a replica in another zone first (aws elasticache increase-replica-count); no interruption; replicas are billed.',
  }),
});
