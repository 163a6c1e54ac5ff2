import { type DataEnd, defineRule, type View } from '#rule-kit';
import { admitApp, dataEnd, judgeChain } from '../_lib/data-chain.ts';

type Group = View<'elasticache.replication-group', 'elasticache.cluster' | 'elasticache.subnet-group'>;

/** Members of a group carry the same security groups; only they say which. */
function* endsOf(group: Group): Generator<DataEnd, void, undefined> {
  const seen = new Set<string>();
  for (const member of group.memberClusters) {
    const groups = member.keysOf('securityGroups');
    const key = [...groups].sort().join();
    if (!seen.has(key)) yield dataEnd(group, groups, () => member.subnetGroup?.keysOf('subnets') ?? []);
    seen.add(key);
  }
}

export default defineRule({
  id: 'security-groups.chain-to-replication-group',
  title: 'Security groups let the application tier reach every replication group',
  severity: 'high',
  invariants: ['sg-chain-connected'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02'],
  why: 'A cache that no group of the application tier can reach answers nothing: sessions are gone and every request falls through to the database. Network ACLs are not looked at.',
  subject: 'elasticache.replication-group',
  reads: ['elasticache.cluster', 'elasticache.subnet-group'],
  topology: ['securityPaths'],
  appliesTo: (group, { topology }) =>
    !['deleting', 'deleted', 'create-failed'].includes(group.status) && topology.securityPaths.hasCompute(group),
  check(group, context) {
    if (group.keysOf('memberClusters').length === 0) {
      return context.unknown(
        group.status === 'creating' ? 'transitional' : 'no-evidence',
        `${group.key} (${group.status}) names no members`,
      );
    }
    return judgeChain(group, endsOf(group), [...group.nodeGroups.map(({ primaryPort }) => primaryPort), group.configurationPort], context);
  },
  fix(group, { sh }) {
    const groups = [...group.memberClusters].flatMap((member) => member.keysOf('securityGroups'));
    return admitApp(group.region, groups, [...group.nodeGroups.map(({ primaryPort }) => primaryPort), group.configurationPort], sh);
  },
});
