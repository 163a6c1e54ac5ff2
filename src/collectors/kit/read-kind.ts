import type { Gap } from '../../model/gap.ts';
import type { CoverageEntry } from '../../model/coverage.ts';
import type { Kind } from '../../model/kinds.ts';
import { coverageEntry, type ListingOutcome, outcomeOf } from './coverage.ts';
import type { AnyCollector, Request } from './define.ts';
import { readDetails } from './details.ts';
import { type Draft, draftOf } from './draft.ts';
import { malformed, unreadable } from './failure.ts';
import { type RequestReading, readRequest } from './listing.ts';
import { type ParentView, viewParents } from './parents.ts';
import { callOf, type Place } from './place.ts';

/** One kind in one place, as far as it could be read. */
export interface KindReading {
  readonly kind: Kind;
  readonly drafts: readonly Draft[];
  readonly listing: ListingOutcome;
  readonly coverage: CoverageEntry;
}

/** Never rejects: what fails becomes a gap. The parents must have been read. */
export async function readKind(collector: AnyCollector, place: Place, parents: ReadonlyMap<Kind, KindReading>): Promise<KindReading> {
  const { kind, list } = collector;
  const { account, region } = place.scope;
  place.onProgress({ step: 'started', account, region, kind });
  const view = viewParents((parent) => parents.get(parent)?.drafts ?? []);
  const { requests, defect } = requestsOf(collector, view, place);
  let seen = 0;
  const onPage = (items: number) => place.onProgress({ step: 'page', account, region, kind, items: (seen += items) });
  const readings = await Promise.all(requests.map((request) => readRequest(list, request, place, onPage)));
  const { drafts, unnamed } = draftsOf(collector, readings, place);
  const inherited = [...parents.values()].map((parent) => parent.listing).filter(({ listed }) => !listed);
  const missed = [...view.missed.values()].map((gap): ListingOutcome => ({ status: 'partial', listed: false, gaps: [gap] }));
  const listing = outcomeOf(readings, [...inherited, ...missed, ...defect], unnamed);
  markParents(kind, requests, readings, view, parents);
  const details = await readDetails(collector.details ?? [], drafts, place);
  const kept = drafts.filter((draft) => !details.gone.has(draft));
  const coverage = coverageEntry(kind, place.scope, kept.length, listing, details.gaps);
  place.onProgress({ step: 'done', account, region, kind, items: kept.length, status: coverage.status, gaps: coverage.gaps.length });
  return { kind, drafts: kept, listing, coverage };
}

interface Requests {
  readonly requests: readonly Request<unknown>[];
  /** Why they could not be told, at most one. */
  readonly defect: readonly ListingOutcome[];
}

function requestsOf({ list }: AnyCollector, view: ParentView, place: Place): Requests {
  if (list.requests === undefined) return { requests: [{ input: undefined }], defect: [] };
  try {
    return { requests: list.requests(view.nodes, place.scope), defect: [] };
  } catch (error) {
    const gap = unreadable(error, 'what to ask for', callOf(list.action, place));
    return { requests: [], defect: [{ status: 'failed', listed: false, gaps: [gap] }] };
  }
}

/** One draft for each id; an item that two pages or two requests list is the one read last. */
function draftsOf(
  collector: AnyCollector,
  readings: readonly RequestReading[],
  place: Place,
): { drafts: readonly Draft[]; unnamed: readonly Gap[] } {
  const call = callOf(collector.list.action, place);
  const byId = new Map<string, Draft>();
  const unnamed: Gap[] = [];
  for (const item of readings.flatMap((reading) => reading.items)) {
    try {
      const draft = draftOf(collector, item, place.scope, call);
      byId.set(draft.id, draft);
    } catch (error) {
      const gap = unreadable(error, 'the identity of an item', call);
      unnamed.push(gap.reason === 'malformed' ? malformed(`An item cannot be named: ${gap.detail}`, call) : gap);
    }
  }
  return { drafts: [...byId.values()], unnamed };
}

/** Tells on each parent whose children are not all known, so that the other parents stay judgeable. */
function markParents(
  kind: Kind,
  requests: readonly Request<unknown>[],
  readings: readonly RequestReading[],
  view: ParentView,
  parents: ReadonlyMap<Kind, KindReading>,
): void {
  for (const [draft, gap] of view.missed) draft.gaps[kind] = gap;
  const byKey = new Map<string, Draft>();
  const keyed = (parent: string, key: string) => `${parent}\u0000${key}`;
  for (const parent of parents.values()) for (const draft of parent.drafts) byKey.set(keyed(parent.kind, draft.key), draft);
  for (const [index, { parent }] of requests.entries()) {
    const failure = readings[index]?.failure;
    const draft = parent && byKey.get(keyed(parent.kind, parent.key));
    if (failure && draft) draft.gaps[kind] = failure.gap;
  }
}
