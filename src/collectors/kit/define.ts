import type { Clients } from '../../aws/clients.ts';
import type { Facts, Kind, Relations } from '../../model/kinds.ts';
import type { Relation } from '../../model/declare.ts';

/** Where a collector reads. */
export interface Scope {
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** The ARN of a regional resource of this account. */
  arn(service: string, resource: string): string;
}

/** A node of another kind that was read before, as far as it could be read. */
export interface Collected<K extends Kind> {
  readonly id: string;
  readonly key: string;
  readonly name: string | null;
  readonly facts: Partial<Facts<K>>;
  readonly relations: Partial<RelationKeys<K>>;
}

/** Gives the nodes of a kind named in `after`. */
export type CollectedNodes = <K extends Kind>(kind: K) => readonly Collected<K>[];

export interface Request<Input> {
  readonly input: Input;
  /** The node this request reads the children of: a failure spoils that node's children only. */
  readonly parent?: { readonly kind: Kind; readonly key: string };
}

/** A paged call, made once for each request; without `requests`, once. */
export interface Listing<Item, Input, Page> {
  /** IAM action, written rather than derived: names differ from operations often enough. */
  readonly action: string;
  /** Kinds whose nodes `requests` looks at. */
  readonly after?: readonly Kind[];
  readonly requests?: (nodes: CollectedNodes, scope: Scope) => readonly Request<Input>[];
  /** Makes one call. `token` is undefined for the first page. */
  readonly fetch: (clients: Clients, input: Input, token: string | undefined) => Promise<Page>;
  /** Absent means the list is empty. */
  readonly items: (page: Page, input: Input) => readonly Item[] | undefined;
  /** Absent, empty or left out: no further page. */
  readonly next?: (page: Page) => string | undefined;
  /** Halves of a request that names several ids, for services that refuse them all when one is gone; undefined for a single id. */
  readonly split?: (input: Input) => readonly [Input, Input] | undefined;
}

/** What a detail can tell: facts, and relations whose target only a call of its own names. */
export type Tellable<K extends Kind> = Facts<K> & RelationKeys<K>;

/** Facts and relations that cost a call of their own. A refusal spoils these and nothing else. `D` names what all details of the kind tell. */
export interface Detail<K extends Kind, Item, D extends keyof Tellable<K>> {
  readonly action: string;
  readonly facts: readonly D[];
  /** Items one call may name. */
  readonly batch: number;
  /** Items that need the call; the others get `otherwise`. */
  readonly when?: (item: Item) => boolean;
  readonly otherwise?: (item: Item) => Partial<Pick<Tellable<K>, D>>;
  /**
   * What is known anyway of an item that another account owns, for the case that it refuses; null for our own.
   * What this leaves out becomes a `cross-account` gap.
   */
  readonly foreign?: (item: Item) => Partial<Pick<Tellable<K>, D>> | null;
  /** Facts by the key of the item. The facts of an item that the answer leaves out are a `malformed` gap. */
  readonly fetch: (
    clients: Clients,
    items: readonly { readonly key: string; readonly item: Item }[],
  ) => Promise<ReadonlyMap<string, Partial<Pick<Tellable<K>, D>>>>;
}

type KeyOf<R> = R extends Relation<string, 'many'> ? readonly string[] : R extends Relation<string, 'one'> ? string : string | null;

export type RelationKeys<K extends Kind> = { readonly [Name in keyof Relations<K>]: KeyOf<Relations<K>[Name]> };

/**
 * A resource kind, declared. The kit does paging, rate limits, retries, gaps and coverage.
 *
 * Each fact is a function of its own, so a field that AWS should have sent and did not
 * (see {@link required}) spoils one fact, not the node.
 */
export interface Collector<K extends Kind, Item, Input, Page, D extends keyof Tellable<K>> {
  readonly kind: K;
  readonly list: Listing<Item, Input, Page>;
  /** The ARN. */
  readonly id: (item: Item, scope: Scope) => string;
  /** What other nodes call this one; the ARN where left out. */
  readonly key?: (item: Item, scope: Scope) => string;
  /** The service's own name, for resources that have one. */
  readonly name?: (item: Item) => string;
  readonly facts: { readonly [Name in Exclude<keyof Facts<K>, D>]: (item: Item, scope: Scope) => Facts<K>[Name] };
  readonly relations: { readonly [Name in Exclude<keyof Relations<K>, D>]: (item: Item, scope: Scope) => RelationKeys<K>[Name] };
  readonly details?: readonly Detail<K, Item, D>[];
}

export function defineCollector<K extends Kind, Item, Input, Page, D extends keyof Tellable<K> = never>(
  collector: Collector<K, Item, Input, Page, D>,
): Collector<K, Item, Input, Page, D> {
  return collector;
}

/** A function whose parameter types are forgotten: methods are compared bivariantly. */
type Reader<Answer> = { read(item: unknown, scope: Scope): Answer }['read'];

/**
 * Any collector, as the kit runs it. Its item, input and page types are forgotten; that is safe because the kit
 * hands a collector only what came out of that same collector.
 */
export interface AnyCollector {
  readonly kind: Kind;
  readonly list: AnyListing;
  readonly id: Reader<string>;
  readonly key?: Reader<string>;
  readonly name?: Reader<string>;
  readonly facts: Readonly<Record<string, Reader<unknown>>>;
  readonly relations: Readonly<Record<string, Reader<string | readonly string[] | null>>>;
  readonly details?: readonly AnyDetail[];
}

export interface AnyListing {
  readonly action: string;
  readonly after?: readonly Kind[];
  requests?(nodes: CollectedNodes, scope: Scope): readonly Request<unknown>[];
  fetch(clients: Clients, input: unknown, token: string | undefined): Promise<unknown>;
  items(page: unknown, input: unknown): readonly unknown[] | undefined;
  next?(page: unknown): string | undefined;
  split?(input: unknown): readonly [unknown, unknown] | undefined;
}

export interface AnyDetail {
  readonly action: string;
  readonly facts: readonly string[];
  readonly batch: number;
  when?(item: unknown): boolean;
  otherwise?(item: unknown): Readonly<Record<string, unknown>>;
  foreign?(item: unknown): Readonly<Record<string, unknown>> | null;
  fetch(
    clients: Clients,
    items: readonly { readonly key: string; readonly item: unknown }[],
  ): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
}

/** A field that AWS documents as always present was not there. */
export class MissingFieldError extends Error {
  override readonly name = 'MissingFieldError';
  readonly field: string;

  constructor(field: string) {
    super(`AWS sent no ${field}`);
    this.field = field;
  }
}

/** The value, or a `malformed` gap that names the field. Never default a required field. */
export function required<T>(value: T | null | undefined, field: string): T {
  if (value === undefined || value === null) throw new MissingFieldError(field);
  return value;
}
