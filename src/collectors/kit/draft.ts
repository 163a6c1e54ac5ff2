import type { Gap } from '../../model/gap.ts';
import { type Kind, kinds } from '../../model/kinds.ts';
import type { Json } from '../../model/report.ts';
import type { NodeRecord } from '../../model/snapshot.ts';
import type { Call } from '../../aws/failure.ts';
import { type AnyCollector, MissingFieldError, type Scope } from './define.ts';
import { unreadable } from './failure.ts';
import { plainValue } from './plain-value.ts';

/** A node while it is being read: details add facts, children add gaps. */
export interface Draft {
  readonly kind: Kind;
  readonly id: string;
  readonly key: string;
  readonly name: string | null;
  readonly facts: Record<string, Json>;
  readonly relations: Record<string, string | readonly string[] | null>;
  readonly gaps: Record<string, Gap>;
  /** As AWS sent it, for the details. */
  readonly item: unknown;
}

/**
 * Each fact and relation is taken on its own, so one bad field spoils one fact.
 *
 * @throws MissingFieldError where id or key cannot be told.
 */
export function draftOf(collector: AnyCollector, item: unknown, scope: Scope, call: Call): Draft {
  const id = identifier(collector.id(item, scope), 'id');
  const key = collector.key === undefined ? id : identifier(collector.key(item, scope), 'key');
  const gaps: Record<string, Gap> = {};
  const taken = <T>(name: string, take: () => T): readonly [string, T][] => {
    try {
      return [[name, take()]];
    } catch (error) {
      gaps[name] = unreadable(error, name, call);
      return [];
    }
  };
  const facts = Object.entries(collector.facts).flatMap(([name, fact]) => taken(name, () => stored(fact(item, scope), name)));
  const relations = Object.entries(collector.relations).flatMap(([name, keys]) => taken(name, () => keys(item, scope)));
  const [name] = taken('name', () => collector.name?.(item, scope) ?? null);
  return {
    kind: collector.kind,
    id,
    key,
    name: name?.[1] ?? null,
    facts: Object.fromEntries(facts),
    relations: Object.fromEntries(relations),
    gaps,
    item,
  };
}

/** A fact as the snapshot holds it; undefined is never an answer. */
export function stored(value: unknown, name: string): Json {
  if (value === undefined) throw new MissingFieldError(name);
  return plainValue(value);
}

/** Keeps what a detail told: a fact, or the keys of a relation. */
export function store(draft: Draft, name: string, value: unknown): void {
  if (!Object.hasOwn(kinds[draft.kind].relations, name)) draft.facts[name] = stored(value, name);
  else if (isKeys(value)) draft.relations[name] = value;
  else throw new MissingFieldError(name);
}

function isKeys(value: unknown): value is Draft['relations'][string] {
  return value === null || typeof value === 'string' || (Array.isArray(value) && value.every((key) => typeof key === 'string'));
}

function identifier(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw new MissingFieldError(what);
  return value;
}

export function finished(draft: Draft, { account, region }: Scope): NodeRecord {
  const { kind, id, key, name, facts, relations } = draft;
  const gaps = Object.fromEntries(Object.entries(draft.gaps).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { kind, id, key, name, account, region, facts, relations, gaps };
}
