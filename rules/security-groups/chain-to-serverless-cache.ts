import { defineRule } from '#rule-kit';
import { admitApp, dataEnd, judgeChain } from '../_lib/data-chain.ts';

export default defineRule({
  id: 'security-groups.chain-to-serverless-cache',
  title: 'Security groups let the application tier reach every serverless cache, its reader port too',
  severity: 'high',
  invariants: ['sg-chain-connected'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02'],
  why: 'Clients read from the second port of a serverless cache: where a group forgets it, reads fail while writes go through. Network ACLs are not looked at.',
  subject: 'elasticache.serverless-cache',
  reads: [],
  topology: ['securityPaths'],
  appliesTo: (cache, { topology }) =>
    cache.keysOf('securityGroups').length > 0 &&
    !['deleting', 'deleted', 'create-failed'].includes(cache.status) &&
    topology.securityPaths.hasCompute(cache),
  check: (cache, context) =>
    judgeChain(
      cache,
      [dataEnd(cache, cache.keysOf('securityGroups'), () => cache.keysOf('subnets'))],
      [cache.port, cache.readerPort],
      context,
    ),
  fix: (cache, { sh }) => admitApp(cache.region, cache.keysOf('securityGroups'), [cache.port, cache.readerPort], sh),
});
