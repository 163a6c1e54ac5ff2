import type { ReadPlace } from '../collectors/collect.ts';
import type { AnyCollector } from '../collectors/kit/define.ts';
import type { Place } from '../collectors/kit/place.ts';
import { type PlaceReading, readPlace } from '../collectors/kit/run.ts';
import { type StandIn, withStandIn } from '../aws/stand-in.ts';
import type { Gap } from '../model/gap.ts';
import { isKind, type Kind, kinds } from '../model/kinds.ts';
import type { NodeRecord } from '../model/snapshot.ts';
import { orLive, standInOf } from '../sources/aws-config/answers.ts';
import { Inventory } from '../sources/aws-config/inventory.ts';
import { readRecorders } from '../sources/aws-config/recorders.ts';
import { selectItems } from '../sources/aws-config/select.ts';
import { shapes } from '../sources/aws-config/shapes.ts';
import { malformedParts, withGaps } from '../sources/malformed-parts.ts';

/** Reads one account and region from its own AWS Config. */
export function configPlace(now: () => Date, isFilledLive: boolean): ReadPlace {
  return async (plan, place) => {
    const { clients } = place;
    const inventory = new Inventory(
      { recorders: () => readRecorders(clients), items: (type) => selectItems(clients, type) },
      now().getTime(),
    );
    return isFilledLive ? readBoth(plan, place, inventory) : readInventory(plan, place, standInOf(inventory));
  };
}

/** The collectors read as they always do; AWS Config gives the answers. */
export async function readInventory(plan: Plan, place: Place, standIn: StandIn): Promise<PlaceReading> {
  const reading = await readPlace(plan, { ...place, clients: withStandIn(place.clients, standIn) });
  return trusted(reading, new Set(typeOfKind.keys()));
}

type Plan = ReadonlyMap<Kind, AnyCollector>;

const typeOfKind: ReadonlyMap<string, string> = new Map(Object.entries(shapes).map(([type, { kind }]) => [kind, type]));

/** First from AWS Config alone, then with AWS itself in the place of every kind of which something is missing. */
async function readBoth(plan: Plan, place: Place, inventory: Inventory): Promise<PlaceReading> {
  const { coverage, nodes } = await readInventory(plan, { ...place, onProgress: () => {} }, standInOf(inventory));
  const gaps = [
    ...coverage.flatMap(({ kind, status }) => (status === 'complete' ? [] : [kind])),
    ...nodes.flatMap((node) => (Object.keys(node.gaps).length > 0 ? [node.kind] : [])),
  ];
  const missing = new Set(gaps.flatMap((kind) => typeOfKind.get(kind) ?? []));
  const standIn = orLive(standInOf(inventory), missing);
  const reading = await readPlace(plan, { ...place, clients: withStandIn(place.clients, standIn) });
  return trusted(reading, new Set([...typeOfKind].flatMap(([kind, type]) => (missing.has(type) ? [] : [kind]))));
}

/**
 * What came out of items, as far as it holds together: a fact of the wrong type is a gap, and a listing that lacks what
 * another resource names is not complete. AWS Config lags by minutes, and leaves out what other accounts share.
 *
 * @param recorded kinds that were read from items
 */
function trusted({ nodes, coverage }: PlaceReading, recorded: ReadonlySet<string>): PlaceReading {
  const sound = nodes.map((node) => {
    const bad = recorded.has(node.kind) && isKind(node.kind) ? malformedParts(node.kind, node) : [];
    return bad.length === 0 ? node : withGaps(node, bad, 'is not of its type in AWS Config');
  });
  const keys = new Set(nodes.map(({ kind, key }) => `${kind} ${key}`));
  const lacking = new Map<string, string>();
  for (const node of nodes)
    for (const [kind, key] of namedBy(node))
      if (recorded.has(kind) && !keys.has(`${kind} ${key}`)) lacking.set(kind, `${key}, which ${node.key} names`);
  const checked = coverage.map((entry) => {
    const what = lacking.get(entry.kind);
    if (what === undefined || !entry.listed) return entry;
    const { kind, account, region } = entry;
    const gap: Gap = {
      reason: 'not-collected',
      action: null,
      account,
      region,
      detail: `AWS Config does not hold ${what}; of ${kind} there may be more.`,
    };
    return { ...entry, status: 'partial' as const, gaps: [...entry.gaps, gap], listed: false };
  });
  return { nodes: sound, coverage: checked };
}

/** Resources that a node names, by kind and key. */
function namedBy({ kind, facts, relations }: NodeRecord): readonly (readonly [kind: string, key: string])[] {
  if (!isKind(kind)) return [];
  const related = Object.entries(kinds[kind].relations).flatMap(([name, { target }]) => {
    const named = relations[name] ?? [];
    return (typeof named === 'string' ? [named] : named).map((key) => [target, key] as const);
  });
  const routes = kind === 'ec2.route-table' && Array.isArray(facts['routes']) ? facts['routes'] : [];
  return [...related, ...routes.flatMap(targetOf)];
}

function targetOf(route: unknown): readonly (readonly [kind: string, key: string])[] {
  if (typeof route !== 'object' || route === null || !('targetId' in route && 'targetType' in route)) return [];
  return typeof route.targetId === 'string' ? [[`ec2.${String(route.targetType)}`, route.targetId]] : [];
}
