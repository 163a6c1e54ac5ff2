import type { RelationKeys } from '../../src/collectors/kit/define.ts';
import { Graph } from '../../src/graph/graph.ts';
import type { AnyView, View } from '../../src/graph/view.ts';
import { type Facts, isKind, type Kind, kindNames, kinds } from '../../src/model/kinds.ts';
import type { NodeRecord, Snapshot, SnapshotHeader } from '../../src/model/snapshot.ts';
import { defaults } from '../../test/kit/nodes.ts';

type Changes<K extends Kind> = { readonly [Name in keyof (Facts<K> & RelationKeys<K>)]?: (Facts<K> & RelationKeys<K>)[Name] };

type Keys = NodeRecord['relations'][string];
type Node<K extends Kind> = AnyView & View<K, Kind>;

/** A snapshot of one account and region that can be edited, with types. */
export class Account {
  readonly #header: SnapshotHeader;
  readonly #nodes: Map<string, NodeRecord>;
  #graph: Graph | null = null;

  constructor({ header, nodes }: Snapshot) {
    this.#header = header;
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
  }

  get place(): { readonly account: string; readonly region: string } {
    const [account] = this.#header.accounts;
    const [region] = this.#header.regions;
    if (account === undefined || region === undefined) throw new Error('the recording names no account or no region');
    return { account, region };
  }

  minutesBefore(minutes: number): string {
    return new Date(Date.parse(this.#header.startedAt) - minutes * 60_000).toISOString();
  }

  list<K extends Kind>(kind: K): readonly Node<K>[] {
    return [...this.#read().list(kind, this.place)];
  }

  /** @throws where nothing has that key, name or Name tag, or more than one has it. */
  the<K extends Kind>(kind: K, name: string): Node<K> {
    const found = this.list(kind).filter((view) => [view.key, view.name, tagged(view.record)].includes(name));
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`${found.length} of ${kind} are called ${name}`);
    return only;
  }

  change<K extends Kind>(view: Node<K>, changes: Changes<K>): void {
    const { record } = view;
    const told = Object.entries<unknown>({ ...changes });
    const isRelation = (entry: readonly [string, unknown]): entry is [string, Keys] => Object.hasOwn(kinds[view.kind].relations, entry[0]);
    this.#put({
      ...record,
      facts: { ...record.facts, ...Object.fromEntries(told.filter((entry) => !isRelation(entry))) },
      relations: { ...record.relations, ...Object.fromEntries(told.filter(isRelation)) },
      gaps: Object.fromEntries(Object.entries(record.gaps).filter(([name]) => !Object.hasOwn(changes, name))),
    });
  }

  remove(view: AnyView): void {
    this.#nodes.delete(view.id);
    this.#graph = null;
  }

  /** A resource that was not recorded; what is left out is as in the nodes that tests start from, and leads nowhere. */
  add<K extends Kind>(kind: K, key: string, facts: Partial<Facts<K>> = {}, relations: Partial<RelationKeys<K>> = {}): void {
    const { account, region } = this.place;
    const [service, resource] = kinds[kind].arn;
    const separator = ['rds', 'elasticache'].includes(service) ? ':' : '/';
    const id = key.startsWith('arn:') ? key : `arn:aws:${service}:${region}:${account}:${resource}${separator}${key}`;
    const name = kinds[kind].identifiedBy === 'name' ? key : null;
    this.#put({
      kind,
      id,
      key,
      name,
      account,
      region,
      facts: { ...defaults[kind].facts, ...facts },
      relations: { ...nowhere(kind), ...relations },
      gaps: {},
    });
  }

  /** What a call of its own could not read of a node is not there: nothing was to be read. */
  forgetGaps(): void {
    for (const node of this.#nodes.values()) {
      this.#put({ ...node, gaps: Object.fromEntries(Object.entries(node.gaps).filter(([name]) => !isKind(name))) });
    }
  }

  /** Facts that are younger than the recording are as in the nodes that tests start from. */
  addLaterFacts(): void {
    for (const node of this.#nodes.values()) {
      if (!isKind(node.kind)) continue;
      const known = new Set([...Object.keys(node.facts), ...Object.keys(node.relations), ...Object.keys(node.gaps)]);
      const later = (values: object) => Object.fromEntries(Object.entries(values).filter(([name]) => !known.has(name)));
      this.#put({
        ...node,
        facts: { ...node.facts, ...later(defaults[node.kind].facts) },
        relations: { ...node.relations, ...later(nowhere(node.kind)) },
      });
    }
  }

  /** Everything of every kind was listed; read at that time. */
  complete(startedAt: string, finishedAt: string): Snapshot {
    const nodes = [...this.#nodes.values()].sort((a, b) => (a.kind === b.kind ? compare(a.id, b.id) : compare(a.kind, b.kind)));
    const count = (kind: Kind) => nodes.filter((node) => node.kind === kind).length;
    return {
      header: {
        ...this.#header,
        startedAt,
        finishedAt,
        unreadRegions: [],
        coverage: kindNames.map((kind) => ({ kind, ...this.place, status: 'complete', items: count(kind), gaps: [], listed: true })),
        nodes: nodes.length,
      },
      nodes,
    };
  }

  #put(node: NodeRecord): void {
    this.#nodes.set(node.id, node);
    this.#graph = null;
  }

  /** Every listing counts as complete: what is being edited is what there is. */
  #read(): Graph {
    const { header, nodes } = this.complete(this.#header.startedAt, this.#header.finishedAt);
    return (this.#graph ??= new Graph(header, nodes, { actionsOf: () => [] }));
  }
}

function nowhere(kind: Kind): Readonly<Record<string, null | readonly string[]>> {
  return Object.fromEntries(Object.entries(kinds[kind].relations).map(([name, { arity }]) => [name, arity === 'many' ? [] : null]));
}

function tagged({ facts }: NodeRecord): unknown {
  const { tags } = facts;
  return typeof tags === 'object' && tags !== null && 'Name' in tags ? tags.Name : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
