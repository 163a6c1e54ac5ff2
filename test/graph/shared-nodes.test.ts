import { describe, expect, it } from 'vitest';
import { Graph } from '../../src/graph/graph.ts';
import { sessionKind } from '../../src/model/coverage.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { deriveTopology } from '../../src/topology/topology.ts';
import { answer } from '../kit/derived.ts';
import { table, toNat } from '../kit/network-world.ts';
import { account as participant, denied, node, region, world, worldWithGaps, zone } from '../kit/world.ts';

const owner = '222222222222';
const atOwner = { account: owner };
const asOwner = (record: NodeRecord): NodeRecord => ({ ...record, id: record.id.replace(participant, owner), account: owner });
const graphOf = ({ header, nodes }: Snapshot) => new Graph(header, nodes, { actionsOf: () => [] });

const vpc = node('ec2.vpc', 'vpc-1', { ownerId: owner }, atOwner);
const subnet = node('ec2.subnet', 'subnet-a', { ownerId: owner, zoneId: 'euw1-az1', tags: { Tier: 'app' } }, atOwner);
/** As the account sees it with which it is shared: without the tags. */
const seen = [vpc, { ...subnet, facts: { ...subnet.facts, tags: {} } }].map((record) => ({ ...record, account: participant }));
const balancer = node('elbv2.load-balancer', 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1', {
  subnets: ['subnet-a'],
  vpc: 'vpc-1',
});
const owned = [
  vpc,
  subnet,
  asOwner(zone('a')),
  asOwner(table('rtb-owner', ['subnet-a'], [toNat('nat-a')])),
  asOwner(node('ec2.nat-gateway', 'nat-a', { subnet: 'subnet-a' })),
];
const both = world(...owned, ...seen, balancer);

/** What is known of an account that nobody could enter. */
function withoutOwner({ header, nodes }: Snapshot): Snapshot {
  const gap: Gap = { reason: 'denied', action: 'sts:AssumeRole', account: owner, region, detail: 'no' };
  const coverage = header.coverage.filter((entry) => entry.account !== owner);
  const session = { kind: sessionKind, account: owner, region: 'global', status: 'denied' as const, items: 0, gaps: [gap], listed: false };
  return {
    header: { ...header, accounts: [participant, owner], coverage: [...coverage, session] },
    nodes: nodes.filter(({ account }) => account !== owner),
  };
}

describe('what an account shares with another one', () => {
  it('is there once, as its owner tells it', () => {
    const graph = graphOf(both);
    expect(graph.known('ec2.subnet').map(({ account }) => account)).toEqual([owner]);
    for (const account of [owner, participant]) {
      expect([...graph.list('ec2.subnet', { account, region })].map(({ account: of, tags }) => [of, tags])).toEqual([
        [owner, { Tier: 'app' }],
      ]);
    }
    const web = graph.find('elbv2.load-balancer', balancer.key, { account: participant, region });
    expect([...(web?.subnets ?? [])].map(({ account }) => account)).toEqual([owner]);
  });

  it('holds what stands in it, whichever account that belongs to, as far as all who see it could be read', () => {
    const referring = (snapshot: Snapshot) => {
      const graph = graphOf(snapshot);
      const [shared] = graph.known('ec2.vpc');
      return answer(() =>
        shared === undefined
          ? []
          : [...graph.referring('ec2.subnet', 'vpc', shared), ...graph.referring('elbv2.load-balancer', 'vpc', shared)].map(
              ({ key }) => key,
            ),
      );
    };
    expect(referring(both)).toEqual(['subnet-a', balancer.key]);
    const listing = { 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') };
    const { header, nodes } = worldWithGaps(listing, ...owned, ...seen);
    const ownersAreKnown = header.coverage.map((entry) =>
      entry.account === owner ? { ...entry, status: 'complete' as const, gaps: [], listed: true } : entry,
    );
    expect(referring({ header: { ...header, coverage: ownersAreKnown }, nodes })).toEqual({
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    });
    expect(referring({ header: { ...header, coverage: ownersAreKnown }, nodes: nodes.filter(({ account }) => account === owner) })).toEqual(
      ['subnet-a'],
    );
  });

  it('belongs to the tiers of the account that uses it', () => {
    const { subnetTiers } = deriveTopology(graphOf(both));
    expect(answer(() => [...subnetTiers.subnetsOf('load-balancer', { ...vpc, kind: 'ec2.vpc' })].map(({ key }) => key))).toEqual([
      'subnet-a',
    ]);
  });

  it('is told by whoever sees it where its owner was not read', () => {
    const graph = graphOf(world(...seen, balancer));
    expect(graph.known('ec2.subnet').map(({ account }) => account)).toEqual([participant]);
  });

  it('follows the routes of its owner, or needs its role', () => {
    const exposure = (snapshot: Snapshot) => {
      const graph = graphOf(snapshot);
      const found = graph.find('ec2.subnet', 'subnet-a', { account: participant, region });
      return answer(() => found && deriveTopology(graph).routing.exposureOf(found));
    };
    expect(exposure(both)).toBe('private-egress');
    expect(exposure(world(...seen))).toEqual({ gaps: ['cross-account'] });
    expect(exposure(withoutOwner(both))).toEqual({ gaps: ['denied sts:AssumeRole'] });
  });

  it('is no other resource of the same key', () => {
    const named = (account: string) => node('rds.subnet-group', 'data', {}, { account });
    expect(graphOf(world(named(owner), named(participant))).known('rds.subnet-group')).toHaveLength(2);
    const peering = (account: string) => node('ec2.vpc-peering-connection', 'pcx-00000001', {}, { account });
    expect(
      graphOf(world(peering(owner), peering(participant))).find('ec2.vpc-peering-connection', 'pcx-00000001', { account: owner, region })
        ?.account,
    ).toBe(owner);
  });
});

describe('an account that could not be entered', () => {
  const graph = graphOf(withoutOwner(both));

  it('is unknown in every kind and region, for the reason that kept it out', () => {
    expect(graph.listingGap('ec2.vpc', { account: owner, region })).toMatchObject({ reason: 'denied', action: 'sts:AssumeRole' });
    expect(graph.listingGap('ec2.vpc', { account: participant, region })).toBeNull();
  });

  it('may give its groups any role', () => {
    const { tiers } = deriveTopology(graph);
    const holder = { kind: 'ec2.security-group', key: 'sg-1', account: participant, region } as const;
    const group = graphOf(world(node('ec2.security-group', holder.key))).find('ec2.security-group', holder.key, holder);
    const source = { type: 'group', groupId: 'sg-far', ownerId: owner, isStale: false } as const;
    expect(answer(() => group && tiers.sourceServes(source, group, 'app'))).toMatchObject({
      gaps: expect.arrayContaining(['denied sts:AssumeRole']),
    });
  });
});

it('an account may have been read in other regions than the rest', () => {
  const { header, nodes } = both;
  const graph = graphOf({ header: { ...header, regions: ['eu-west-1', 'us-east-1'], accountRegions: { [owner]: ['us-east-1'] } }, nodes });
  expect(graph.places()).toEqual([
    { account: participant, region: 'eu-west-1' },
    { account: participant, region: 'us-east-1' },
    { account: owner, region: 'us-east-1' },
  ]);
});
