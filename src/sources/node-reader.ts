import { factsValidators } from '../generated/validate-facts.js';
import { snapshotValidators } from '../generated/validate-snapshot.js';
import type { Gap } from '../model/gap.ts';
import { InputError } from '../model/input-error.ts';
import { isKind } from '../model/kinds.ts';
import type { NodeRecord } from '../model/snapshot.ts';

/**
 * Takes the resources of a snapshot in. A fact of the wrong type becomes a `malformed` gap; a resource that is told twice
 * keeps its first telling, and the other becomes a gap of it.
 */
export class NodeReader {
  readonly #name: string;
  readonly #isWanted: (kind: string) => boolean;
  readonly #nodes: NodeRecord[] = [];
  readonly #shared = new Map<string, string>();
  #isSorted = true;
  #last = '';

  /** @param name what the user called the source, for messages */
  constructor(name: string, isWanted: (kind: string) => boolean) {
    this.#name = name;
    this.#isWanted = isWanted;
  }

  /** @throws InputError where the value is no resource */
  add(value: unknown, where: string): void {
    if (!snapshotValidators.node(value)) {
      const [error] = snapshotValidators.node.errors ?? [];
      throw new InputError(`${this.#name}: ${where} is not a resource: ${error?.instancePath ?? ''} ${error?.message ?? 'is malformed'}`);
    }
    if (!this.#isWanted(value.kind)) return;
    const order = `${value.kind}\u0000${value.id}`;
    if (order <= this.#last) this.#isSorted = false;
    this.#last = order;
    this.#nodes.push(this.#checked(value));
  }

  sorted(): readonly NodeRecord[] {
    if (this.#isSorted) return this.#nodes;
    this.#nodes.sort((a, b) => (a.kind === b.kind ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.kind < b.kind ? -1 : 1));
    return this.#nodes.filter((node, index) => {
      const previous = this.#nodes[index - 1];
      return previous === undefined || previous.kind !== node.kind || previous.id !== node.id || previous.account !== node.account || previous.region !== node.region;
    });
  }

  #checked(node: NodeRecord): NodeRecord {
    const { id, key, name, facts, relations, gaps } = node;
    const shared = { kind: this.#share(node.kind), account: this.#share(node.account), region: this.#share(node.region) };
    const bad = isKind(node.kind) ? this.#malformed(node, node.kind) : null;
    if (bad === null) return { id, key: key === id ? id : key, name, facts, relations, gaps, ...shared };
    return { id, key, name, ...shared, relations, facts: Object.fromEntries(Object.entries(facts).filter(([fact]) => !(fact in bad))), gaps: { ...gaps, ...bad } };
  }

  #malformed({ account, region, facts, key }: NodeRecord, kind: keyof typeof factsValidators): Readonly<Record<string, Gap>> | null {
    const validate = factsValidators[kind];
    if (validate(facts)) return null;
    const names = new Set((validate.errors ?? []).map(({ instancePath }) => instancePath.split('/')[1] ?? ''));
    return Object.fromEntries(
      [...names].map((fact) => [fact, { reason: 'malformed', action: null, account, region, detail: `the snapshot holds a ${fact} of ${key} that is not of its type` }]),
    );
  }

  /** One string for equal ones: millions of resources share a few accounts and regions. */
  #share(text: string): string {
    const known = this.#shared.get(text);
    if (known !== undefined) return known;
    this.#shared.set(text, text);
    return text;
  }
}
