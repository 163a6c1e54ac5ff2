import { type Gap, gapKey } from '../model/gap.ts';
import type { Change, CoverageChange, Noise, Subject } from '../model/drift-report.ts';
import { type Kind, kinds } from '../model/kinds.ts';
import { type ChangedPart, changedPart } from './changed-part.ts';
import type { Matching, Pair } from './matching.ts';
import { classOfExistence, classOfFact, type ScalingOwners } from './noise.ts';
import { isRecord, type Node, type Side, valueOf } from './side.ts';

/** A change, and what it takes to put it back. */
export interface Difference {
  readonly change: Omit<Change, 'explains'>;
  readonly before: Node | null;
  readonly after: Node | null;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly coverage: readonly CoverageChange[];
}

export interface CompareOptions {
  readonly scaling: ScalingOwners;
  readonly isAttached: (node: Node) => boolean;
  readonly kindsRead: Iterable<Kind>;
  /** Accounts and regions that both sides cover. */
  readonly places: readonly { readonly account: string; readonly region: string }[];
}

/** Compares what both sides know. What only one knows is a matter of coverage. */
export function compare(
  before: Side,
  after: Side,
  matching: Matching,
  { scaling, isAttached, kindsRead, places }: CompareOptions,
): Comparison {
  const differences: Difference[] = [];
  const coverage = new CoverageTally();
  for (const pair of matching.pairs) differences.push(...factDifferences(pair, matching, scaling, coverage));
  const whole = (type: 'added' | 'removed', nodes: readonly Node[], other: Side) => {
    for (const node of nodes) {
      if (other.isListed(node)) differences.push(existence(type, node, isAttached(node)));
      else coverage.add(type === 'added' ? 'before' : 'after', node, null, other.listingGap(node));
    }
  };
  whole('removed', matching.removed, after);
  whole('added', matching.added, before);
  for (const kind of kindsRead) {
    for (const listing of places.map((place) => ({ kind, ...place }))) {
      const [was, is] = [before.isListed(listing), after.isListed(listing)];
      const missingFrom = was ? 'after' : 'before';
      if (was !== is) coverage.add(missingFrom, listing, null, (was ? after : before).listingGap(listing), 0);
    }
  }
  return { differences, coverage: coverage.all() };
}

function factDifferences(pair: Pair, matching: Matching, scaling: ScalingOwners, coverage: CoverageTally): readonly Difference[] {
  const { before, after } = pair;
  const { facts, relations } = kinds[before.kind];
  const parts = new Map<string, ChangedPart>();
  for (const fact of [...Object.keys(facts), ...Object.keys(relations)]) {
    const [was, is] = [valueOf(before, fact), valueOf(after, fact)];
    if (was === undefined || is === undefined) {
      if (was !== is) coverage.add(was === undefined ? 'before' : 'after', after, fact, (was === undefined ? before : after).gaps[fact]);
      continue;
    }
    const part = changedPart(`${before.kind}.${fact}`, was, is, (text) => matching.canonical(text));
    if (part !== null) parts.set(fact, part);
  }
  const changed = new Set(parts.keys());
  return [...parts].map(([fact, part]) => {
    const of = classOfFact(pair, fact, changed, scaling);
    const resource = subjectOf(after);
    return { change: { id: `${after.id}#${fact}`, type: 'changed', resource, fact, ...part, class: of, attached: null }, before, after };
  });
}

function existence(type: 'added' | 'removed', node: Node, attached: boolean): Difference {
  const { id } = node;
  const change = {
    id: `${id}#${type}`,
    type,
    resource: subjectOf(node),
    fact: null,
    before: null,
    after: null,
    class: classOfExistence(node),
    attached,
  };
  return type === 'added' ? { change, before: null, after: node } : { change, before: node, after: null };
}

/** Named as in a report. */
export function subjectOf({ id, kind, name, key, account, region, facts }: Node): Subject {
  const tag = isRecord(facts['tags']) ? facts['tags']['Name'] : null;
  const called = typeof tag === 'string' && tag.trim() !== '' ? tag.trim() : null;
  return { id, kind, name: name ?? called ?? key.slice(key.lastIndexOf('/') + 1), account, region };
}

/** Counts differences that come about by themselves, by class, kind and fact. */
export function noiseOf(differences: readonly Difference[]): readonly Noise[] {
  const counts = new Map<string, Noise>();
  for (const { change } of differences) {
    if (isDrift(change)) continue;
    const { class: of, resource, fact } = change;
    const key = [of, resource.kind, fact ?? ''].join('|');
    counts.set(key, { class: of, kind: resource.kind, fact, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, noise]) => noise);
}

/** What somebody decided. */
export function isDrift({ class: of }: Pick<Change, 'class'>): boolean {
  return of === 'config' || of === 'tags';
}

/** Counts what one side does not know, by kind, fact, place and reason. */
class CoverageTally {
  readonly #entries = new Map<string, CoverageChange>();

  add(
    missingFrom: 'before' | 'after',
    { kind, account, region }: Pick<Node, 'kind' | 'account' | 'region'>,
    fact: string | null,
    gap: Gap | undefined,
    resources = 1,
  ): void {
    const key = [missingFrom, kind, fact ?? '', account, region, gap ? gapKey({ ...gap, detail: '' }) : ''].join('|');
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, { missingFrom, kind, fact, account, region, resources, gap: gap ?? null });
    else this.#entries.set(key, { ...known, resources: known.resources + resources });
  }

  all(): readonly CoverageChange[] {
    return [...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  }
}
