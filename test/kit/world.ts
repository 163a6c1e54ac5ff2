import type { RelationKeys } from '../../src/collectors/kit/define.ts';
import type { CoverageEntry } from '../../src/model/coverage.ts';
import type { Gap } from '../../src/model/gap.ts';
import { type Facts, type Kind, kindNames, kinds } from '../../src/model/kinds.ts';
import { type NodeRecord, type Snapshot, snapshotSchemaId } from '../../src/model/snapshot.ts';
import { defaults } from './nodes.ts';

export const account = '111111111111';
export const region = 'eu-west-1';
/** The time at which snapshots of the tests are judged. */
export const now = '2026-11-21T12:00:00.000Z';

export type Override<K extends Kind> = { readonly [Name in keyof (Facts<K> & RelationKeys<K>)]?: (Facts<K> & RelationKeys<K>)[Name] | Gap };

export interface Placement {
  readonly account?: string;
  readonly region?: string;
  readonly name?: string | null;
}

export function gap(reason: Gap['reason'], action: string | null = null): Gap {
  return { reason, action, account, region, detail: action === null ? reason : `${action} was ${reason}` };
}

export const denied = (action: string): Gap => gap('denied', action);

function isGap(value: unknown): value is Gap {
  return typeof value === 'object' && value !== null && 'reason' in value && 'action' in value && 'detail' in value;
}

/** A sound node of a kind; `overrides` gives facts and relation keys that differ, or gaps in their place. */
export function node<K extends Kind>(kind: K, key: string, overrides: Override<K> = {}, placement: Placement = {}): NodeRecord {
  const { facts, relations } = defaults[kind];
  const gaps = Object.fromEntries(Object.entries(overrides).filter((entry): entry is [string, Gap] => isGap(entry[1])));
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => !isGap(value)));
  const merge = (values: object) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([name]) => !(name in gaps))
        .map(([name, value]) => [name, name in given ? given[name] : value]),
    );
  const place = { account: placement.account ?? account, region: placement.region ?? region };
  const [service, resource] = kinds[kind].arn;
  const id = key.startsWith('arn:') ? key : `arn:aws:${service}:${place.region}:${place.account}:${resource}/${key}`;
  const isNamed = kinds[kind].identifiedBy === 'name';
  return {
    kind,
    id,
    key,
    name:
      placement.name === undefined ? (isNamed ? (key.startsWith('arn:') ? (key.split('/').at(-2) ?? key) : key) : null) : placement.name,
    ...place,
    facts: merge(facts),
    relations: merge(relations),
    gaps,
  };
}

/** A zone with its id: `eu-west-1a` is `euw1-az1`. */
export function zone(letter: 'a' | 'b' | 'c', overrides: Override<'ec2.availability-zone'> = {}): NodeRecord {
  return node('ec2.availability-zone', `${region}${letter}`, { zoneId: zoneIds[letter], ...overrides });
}

export const zoneIds = { a: 'euw1-az1', b: 'euw1-az2', c: 'euw1-az3' } as const;

/** A subnet in a zone: `subnet('app', 'b')` is `subnet-app-b`. */
export function subnet(tier: string, letter: 'a' | 'b' | 'c', overrides: Override<'ec2.subnet'> = {}): NodeRecord {
  return node('ec2.subnet', `subnet-${tier}-${letter}`, { zoneName: `${region}${letter}`, zoneId: zoneIds[letter], ...overrides });
}

/** How a listing ended; kinds left out are complete. */
export type Listings = { readonly [K in Kind]?: Gap };

/** A snapshot of these nodes in which everything else is known not to exist. */
export function world(...nodes: readonly NodeRecord[]): Snapshot {
  return snapshotOf(nodes, {});
}

/** The same with listings that ended in a gap. Nodes of such a kind are what was seen before it ended. */
export function worldWithGaps(listings: Listings, ...nodes: readonly NodeRecord[]): Snapshot {
  return snapshotOf(nodes, listings);
}

export function snapshotOf(nodes: readonly NodeRecord[], listings: Listings): Snapshot {
  const accounts = [...new Set([account, ...nodes.map((each) => each.account)])].sort();
  const regions = [...new Set([region, ...nodes.map((each) => each.region)])].sort();
  const coverage = accounts.flatMap((inAccount) =>
    regions.flatMap((inRegion) =>
      kindNames.map((kind): CoverageEntry => {
        const items = nodes.filter((each) => each.kind === kind && each.account === inAccount && each.region === inRegion).length;
        const missing = listings[kind];
        const status = missing === undefined ? 'complete' : items > 0 ? 'partial' : missing.reason === 'denied' ? 'denied' : 'failed';
        return {
          kind,
          account: inAccount,
          region: inRegion,
          status,
          items,
          gaps: missing === undefined ? [] : [missing],
          listed: missing === undefined,
        };
      }),
    ),
  );
  const sorted = [...nodes].sort((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1));
  return {
    header: {
      schema: snapshotSchemaId,
      tool: { name: 'ha-audit', version: '0.0.0' },
      source: 'test',
      startedAt: now,
      finishedAt: now,
      partition: 'aws',
      accounts,
      regions,
      unreadRegions: [],
      coverage,
      nodes: nodes.length,
    },
    nodes: sorted,
  };
}
