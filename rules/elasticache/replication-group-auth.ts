import { defineRule } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';
import { openLogins } from '../_lib/cache-login.ts';

export default defineRule({
  id: 'elasticache.replication-group-auth',
  title: 'Replication groups let nobody in without a password or a role',
  severity: 'medium',
  ruleset: 'strict',
  invariants: ['cache-auth'],
  references: ['wa:SEC05-BP02', 'config:ELASTICACHE_REPL_GRP_REDIS_AUTH_ENABLED', 'securityhub:ElastiCache.6'],
  why: 'Without AUTH or users, whatever gets into the network reads every session and can empty the cache with one command.',
  subject: 'elasticache.replication-group',
  reads: ['elasticache.user'],
  // Both ways need TLS.
  subsumedBy: ['elasticache.replication-group-encrypted-in-transit'],
  appliesTo: (group) => !isGone(group.status),
  check(group, context) {
    const { pass, fail, unknown, see } = context;
    const { userGroupIds, authTokenEnabled } = group;
    if (userGroupIds.length > 0) {
      const open = openLogins(userGroupIds, context);
      return open === null ? pass('userGroupIds') : fail(open, 'A user of its user group needs no password');
    }
    if (authTokenEnabled === true) return pass('authTokenEnabled');
    if (authTokenEnabled === null) return unknown('no-evidence', 'AWS does not say whether AUTH is on', 'authTokenEnabled');
    return fail([see(group, 'authTokenEnabled', true), see(group, 'userGroupIds')], 'Everybody whom the security groups admit is let in');
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws elasticache modify-replication-group --replication-group-id ${group.key} --apply-immediately --region ${group.region}`} --user-group-ids-to-add <user group>`,
    terraform: 'user_group_ids = [...] or auth_token',
    cloudformation: 'UserGroupIds or AuthToken',
    effect:
      'Needs encryption in transit, and Redis 6 or Valkey for users. Clients that do not log in are refused: give them their credentials first.',
  }),
});
