import { describe, expect, it } from 'vitest';
import { scan } from '../../src/app/library.ts';
import { sessionKind } from '../../src/model/coverage.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { table, toInternet, toNat } from '../kit/network-world.ts';
import {
  appTier,
  autoScalingGroup,
  balancer,
  database,
  dataGroup,
  rule,
  subnets,
  targetGroup,
  templateVersion,
} from '../kit/security-world.ts';
import { savedAs } from '../kit/snapshot-bytes.ts';
import { account as own, node, region, world, zone } from '../kit/world.ts';

const other = '222222222222';
const inOther = (record: NodeRecord): NodeRecord => ({ ...record, id: record.id.replaceAll(own, other), account: other });

/** A run that also read the other account, one that could not enter it, and one that does not know of it. */
function runs(ours: readonly NodeRecord[], theirs: readonly NodeRecord[]): Readonly<Record<'read' | 'closed' | 'absent', Snapshot>> {
  const both = world(...ours, ...theirs, node('ec2.vpc', 'vpc-other', {}, { account: other }));
  const gap: Gap = { reason: 'denied', action: 'sts:AssumeRole', account: other, region, detail: 'The role cannot be used.' };
  const session = { kind: sessionKind, account: other, region: 'global', status: 'denied' as const, items: 0, gaps: [gap], listed: false };
  const alone = world(...ours);
  const { header } = alone;
  return {
    read: both,
    closed: { ...alone, header: { ...header, accounts: [own, other], coverage: [...header.coverage, session] } },
    absent: alone,
  };
}

/** What a rule says in each of the runs of a resource of our own account: its status, and for unknown why. */
async function verdicts(
  ruleId: string,
  key: string,
  ours: readonly NodeRecord[],
  theirs: readonly NodeRecord[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const told = Object.entries(runs(ours, theirs)).map(async ([name, snapshot]) => {
    const report = await scan({ from: savedAs(`${name}.ndjson`, snapshot), rules: [ruleId], allowEmpty: true });
    const found = [...report.results].filter(({ resource }) => resource.id.endsWith(`/${key}`) || resource.name === key);
    const texts = found.map(({ status, gaps }) => [status, ...new Set(gaps.map(({ reason, action }) => `${reason} ${action ?? '-'}`))]);
    return [name, texts.map((each) => each.join(' '))] as const;
  });
  return Object.fromEntries(await Promise.all(told));
}

const closed = ['unknown denied sts:AssumeRole'];
const absent = ['unknown cross-account -'];

describe('a fact that crosses accounts', () => {
  const theirApp = [targetGroup(), autoScalingGroup(), templateVersion()].map(inOther);
  const dataFrom = (overrides: Parameters<typeof rule>[2]) => [
    ...subnets,
    database(),
    node('rds.subnet-group', 'data'),
    dataGroup([rule('sg-app', 5432, { sourceOwnerId: other, ...overrides })]),
  ];
  const peered = { peeringConnectionId: 'pcx-1', peeringStatus: 'active' };

  it.each([
    ['a referenced security group', {}],
    ['a group behind a peering connection', peered],
  ])('is judged by the other account, where that was read: %s', async (_name, overrides) => {
    const ours = dataFrom(overrides);
    expect(await verdicts('security-groups.data-from-app-only', 'sg-data', ours, theirApp)).toEqual({ read: ['pass'], closed, absent });
    const strangers = [balancer({ securityGroups: ['sg-app'] })].map(inOther);
    expect(await verdicts('security-groups.data-from-app-only', 'sg-data', ours, strangers)).toMatchObject({ read: ['fail'] });
  });

  it('is judged by the account that uses a shared group', async () => {
    const shared = dataFrom({ sourceOwnerId: own });
    const group = node('ec2.security-group', 'sg-app');
    const told = await verdicts(
      'security-groups.data-from-app-only',
      'sg-data',
      [...shared, group],
      [...theirApp, { ...group, account: other }],
    );
    expect(told['read']).toEqual(['pass']);
  });

  it('needs no other account where its peering connection is gone', async () => {
    const ours = [...appTier, ...dataFrom({ ...peered, peeringStatus: 'deleted' })];
    const both = await verdicts('security-groups.data-from-app-only', 'sg-data', ours, theirApp);
    expect(new Set(Object.values(both).flat()).size).toBe(1);
    expect(both['absent']).not.toEqual(absent);
  });

  it('is that of the owner of a shared subnet, where that was read', async () => {
    const shared = [
      node('ec2.vpc', 'vpc-00000001', { ownerId: other }),
      ...subnets.map((each) => ({ ...each, facts: { ...each.facts, ownerId: other } })),
    ].map((each) => ({ ...each, id: each.id.replaceAll(own, other) }));
    const ours = [...shared, ...appTier];
    const owned = (routes: Parameters<typeof table>[2]) => [
      ...shared.map((each) => ({ ...each, account: other })),
      inOther(zone('a')),
      inOther(zone('b')),
      inOther(table('rtb-app', ['subnet-app-a', 'subnet-app-b'], routes)),
      inOther(table('rtb-public', ['subnet-public-a', 'subnet-public-b'], [])),
      inOther(node('ec2.nat-gateway', 'nat-a', { subnet: 'subnet-public-a' })),
    ];
    const verdictsWith = (routes: Parameters<typeof table>[2]) => verdicts('auto-scaling.private-subnets', 'web', ours, owned(routes));
    expect(await verdictsWith([toNat('nat-a')])).toEqual({ read: ['pass'], closed, absent });
    expect(await verdictsWith([toInternet()])).toEqual({ read: ['fail'], closed, absent });
  });
});
