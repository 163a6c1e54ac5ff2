import { atLeastDistinct, defineRule, ifKnown, offenders, undecidable } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.replica-zone-spread',
  title: 'Primary and replicas of each shard stand in different zones',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['cache-replica-az-spread'],
  references: ['wa:REL10-BP01'],
  why: 'Replicas that share a zone are lost together: the shard is left with fewer copies than it pays for, or with none.',
  subject: 'elasticache.replication-group',
  reads: ['ec2.subnet', 'elasticache.cluster', 'elasticache.subnet-group'],
  topology: ['zones'],
  subsumedBy: ['elasticache.replication-group-multi-az', 'elasticache.replication-group-replicas'],
  appliesTo: (group) => !isGone(group.status) && !group.onOutpost,
  check(group, { pass, fail, unknown, find, seeDerived, topology }) {
    if (group.nodeGroups.length === 0) return unknown('no-evidence', 'AWS listed no shards of the replication group', 'nodeGroups');
    /** Where the node really stands, not where it was asked to. */
    const zoneOf = (id: string): string | null => {
      const cluster = find('elasticache.cluster', id) ?? undecidable(group, 'no-evidence', `${id} was not among the nodes AWS listed`);
      const [node] = cluster.nodes;
      if (node === undefined || node.zoneName === null)
        return undecidable(group, 'transitional', `${id} (${cluster.status}) has no zone yet`);
      return topology.zones.idOf(node.zoneName, group);
    };
    /** Zones the subnet group of the shard offers. */
    const offered = (id: string): number => {
      const subnets = [...(find('elasticache.cluster', id)?.subnetGroup?.subnets ?? [])];
      return new Set(subnets.flatMap((subnet) => topology.zones.servedBy(subnet) ?? [])).size;
    };
    const crowded = offenders(group.nodeGroups, ({ members }) => {
      const ids = members.map(({ cacheClusterId }) => cacheClusterId);
      if (ids.length < 2 || atLeastDistinct(ids.length, ids, zoneOf)) return false;
      return !atLeastDistinct(Math.min(ids.length, Math.max(2, offered(ids[0] ?? ''))), ids, zoneOf);
    });
    if (crowded === null) return pass('nodeGroups');
    if (group.status !== 'available') return unknown('transitional', `the replication group is ${group.status}`, 'status');
    const seeShard = ({ nodeGroupId, members }: (typeof crowded)[number]) => {
      const places = members.map(({ cacheClusterId: id }) => `${id} in ${ifKnown(() => zoneOf(id)) ?? 'a zone that is not known'}`);
      const expected = 'different zones, as far as the subnet group offers them';
      return seeDerived(group, `zones of shard ${nodeGroupId}`, places, expected, 'zones of the nodes themselves');
    };
    const [first, ...others] = crowded;
    const ids = crowded.map(({ nodeGroupId }) => nodeGroupId).join(', ');
    return fail([seeShard(first), ...others.map(seeShard)], `Members of shard ${ids} share a zone`);
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws elasticache increase-replica-count --replication-group-id ${group.key} --apply-immediately --region ${group.region}`} --replica-configuration <shard, count and PreferredAvailabilityZones>`,
    terraform: 'preferred_cache_cluster_azs with a different zone for every member',
    cloudformation: 'NodeGroupConfiguration with PrimaryAvailabilityZone and ReplicaAvailabilityZones',
    effect: 'A node cannot be moved: add a replica in the other zone, then remove the one that shares a zone.',
  }),
});
