import type { TSchema } from '@sinclair/typebox';
import type { Check } from '../model/validation/check.ts';
import { checkOf } from '../model/validation/validator.ts';
import type { Relation } from '../model/declare.ts';
import type { Gap } from '../model/gap.ts';
import { type Kind, kinds } from '../model/kinds.ts';
import type { NodeRecord } from '../model/snapshot.ts';

/** Facts and relations of a resource that are not of their type; each name once. */
export function malformedParts(kind: Kind, { facts, relations }: NodeRecord): readonly string[] {
  const checks = checksOf(kind);
  const bad = areOfType(facts, checks) ? [] : [...checks].filter(([name, check]) => !isOfType(facts[name], check)).map(([name]) => name);
  const declared: Readonly<Record<string, Relation>> = kinds[kind].relations;
  for (const name in relations) {
    const relation = declared[name];
    if (relation !== undefined && !isOfArity(relations[name], relation.arity)) bad.push(name);
  }
  return bad;
}

/** Made when the first resource of the kind is read. */
const checksByKind = new Map<Kind, ReadonlyMap<string, Check>>();

function checksOf(kind: Kind): ReadonlyMap<string, Check> {
  const known = checksByKind.get(kind);
  if (known !== undefined) return known;
  const declared: Readonly<Record<string, TSchema>> = kinds[kind].facts;
  const checks = new Map(Object.entries(declared).map(([name, schema]) => [name, checkOf(schema)]));
  checksByKind.set(kind, checks);
  return checks;
}

/** Facts that a newer version knows are of no type here. */
function areOfType(facts: NodeRecord['facts'], checks: ReadonlyMap<string, Check>): boolean {
  for (const name in facts) {
    const check = checks.get(name);
    if (check !== undefined && !isOfType(facts[name], check)) return false;
  }
  return true;
}

/** What is absent is not known, which is no mistake. */
function isOfType(value: unknown, check: Check): boolean {
  return value === undefined || check.holds(value);
}

function isOfArity(value: NodeRecord['relations'][string] | undefined, arity: Relation['arity']): boolean {
  if (arity === 'many') return typeof value === 'object' && value !== null;
  return typeof value === 'string' || (value === null && arity === 'optional');
}

/** The resource with some facts and relations unknown. */
export function withGaps(node: NodeRecord, names: readonly string[], why: string): NodeRecord {
  const { account, region, key, facts, relations, gaps } = node;
  const gap = (name: string): Gap => ({ reason: 'malformed', action: null, account, region, detail: `${name} of ${key} ${why}` });
  return {
    ...node,
    facts: without(facts, names),
    relations: without(relations, names),
    gaps: { ...gaps, ...Object.fromEntries(names.map((name) => [name, gap(name)])) },
  };
}

function without<T>(values: Readonly<Record<string, T>>, names: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
