import type { Gap } from '../model/gap.ts';
import type { KindDeclaration } from '../model/declare.ts';
import { isKind, type Kind, kinds } from '../model/kinds.ts';
import type { NodeRecord } from '../model/snapshot.ts';
import { gapSignal } from './signal.ts';
import type { AnyView } from './view.ts';

/** What a view asks of its graph. */
export interface ViewHost {
  note(name: string): void;
  factGap(view: AnyView, name: string): Gap;
  related(view: AnyView, relation: string, target: Kind): AnyView | null;
  relatedList(view: AnyView, relation: string, target: Kind): Iterable<AnyView>;
}

/** One prototype per kind, with a getter per declared fact and relation, so that reading stays a property access. */
class NodeView implements AnyView {
  readonly record: NodeRecord;
  readonly #host: ViewHost;
  readonly kind: Kind;

  constructor(kind: Kind, record: NodeRecord, host: ViewHost) {
    this.kind = kind;
    this.record = record;
    this.#host = host;
  }

  get id(): string {
    return this.record.id;
  }

  get key(): string {
    return this.record.key;
  }

  get name(): string | null {
    return this.record.name;
  }

  get account(): string {
    return this.record.account;
  }

  get region(): string {
    return this.record.region;
  }

  keysOf(relation: string): readonly string[] {
    const value = this.record.relations[relation];
    if (value === undefined) throw gapSignal([this.#host.factGap(this, relation)]);
    if (value === null) return [];
    return typeof value === 'string' ? [value] : value;
  }

  fact(name: string): unknown {
    this.#host.note(this.kind);
    const value = this.record.facts[name];
    if (value === undefined) throw gapSignal([this.#host.factGap(this, name)]);
    return typeof value === 'object' ? deepFreeze(value) : value;
  }

  relation(name: string, target: Kind): AnyView | null {
    return this.#host.related(this, name, target);
  }

  relationList(name: string, target: Kind): Iterable<AnyView> {
    return this.#host.relatedList(this, name, target);
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

type ViewClass = new (kind: Kind, record: NodeRecord, host: ViewHost) => NodeView;
const classes = new Map<Kind, ViewClass>();

function classOf(kind: Kind): ViewClass {
  let viewClass = classes.get(kind);
  if (viewClass === undefined) classes.set(kind, (viewClass = makeClass(kind)));
  return viewClass;
}

function makeClass(kind: Kind): ViewClass {
  const viewClass = class extends NodeView {};
  const { facts, relations }: KindDeclaration = kinds[kind];
  for (const name of Object.keys(facts)) {
    Object.defineProperty(viewClass.prototype, name, {
      get(this: NodeView) {
        return this.fact(name);
      },
    });
  }
  for (const [name, { arity, target }] of Object.entries(relations)) {
    if (!isKind(target)) throw new TypeError(`${kind}.${name} leads to ${target}, which is no kind`);
    Object.defineProperty(viewClass.prototype, name, {
      get(this: NodeView) {
        return arity === 'many' ? this.relationList(name, target) : this.relation(name, target);
      },
    });
  }
  return viewClass;
}

export function createView(kind: Kind, record: NodeRecord, host: ViewHost): AnyView {
  return new (classOf(kind))(kind, record, host);
}
