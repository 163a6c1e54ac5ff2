import { defineRule, isNonEmpty, some } from '#rule-kit';

export default defineRule({
  id: 'elasticache.custom-subnet-group',
  title: 'Caches stand in a subnet group of their own, not in the default one',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['cache-custom-subnet-group'],
  references: ['wa:SEC05-BP01', 'config:ELASTICACHE_SUBNET_GROUP_CHECK', 'securityhub:ElastiCache.7'],
  why: 'The default subnet group is made of the default subnets, which have a route to the internet: the cache is not in the data tier.',
  subject: 'elasticache.subnet-group',
  reads: ['elasticache.cluster'],
  // The default group is there whether or not anything uses it.
  appliesTo: (group, { referring }) => group.key !== 'default' || some(referring('elasticache.cluster', 'subnetGroup', group), () => true),
  check(group, { pass, fail, referring, seeDerived }) {
    if (group.key !== 'default') return pass(seeDerived(group, 'name', group.key, null, 'a group that somebody made'));
    const users = [...referring('elasticache.cluster', 'subnetGroup', group)].sort((left, right) => (left.key < right.key ? -1 : 1));
    const names = users.map(({ key }) => key);
    const evidence = seeDerived(group, 'usedBy', names, [], 'caches that name the default subnet group');
    return fail(evidence, `${names.join(', ')} ${isNonEmpty(names.slice(1)) ? 'stand' : 'stands'} in the default subnets`, users);
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws elasticache create-cache-subnet-group --region ${group.region}`} --cache-subnet-group-name <name> --cache-subnet-group-description <text> --subnet-ids <data subnets>`,
    terraform: 'subnet_group_name = aws_elasticache_subnet_group.<name>.name',
    cloudformation: 'CacheSubnetGroupName',
    effect: 'The subnet group is chosen when a cache is made: make a new one from a snapshot and move the clients to it.',
  }),
});
