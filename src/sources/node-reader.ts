import { nodes } from './snapshot-validators.ts';
import { InputError } from '../model/input-error.ts';
import { isKind } from '../model/kinds.ts';
import type { NodeRecord } from '../model/snapshot.ts';
import { faultOf } from './fault.ts';
import { isSameNode, merged } from './duplicate-nodes.ts';
import { malformedParts, withGaps } from './malformed-parts.ts';
import { SharedText } from './shared-text.ts';

/** Takes the resources of a snapshot in, in any order. What is not of its type becomes a `malformed` gap. */
export class NodeReader {
  /** Resources so far, whether or not they are kept. */
  seen = 0;
  readonly #name: string;
  readonly #kinds: ReadonlySet<string> | null;
  readonly #nodes: NodeRecord[] = [];
  readonly #texts = new SharedText();
  #isSorted = true;

  /**
   * @param name what the user called the source, for messages
   * @param kinds kinds to keep; null for all
   */
  constructor(name: string, kinds: ReadonlySet<string> | null) {
    this.#name = name;
    this.#kinds = kinds;
  }

  /**
   * @param where says where in the source the value stands
   * @throws InputError where the value is no resource
   */
  add(value: unknown, where: () => string): void {
    if (!nodes.accepts(value)) {
      throw new InputError(`${this.#name}: ${where()} is not a resource: ${faultOf(nodes.errorsOf(value))}`);
    }
    this.seen += 1;
    if (this.#kinds?.has(value.kind) === false) return;
    const last = this.#nodes.at(-1);
    if (last !== undefined && compare(last, value) >= 0) this.#isSorted = false;
    try {
      this.#nodes.push(this.#taken(value));
    } catch (error) {
      if (error instanceof RangeError) throw new InputError(`${this.#name}: ${where()} is nested too deeply`, { cause: error });
      throw error;
    }
  }

  /** By kind and id. A resource that was told more than once is there once, with what its tellings agree on. */
  sorted(): readonly NodeRecord[] {
    if (this.#isSorted) return this.#nodes;
    const nodes = this.#nodes.sort(compare);
    const isRepeated = nodes.some((node, index) => index > 0 && isSameNode(nodes[index - 1], node));
    return isRepeated ? merged(nodes) : nodes;
  }

  #taken({ kind, id, key, name, account, region, facts, relations, gaps }: NodeRecord): NodeRecord {
    this.#texts.shareWithin(facts);
    this.#texts.shareWithin(relations);
    const node = {
      kind: this.#texts.of(kind),
      id,
      key: key === id ? id : this.#texts.of(key),
      name,
      account: this.#texts.of(account),
      region: this.#texts.of(region),
      facts,
      relations,
      gaps: hasNone(gaps) ? none : gaps,
    };
    const malformed = isKind(kind) ? malformedParts(kind, node) : [];
    return malformed.length === 0 ? node : withGaps(node, malformed, 'is not of its type in the snapshot');
  }
}

/** Most resources have no gap, and an empty object for each of millions is a lot. */
const none: NodeRecord['gaps'] = Object.freeze({});

function hasNone(gaps: NodeRecord['gaps']): boolean {
  for (const _name in gaps) return false;
  return true;
}

/** In code units, so that the order is the same on every machine. */
function compare(a: NodeRecord, b: NodeRecord): number {
  return order(a.kind, b.kind) || order(a.id, b.id) || order(a.account, b.account) || order(a.region, b.region);
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
