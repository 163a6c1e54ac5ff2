import type { CoverageEntry, CoverageStatus } from '../../model/coverage.ts';
import { distinctGaps, type Gap } from '../../model/gap.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Scope } from './define.ts';
import type { RequestReading } from './listing.ts';

/** How the listing of one kind went. */
export interface ListingOutcome {
  readonly status: CoverageStatus;
  /** True when every item was listed. */
  readonly listed: boolean;
  readonly gaps: readonly Gap[];
}

/**
 * @param readings One for each request.
 * @param inherited What kept parents from being read: their children are not all listed either.
 * @param malformed Items that could not be named.
 */
export function outcomeOf(
  readings: readonly RequestReading[],
  inherited: readonly ListingOutcome[],
  malformed: readonly Gap[],
): ListingOutcome {
  const failures = readings.flatMap(({ failure }) => failure ?? []);
  const isAbsent = readings.length > 0 && failures.length === readings.length && failures.every(({ outcome }) => outcome === 'unavailable');
  if (isAbsent && inherited.length === 0) return { status: 'unavailable', listed: true, gaps: [] };
  const gaps = [...failures.map(({ gap }) => gap), ...inherited.flatMap((parent) => parent.gaps), ...malformed];
  const listed = failures.length === 0 && inherited.length === 0 && malformed.length === 0;
  return { status: listed ? 'complete' : statusOf(readings, inherited), listed, gaps };
}

function statusOf(readings: readonly RequestReading[], inherited: readonly ListingOutcome[]): CoverageStatus {
  const first = inherited[0];
  if (readings.length === 0 && first !== undefined) return first.status;
  if (readings.some(({ pages, failure }) => pages > 0 || failure === null)) return 'partial';
  const isAll = (reason: Gap['reason']) => readings.every(({ failure }) => failure?.gap.reason === reason);
  return isAll('denied') ? 'denied' : isAll('not-collected') ? 'not-collected' : 'failed';
}

/** The outcome of a listing after its details: a detail that failed makes it partial and leaves the list whole. */
export function coverageEntry(
  kind: Kind,
  { account, region }: Scope,
  items: number,
  listing: ListingOutcome,
  detailGaps: readonly Gap[],
): CoverageEntry {
  const status = listing.status === 'complete' && detailGaps.length > 0 ? 'partial' : listing.status;
  return { kind, account, region, status, items, gaps: distinctGaps([...listing.gaps, ...detailGaps]), listed: listing.listed };
}
