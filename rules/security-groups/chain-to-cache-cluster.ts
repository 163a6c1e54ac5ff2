import { defineRule } from '#rule-kit';
import { admitApp, dataEnd, judgeChain } from '../_lib/data-chain.ts';

export default defineRule({
  id: 'security-groups.chain-to-cache-cluster',
  title: 'Security groups let the application tier reach every stand-alone cache cluster',
  severity: 'high',
  invariants: ['sg-chain-connected'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02'],
  why: 'A cache that no group of the application tier can reach answers nothing: every request falls through to the database at once. Network ACLs are not looked at.',
  subject: 'elasticache.cluster',
  reads: ['elasticache.subnet-group'],
  topology: ['securityPaths'],
  appliesTo: (cache, { topology }) =>
    cache.keysOf('replicationGroup').length === 0 &&
    cache.keysOf('securityGroups').length > 0 &&
    !['deleting', 'deleted', 'create-failed'].includes(cache.status) &&
    topology.securityPaths.hasCompute(cache),
  check(cache, context) {
    const end = dataEnd(cache, cache.keysOf('securityGroups'), () => cache.subnetGroup?.keysOf('subnets') ?? []);
    return judgeChain(cache, [end], [...cache.nodes.map(({ port }) => port), cache.configurationPort], context);
  },
  fix: (cache, { sh }) =>
    admitApp(
      cache.region,
      cache.keysOf('securityGroups'),
      cache.nodes.map(({ port }) => port),
      sh,
    ),
});
