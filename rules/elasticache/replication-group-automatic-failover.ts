import { defineRule, offenders } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.replication-group-automatic-failover',
  title: 'Replication groups fail over to a replica by themselves',
  severity: 'high',
  invariants: ['cache-auto-failover'],
  references: ['wa:REL11-BP02', 'config:ELASTICACHE_REPL_GRP_AUTO_FAILOVER_ENABLED', 'securityhub:ElastiCache.3'],
  why: 'Without automatic failover a lost primary stays lost until somebody promotes a replica by hand.',
  subject: 'elasticache.replication-group',
  reads: [],
  appliesTo: (group) => !isGone(group.status),
  check(group, { pass, fail, unknown, see, seeDerived }) {
    const { automaticFailover, pendingAutomaticFailover } = group;
    if (group.status === 'creating' || automaticFailover === 'enabling')
      return unknown(
        'transitional',
        `automatic failover is ${automaticFailover}, the group is ${group.status}`,
        'automaticFailover',
        'status',
      );
    if (automaticFailover === 'disabling' || pendingAutomaticFailover === 'disabled')
      return fail(
        [see(group, 'automaticFailover', 'enabled'), see(group, 'pendingAutomaticFailover')],
        'Automatic failover is being turned off',
      );
    if (automaticFailover === 'disabled')
      return fail(
        { automaticFailover: 'enabled' },
        pendingAutomaticFailover === 'enabled' ? 'Automatic failover waits for the maintenance window' : 'Automatic failover is off',
      );
    if (automaticFailover !== 'enabled')
      return unknown('unsupported', `automatic failover is ${automaticFailover}, which this version does not know`, 'automaticFailover');
    // In cluster mode the flag is on even where a shard has nothing to fail over to.
    const alone = offenders(group.nodeGroups, ({ members }) => members.length < 2);
    if (alone === null) return pass('automaticFailover', 'nodeGroups');
    const ids = alone.map(({ nodeGroupId }) => nodeGroupId);
    return fail(
      seeDerived(group, 'shardsWithoutReplica', ids, [], 'shards with fewer than two members'),
      `Automatic failover is on, but ${ids.length === 1 ? 'a shard has' : `${ids.length} shards have`} no replica to fail over to`,
    );
  },
  fix: (group, { sh }) => ({
    cli: sh`aws elasticache modify-replication-group --replication-group-id ${group.key} --automatic-failover-enabled --apply-immediately --region ${group.region}`,
    terraform: 'automatic_failover_enabled = true',
    cloudformation: 'AutomaticFailoverEnabled: true',
    effect: 'Needs at least one replica per shard (aws elasticache increase-replica-count); no interruption.',
  }),
});
