import { isKind, type Kind } from '../model/kinds.ts';
import type { Gap } from '../model/gap.ts';
import type { NodeRecord, Snapshot } from '../model/snapshot.ts';
import { groupedBy } from './grouped.ts';

/** A resource of a kind that this program knows. */
export interface Node extends NodeRecord {
  readonly kind: Kind;
}

/** One of the two snapshots, as far as the other one covers the same accounts and regions. */
export class Side {
  readonly snapshot: Snapshot;
  readonly byId: ReadonlyMap<string, Node>;
  readonly byKind: ReadonlyMap<Kind, readonly Node[]>;
  readonly #coverage: ReadonlyMap<string, Snapshot['header']['coverage'][number]>;

  constructor(snapshot: Snapshot, kinds: ReadonlySet<Kind>, isCompared: (node: NodeRecord) => boolean) {
    this.snapshot = snapshot;
    const nodes = snapshot.nodes.filter(isNode).filter((node) => kinds.has(node.kind) && isCompared(node));
    this.byId = new Map(nodes.map((node) => [node.id, node]));
    this.byKind = groupedBy(nodes, ({ kind }) => kind);
    this.#coverage = new Map(snapshot.header.coverage.map((entry) => [`${entry.kind}|${entry.account}|${entry.region}`, entry]));
  }

  list(kind: Kind): readonly Node[] {
    return this.byKind.get(kind) ?? [];
  }

  /** Whether every resource of the kind was listed there, so that one that is missing is known not to exist. */
  isListed({ kind, account, region }: Pick<NodeRecord, 'kind' | 'account' | 'region'>): boolean {
    const entry = this.#coverage.get(`${kind}|${account}|${region}`);
    if (entry === undefined) return false;
    return entry.listed || (entry.gaps.length === 0 && (entry.status === 'disabled' || entry.status === 'unavailable'));
  }

  /** Why not every resource of the kind was listed. */
  listingGap({ kind, account, region }: Pick<NodeRecord, 'kind' | 'account' | 'region'>): Gap {
    const gap = this.#coverage.get(`${kind}|${account}|${region}`)?.gaps[0];
    return gap ?? { reason: 'not-collected', action: null, account, region, detail: `${kind} was not collected` };
  }
}

function isNode(node: NodeRecord): node is Node {
  return isKind(node.kind);
}

/** What a fact or a relation holds; undefined where it is not known. */
export function valueOf({ facts, relations }: NodeRecord, name: string): unknown {
  return Object.hasOwn(relations, name) ? relations[name] : facts[name];
}

/** The keys that a relation holds. */
export function keysOf({ relations }: NodeRecord, relation: string): readonly string[] {
  const value = relations[relation] ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** A fact that is a text. */
export function textOf({ facts }: NodeRecord, fact: string): string | null {
  const value = facts[fact];
  return typeof value === 'string' ? value : null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The members of a fact that is a list of records. */
export function membersOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return isList(value) ? value.filter(isRecord) : [];
}
