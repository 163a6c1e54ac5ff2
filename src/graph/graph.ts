import type { CoverageEntry } from '../model/coverage.ts';
import type { Gap } from '../model/gap.ts';
import { isKind, type Kind, type Relations } from '../model/kinds.ts';
import type { NodeRecord, SnapshotHeader } from '../model/snapshot.ts';
import { CoverageIndex } from './coverage-index.ts';
import { KeyIndex } from './key-index.ts';
import { SharedNodes } from './shared-nodes.ts';
import { gapSignal, isGapSignal, isNonEmpty, undecidable } from './signal.ts';
import { type AnyView, type Identity, isViewOf, type View } from './view.ts';
import { createView, type ViewHost } from './view-class.ts';

/** An account and a region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export interface GraphOptions {
  /** IAM actions that read a kind, so that a gap can name the permission that would cure it. */
  readonly actionsOf: (kind: Kind) => readonly string[];
  /** Kinds to keep; the others of the snapshot are skipped. All where left out. */
  readonly kinds?: ReadonlySet<Kind>;
}

const nowhere: readonly AnyView[] = [];

/**
 * The account as typed, indexed, immutable views. A listing that is not known to be complete yields what is known
 * and then throws a gap signal; looking up a node that may exist unseen throws one.
 */
export class Graph implements ViewHost {
  readonly header: SnapshotHeader;
  /** Set by tests to see which kinds and derivations were really read. */
  trace: Set<string> | null = null;

  readonly #options: GraphOptions;
  readonly #byKind = new Map<Kind, AnyView[]>();
  readonly #byPlace = new Map<string, AnyView[]>();
  readonly #byKey = new Map<Kind, KeyIndex>();
  readonly #referring = new Map<string, Map<string, AnyView[]>>();
  readonly #firstGaps = new Map<string, Gap | null>();
  readonly #coverage: CoverageIndex;
  readonly #shared = new SharedNodes();

  constructor(header: SnapshotHeader, nodes: Iterable<NodeRecord>, options: GraphOptions) {
    this.header = header;
    this.#options = options;
    const itemsAt = (kind: Kind, place: Place) => this.#byPlace.get(`${kind}|${place.account}|${place.region}`)?.length ?? 0;
    this.#coverage = new CoverageIndex(header, options.actionsOf, itemsAt);
    for (const node of nodes) {
      if (isKind(node.kind) && (options.kinds?.has(node.kind) ?? true)) this.#add(node.kind, node);
    }
    if (header.accounts.length > 1) this.#shared.link(this.#byKind, (kind, key, place) => this.#byKey.get(kind)?.find(key, place));
  }

