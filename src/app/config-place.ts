import type { ReadPlace } from '../collectors/collect.ts';
import type { AnyCollector } from '../collectors/kit/define.ts';
import type { Place } from '../collectors/kit/place.ts';
import { type PlaceReading, readPlace } from '../collectors/kit/run.ts';
import type { Clients } from '../aws/clients.ts';
import { type StandIn, withStandIn } from '../aws/stand-in.ts';
import type { Gap } from '../model/gap.ts';
import { isKind, type Kind } from '../model/kinds.ts';
import { orLive, standInOf } from '../sources/aws-config/answers.ts';
import { Inventory } from '../sources/aws-config/inventory.ts';
import { readRecorders, recorderType, withChanges } from '../sources/aws-config/recorders.ts';
import { selectItems } from '../sources/aws-config/select.ts';
import { namedBy } from '../sources/aws-config/named.ts';
import { shapes } from '../sources/aws-config/shapes.ts';
import { malformedParts, withGaps } from '../sources/malformed-parts.ts';

/** Reads one account and region from its own AWS Config. */
export function configPlace(now: () => Date, isFilledLive: boolean): ReadPlace {
  return async (plan, place) => {
    const { clients } = place;
    const recorders = async () => {
      const told = await readRecorders(clients);
      // One that fails is asked nothing more.
      return told.every(({ fault }) => fault !== null) ? told : withChanges(told, await items(recorderType));
    };
    const items = (type: string) => selectItems(clients, type);
    const inventory = new Inventory({ recorders, items }, () => awsTime(clients, now));
    return isFilledLive ? readBoth(plan, place, inventory) : readInventory(plan, place, standInOf(inventory));
  };
}

/** The SDK learns from answers how far the clock of the machine is off, by hours sometimes: recorders start by that of AWS. */
export function awsTime({ configService }: Clients, now: () => Date): number {
  return now().getTime() + configService.config.systemClockOffset;
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
  const alone = await readInventory(plan, { ...place, onProgress: () => {} }, standInOf(inventory));
  const read = async (missing: ReadonlySet<string>, onProgress: Place['onProgress']): Promise<PlaceReading> => {
    const standIn = orLive(standInOf(inventory), missing);
    const reading = await readPlace(plan, { ...place, onProgress, clients: withStandIn(place.clients, standIn) });
    const checked = trusted(reading, new Set([...typeOfKind].flatMap(([kind, type]) => (missing.has(type) ? [] : [kind]))));
    // What AWS tells may name resources that AWS Config lacks, such as subnets that another account shares.
    const more = typesMissing(checked, missing);
    return more.size === missing.size || place.signal.aborted ? checked : read(more, () => {});
  };
  const checked = await read(typesMissing(alone, new Set()), place.onProgress);
  return { ...checked, coverage: withFailedCalls(checked.coverage, alone.coverage) };
}

/** A call to AWS Config that failed is told, also where AWS gave what it would have given. */
function withFailedCalls(coverage: PlaceReading['coverage'], alone: PlaceReading['coverage']): PlaceReading['coverage'] {
  const failed = new Map(alone.map(({ kind, gaps }) => [kind, gaps.filter(({ action }) => action?.startsWith('config:'))]));
  return coverage.map((entry) => {
    const told = new Set(entry.gaps.map(({ action }) => action));
    return { ...entry, gaps: [...entry.gaps, ...(failed.get(entry.kind) ?? []).filter(({ action }) => !told.has(action))] };
  });
}

/** The types of which something is missing, and those that were known to be so. */
function typesMissing({ coverage, nodes }: PlaceReading, known: ReadonlySet<string>): ReadonlySet<string> {
  const kindsMissing = [
    ...coverage.flatMap(({ kind, status }) => (status === 'complete' ? [] : [kind])),
    ...nodes.flatMap((node) => (Object.keys(node.gaps).length > 0 ? [node.kind] : [])),
  ];
  return new Set([...known, ...kindsMissing.flatMap((kind) => typeOfKind.get(kind) ?? [])]);
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
