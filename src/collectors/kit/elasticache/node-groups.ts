import type { NodeGroup } from '@aws-sdk/client-elasticache';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';

/** `CurrentRole` is absent in cluster mode: no member can be called the primary there. */
export function nodeGroup(group: NodeGroup): Facts<'elasticache.replication-group'>['nodeGroups'][number] {
  return {
    nodeGroupId: required(group.NodeGroupId, 'NodeGroups.NodeGroupId'),
    status: group.Status ?? null,
    primaryPort: group.PrimaryEndpoint?.Port ?? null,
    members: (group.NodeGroupMembers ?? []).map((member) => ({
      cacheClusterId: required(member.CacheClusterId, 'NodeGroupMembers.CacheClusterId'),
      zoneName: member.PreferredAvailabilityZone ?? null,
      role: member.CurrentRole ?? null,
    })),
  };
}
