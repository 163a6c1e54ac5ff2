import { defineRule } from '#rule-kit';
import { isGone, isMemcached } from '../_lib/cache.ts';
import { openLogins } from '../_lib/cache-login.ts';

export default defineRule({
  id: 'elasticache.serverless-cache-auth',
  title: 'Serverless caches let nobody in without a password or a role',
  severity: 'medium',
  ruleset: 'strict',
  invariants: ['cache-auth'],
  references: ['wa:SEC05-BP02', 'securityhub:ElastiCache.6'],
  why: 'Without users, whatever gets into the network reads every session and can empty the cache with one command.',
  subject: 'elasticache.serverless-cache',
  reads: ['elasticache.user'],
  // Memcached knows no users.
  appliesTo: (cache) => !isMemcached(cache.engine) && !isGone(cache.status),
  check(cache, context) {
    const { pass, fail } = context;
    const { userGroupId } = cache;
    if (userGroupId === null) return fail({ userGroupId: 'a user group' }, 'Everybody whom the security groups admit is let in');
    const open = openLogins([userGroupId], context);
    return open === null ? pass('userGroupId') : fail(open, 'A user of its user group needs no password');
  },
  fix: (cache, { sh }) => ({
    cli: `${sh`aws elasticache modify-serverless-cache --serverless-cache-name ${cache.key} --region ${cache.region}`} --user-group-id <user group>`,
    terraform: 'user_group_id',
    cloudformation: 'UserGroupId',
    effect: 'Clients that do not log in are refused: give them their credentials first.',
  }),
});
