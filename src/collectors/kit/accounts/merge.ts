import { type CoverageEntry, sessionKind } from '../../../model/coverage.ts';
import type { Gap } from '../../../model/gap.ts';
import { type Snapshot, type SnapshotHeader, snapshotSchemaId } from '../../../model/snapshot.ts';
import { byKindAndPlace } from '../../order.ts';
import type { ChosenTarget } from './target.ts';

/** One account, as far as it was read. */
export interface AccountReading {
  readonly target: ChosenTarget;
  /** Null where it was not entered. */
  readonly snapshot: Snapshot | null;
  /** Why it was not entered, or was lost on the way; null otherwise. */
  readonly gap: Gap | null;
}

interface MergeOptions {
  readonly tool: SnapshotHeader['tool'];
  readonly source: string;
  readonly partition: string;
  readonly startedAt: string;
  readonly now: () => Date;
}

/** One snapshot of several accounts. Facts count as seen when the last of them was. */
export function mergedAccounts(readings: readonly AccountReading[], { tool, source, partition, startedAt, now }: MergeOptions): Snapshot {
  const headers = readings.flatMap(({ snapshot }) => snapshot?.header ?? []);
  const nodes = readings.flatMap(({ snapshot }) => snapshot?.nodes ?? []).sort(byKindAndPlace);
  const regionsOf = new Map(readings.map((reading) => [reading.target.account, regionsRead(reading)]));
  const read = distinct(headers.flatMap(({ regions }) => regions));
  const regions = read.length > 0 ? read : distinct([...regionsOf.values()].flatMap((named) => named ?? []));
  const others = [...regionsOf].flatMap(([account, own]) =>
    own === null || own.join() === regions.join() ? [] : [[account, own] as const],
  );
  const names = readings.flatMap(({ target: { account, name } }) => (name === null ? [] : [[account, name] as const]));
  const unread = headers.map(({ unreadRegions }) => unreadRegions);
  const header: SnapshotHeader = {
    schema: snapshotSchemaId,
    tool,
    source,
    startedAt: headers.reduce((first, each) => (each.startedAt < first ? each.startedAt : first), startedAt),
    finishedAt: headers.reduce((last, each) => (each.finishedAt > last ? each.finishedAt : last), '') || now().toISOString(),
    partition,
    accounts: [...regionsOf.keys()].sort(),
    regions,
    ...(names.length === 0 ? {} : { accountNames: sortedRecord(names) }),
    ...(others.length === 0 ? {} : { accountRegions: sortedRecord(others) }),
    unreadRegions: unread.includes(null) ? null : distinct(unread.flatMap((each) => each ?? [])),
    coverage: [...headers.flatMap(({ coverage }) => coverage), ...readings.flatMap(sessionCoverage)].sort(byKindAndPlace),
    nodes: nodes.length,
  };
  return { header, nodes };
}

/** Of an account that was not entered, those that were named; null where nobody can say. */
function regionsRead({ snapshot, target }: AccountReading): readonly string[] | null {
  if (snapshot !== null) return snapshot.header.regions;
  return target.regions.includes('all') ? null : distinct(target.regions);
}

function sessionCoverage({ target: { account }, snapshot, gap }: AccountReading): readonly CoverageEntry[] {
  if (gap === null) return [];
  const status = snapshot !== null ? 'partial' : gap.reason === 'denied' ? 'denied' : 'failed';
  return [{ kind: sessionKind, account, region: 'global', status, items: 0, gaps: [gap], listed: false }];
}

function sortedRecord<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
