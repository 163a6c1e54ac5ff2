import type { CoverageEntry } from '../../model/coverage.ts';
import type { Kind } from '../../model/kinds.ts';
import type { NodeRecord } from '../../model/snapshot.ts';
import type { AnyCollector } from './define.ts';
import { finished } from './draft.ts';
import { callOf, type Place } from './place.ts';
import { type KindReading, readKind } from './read-kind.ts';

/** What was read in one place: nodes by kind and id, and one coverage entry for each kind. */
export interface PlaceReading {
  readonly nodes: readonly NodeRecord[];
  readonly coverage: readonly CoverageEntry[];
}

/**
 * Reads every kind of a plan in one account and region. A kind starts when the kinds it looks at are read;
 * nothing else waits for anything, and how many calls are under way at once is up to the clients.
 */
export async function readPlace(plan: ReadonlyMap<Kind, AnyCollector>, place: Place): Promise<PlaceReading> {
  const readings = new Map<Kind, Promise<KindReading>>();
  for (const [kind, collector] of plan) {
    const parents = (collector.list.after ?? []).map((parent) => readings.get(parent) ?? notCollected(parent, collector, place));
    readings.set(
      kind,
      Promise.all(parents).then((read) => readKind(collector, place, new Map(read.map((parent) => [parent.kind, parent])))),
    );
  }
  const read = await Promise.all(readings.values());
  return {
    nodes: read.flatMap(({ drafts }) => drafts.map((draft) => finished(draft, place.scope))),
    coverage: read.map(({ coverage }) => coverage),
  };
}

/** A parent that nobody reads: its children cannot be listed. */
async function notCollected(kind: Kind, child: AnyCollector, place: Place): Promise<KindReading> {
  const { account, region } = place.scope;
  const gap = {
    ...callOf(child.list.action, place),
    reason: 'not-collected' as const,
    detail: `${kind} was not read, on which ${child.kind} depends.`,
  };
  const listing = { status: 'not-collected' as const, listed: false, gaps: [gap] };
  return { kind, drafts: [], listing, coverage: { kind, account, region, items: 0, ...listing } };
}
