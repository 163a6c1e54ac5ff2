import { atLeastDistinct, defineRule } from '#rule-kit';
import { isGone } from '../_lib/cache.ts';

export default defineRule({
  id: 'elasticache.serverless-cache-multi-az',
  title: 'Serverless caches have endpoints in two zones',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['cache-multi-az'],
  references: ['wa:REL10-BP01'],
  why: 'A serverless cache keeps its data in several zones, but clients reach it only where its subnets are.',
  subject: 'elasticache.serverless-cache',
  reads: ['ec2.subnet'],
  topology: ['zones'],
  appliesTo: (cache) => !isGone(cache.status),
  check(cache, { pass, fail, seeDerived, topology }) {
    const isSpread = atLeastDistinct(2, cache.subnets, (subnet) => topology.zones.ofSubnet(subnet));
    const evidence = seeDerived(cache, 'subnets', [...cache.keysOf('subnets')], 'subnets in two zones', 'zones of the subnets');
    return isSpread ? pass(evidence) : fail(evidence, 'All its endpoints are in one zone');
  },
});
