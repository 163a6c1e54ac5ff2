import { kindNames } from '../model/kinds.ts';
import type { Ambiguous } from '../model/drift-report.ts';
import { groupedBy } from './grouped.ts';
import { Members } from './members.ts';
import { naturalIdentity } from './natural-identity.ts';
import type { Node, Side } from './side.ts';

/** The same resource on both sides. */
export interface Pair {
  readonly before: Node;
  readonly after: Node;
}

/** A resource made anew may stand on others that were: its network, its balancer, the listener of that. */
const rounds = 4;

/**
 * Which resource of BEFORE is which of AFTER: first by ARN, then by natural identity where that is unique on both sides. Members of
 * Auto Scaling groups are not matched by anything else: their group replaces them at will.
 */
export class Matching {
  readonly pairs: readonly Pair[];
  /** On one side only, without members of groups. */
  readonly removed: readonly Node[];
  readonly added: readonly Node[];
  readonly ambiguous: readonly Ambiguous[];
  /** Pairs whose ARN differs. */
  readonly byIdentity: number;
  readonly #before: Members;
  readonly #after: Members;
  /** Keys and ARNs of AFTER that BEFORE knows by another name. */
  readonly #renamed = new Map<string, string>();
  /** Keys and ARNs of the members that are on one side only. */
  readonly #replaced = new Map<string, string>();
  readonly #pairById = new Map<string, Pair>();

  constructor(before: Side, after: Side) {
    this.#before = new Members(before);
    this.#after = new Members(after);
    const pairs: Pair[] = [];
    const match = (pair: Pair): void => {
      pairs.push(pair);
      this.#pairById.set(pair.before.id, pair).set(pair.after.id, pair);
      if (pair.before.key !== pair.after.key) this.#renamed.set(pair.after.key, pair.before.key);
      if (pair.before.id !== pair.after.id) this.#renamed.set(pair.after.id, pair.before.id);
    };
    for (const node of before.byId.values()) {
      const same = after.byId.get(node.id);
      if (same?.kind === node.kind) match({ before: node, after: same });
    }
    const sameId = pairs.length;
    const alone = (side: Side, members: Members) =>
      [...side.byId.values()].filter((node) => !this.#isMatched(node) && this.#setAside(node, members));
    let removed = alone(before, this.#before);
    let added = alone(after, this.#after);
    let ambiguous: readonly Ambiguous[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const found = this.#byIdentity(removed, added);
      for (const pair of found.pairs) match(pair);
      ambiguous = found.ambiguous;
      if (found.pairs.length === 0) break;
      removed = removed.filter((node) => !this.#isMatched(node));
      added = added.filter((node) => !this.#isMatched(node));
    }
    this.byIdentity = pairs.length - sameId;
    const order = new Map(kindNames.map((kind, index) => [kind, index]));
    this.pairs = pairs.sort(
      (a, b) => (order.get(a.before.kind) ?? 0) - (order.get(b.before.kind) ?? 0) || (a.before.id < b.before.id ? -1 : 1),
    );
    this.removed = removed;
    this.added = added;
    this.ambiguous = ambiguous;
  }

  pairOf(id: string): Pair | undefined {
    return this.#pairById.get(id);
  }

  /** What stands for a resource on both sides: its ARN in BEFORE, else in AFTER. */
  unitOf(id: string): string {
    return this.#pairById.get(id)?.before.id ?? id;
  }

  /** What a member of a group is to its like; null for all other resources. */
  roleOf(node: Node, side: 'before' | 'after'): string | null {
    return (side === 'before' ? this.#before : this.#after).of(node)?.role ?? null;
  }

  /** The name of the group of such a member. */
  groupOf(node: Node, side: 'before' | 'after'): string | null {
    return (side === 'before' ? this.#before : this.#after).of(node)?.group ?? null;
  }

  /** A name that means the same on both sides, for a text that may be the key of a resource. */
  canonical(text: string): string {
    return this.#renamed.get(text) ?? this.#replaced.get(text) ?? text;
  }

  /** Pairs whose key in AFTER is another one, by the key in BEFORE. */
  renamedKeys(): ReadonlyMap<string, string> {
    return new Map([...this.#renamed].map(([after, before]) => [before, after]));
  }

  #isMatched({ id }: Node): boolean {
    return this.#pairById.has(id);
  }

  /** False for a member of a group, which is noted as one. */
  #setAside(node: Node, members: Members): boolean {
    const membership = members.of(node);
    if (membership === null) return true;
    const name = `a member of ${membership.group}`;
    this.#replaced.set(node.key, name).set(node.id, name);
    return false;
  }

  #byIdentity(removed: readonly Node[], added: readonly Node[]): { readonly pairs: readonly Pair[]; readonly ambiguous: Ambiguous[] } {
    const identityOf = (node: Node) => naturalIdentity(node, (key) => this.canonical(key));
    const candidates = groupedBy(added, identityOf);
    const pairs: Pair[] = [];
    const ambiguous: Ambiguous[] = [];
    for (const [identity, befores] of groupedBy(removed, identityOf)) {
      const afters = identity === null ? [] : (candidates.get(identity) ?? []);
      const [before] = befores;
      const [after] = afters;
      if (identity === null || before === undefined || after === undefined) continue;
      if (befores.length === 1 && afters.length === 1) pairs.push({ before, after });
      else ambiguous.push({ kind: before.kind, identity, before: befores.map(({ id }) => id), after: afters.map(({ id }) => id) });
    }
    return { pairs, ambiguous };
  }
}