  #add(kind: Kind, node: NodeRecord): void {
    const view = createView(kind, node, this);
    append(this.#byKind, kind, view);
    append(this.#byPlace, `${kind}|${node.account}|${node.region}`, view);
    let keys = this.#byKey.get(kind);
    if (keys === undefined) this.#byKey.set(kind, (keys = new KeyIndex()));
    keys.add(view);
  }

  /** Every node of a kind that was read, wherever it stands, what several accounts list only once; says nothing of what was not. */
  known(kind: Kind): readonly AnyView[] {
    return this.#byKind.get(kind) ?? nowhere;
  }

  /** Accounts and regions of the snapshot. */
  places(): readonly Place[] {
    return this.#coverage.places();
  }

  /** What keeps a whole account from being read; null where nothing does. */
  sessionCoverage(account: string): CoverageEntry | null {
    return this.#coverage.ofSession(account);
  }

  /** Where a node is seen: its own account, and those it is shared with. */
  placesOf(of: Pick<Identity, 'kind' | 'key' | keyof Place>): readonly Place[] {
    return [of, ...this.#shared.copiesOf(this.#lookup(of.kind, of.key, of))];
  }

  coverageOf(kind: Kind, place: Place): CoverageEntry {
    return this.#coverage.of(kind, place);
  }

  /** Why the listing of a kind is not complete in one place, or null where it is. */
  listingGap(kind: Kind, place: Place): Gap | null {
    return this.#coverage.gap(kind, place);
  }

  /** The gap that a kind is which the snapshot may hold and no chosen rule reads; null for what is kept. */
  skipped(kind: Kind, place: Place): Gap | null {
    if (this.#options.kinds?.has(kind) !== false) return null;
    return { ...this.#coverage.notCollected(kind, place), detail: `no chosen rule reads ${kind}` };
  }

  /** The nodes of a kind in one account and region. */
  *list<K extends Kind>(kind: K, place: Place): Generator<AnyView & View<K, Kind>, void, undefined> {
    this.note(kind);
    for (const seen of this.#byPlace.get(`${kind}|${place.account}|${place.region}`) ?? nowhere) {
      const view = this.#shared.told(seen);
      if (isViewOf(view, kind)) yield view;
    }
    const gap = this.listingGap(kind, place);
    if (gap !== null) throw gapSignal([gap]);
  }

  /** The node of that key, or null where it is known not to exist. */
  find<K extends Kind>(kind: K, key: string, near: Place): (AnyView & View<K, Kind>) | null {
    this.note(kind);
    const view = this.#lookup(kind, key, near);
    if (view !== undefined && isViewOf(view, kind)) return view;
    const gap = this.listingGap(kind, near);
    if (gap !== null) throw gapSignal([gap]);
    return null;
  }

  #lookup(kind: Kind, key: string, near: Place): AnyView | undefined {
    const found = this.#byKey.get(kind)?.find(key, near);
    return found && this.#shared.told(found);
  }

  /** The nodes of `kind` whose relation leads to a node. */
  *referring<K extends Kind, Name extends string & keyof Relations<K>>(
    kind: K,
    relation: Name,
    to: AnyView | Identity,
  ): Generator<AnyView & View<K, Kind>, void, undefined> {
    this.note(kind);
    for (const view of this.#referringIndex(kind, relation).get(to.key) ?? nowhere) {
      if (isViewOf(view, kind) && this.#lookup(to.kind, to.key, view)?.id === to.id) yield view;
    }
    const [, ...elsewhere] = this.placesOf(to);
    const gaps = elsewhere.map((place) => this.#gapAmong(kind, relation, place) ?? this.listingGap(kind, place));
    for (const gap of [this.#referringGap(kind, relation, to), ...gaps]) if (gap !== null) throw gapSignal([gap]);
  }

  #referringIndex(kind: Kind, relation: string): Map<string, AnyView[]> {
    const name = `${kind}|${relation}`;
    let index = this.#referring.get(name);
    if (index === undefined) {
      index = new Map();
      for (const view of this.known(kind)) {
        for (const key of new Set(keysIn(view.record.relations[relation]))) append(index, key, view);
      }
      this.#referring.set(name, index);
    }
    return index;
  }

  /** Children that one parent's own request failed to read do not spoil the children of the others. */
  #referringGap(kind: Kind, relation: string, to: AnyView | Identity): Gap | null {
    const relationGap = this.#gapAmong(kind, relation, to);
    const { listed, status } = this.coverageOf(kind, to);
    if (relationGap !== null || listed) return relationGap;
    if (status === 'partial' && this.#gapAmong(to.kind, kind, to) !== null) {
      return this.#lookup(to.kind, to.key, to)?.record.gaps[kind] ?? null;
    }
    return this.listingGap(kind, to);
  }

  /** The first gap of that name among the nodes of a kind in one place; looked for once, since every parent asks. */
  #gapAmong(kind: Kind, name: string, { account, region }: Place): Gap | null {
    const key = `${kind}|${name}|${account}|${region}`;
    let gap = this.#firstGaps.get(key);
    if (gap === undefined) {
      const view = this.#byPlace.get(`${kind}|${account}|${region}`)?.find(({ record }) => record.gaps[name] !== undefined);
      this.#firstGaps.set(key, (gap = view?.record.gaps[name] ?? null));
    }
    return gap;
  }

  note(name: string): void {
    this.trace?.add(name);
  }

  /** Runs a derivation so that the trace shows the derivation, not what it reads. */
  derive<T>(name: string, compute: () => T): T {
    const trace = this.trace;
    if (trace === null) return compute();
    trace.add(`topology:${name}`);
    this.trace = null;
    try {
      return compute();
    } finally {
      this.trace = trace;
    }
  }

  factGap(view: AnyView, name: string): Gap {
    return (
      view.record.gaps[name] ?? {
        ...this.#coverage.notCollected(view.kind, view),
        detail: `the snapshot does not hold ${name} of ${view.key}`,
      }
    );
  }

  related(view: AnyView, relation: string, target: Kind): AnyView | null {
    const value = view.record.relations[relation];
    if (value === null) return null;
    if (typeof value !== 'string') throw gapSignal([this.factGap(view, relation)]);
    this.note(target);
    return this.#resolve(view, value, target);
  }

  *relatedList(view: AnyView, relation: string, target: Kind): Generator<AnyView, void, undefined> {
    const value = view.record.relations[relation];
    if (!isKeyList(value)) throw gapSignal([this.factGap(view, relation)]);
    this.note(target);
    const gaps: Gap[] = [];
    for (const key of value) {
      try {
        yield this.#resolve(view, key, target);
      } catch (thrown) {
        if (!isGapSignal(thrown)) throw thrown;
        gaps.push(...thrown.gaps);
      }
    }
    if (isNonEmpty(gaps)) throw gapSignal(gaps);
  }

  #resolve(view: AnyView, key: string, target: Kind): AnyView {
    const found = this.#lookup(target, key, view);
    if (found !== undefined) return found;
    const gap = this.listingGap(target, view);
    if (gap !== null) throw gapSignal([gap]);
    return undecidable(view, 'no-evidence', `${key} was not among what AWS listed`);
  }
}

function keysIn(value: string | readonly string[] | null | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

function isKeyList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

function append<Key>(index: Map<Key, AnyView[]>, key: Key, view: AnyView): void {
  const views = index.get(key);
  if (views === undefined) index.set(key, [view]);
  else views.push(view);
}
