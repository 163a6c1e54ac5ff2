import { factsValidators } from '../generated/validate-facts.js';
import type { Relation } from '../model/declare.ts';
import type { Gap } from '../model/gap.ts';
import { type Kind, kinds } from '../model/kinds.ts';
import type { NodeRecord } from '../model/snapshot.ts';

/** Facts and relations of a resource that are not of their type; each name once. */
export function malformedParts(kind: Kind, { facts, relations }: NodeRecord): readonly string[] {
  const validate = factsValidators[kind];
  const bad = validate(facts) ? [] : (validate.errors ?? []).map(({ instancePath }) => instancePath.split('/')[1] ?? '');
  const declared: Readonly<Record<string, Relation>> = kinds[kind].relations;
  for (const name in relations) {
    const relation = declared[name];
    if (relation !== undefined && !isOfArity(relations[name], relation.arity)) bad.push(name);
  }
  return bad.length === 0 ? bad : [...new Set(bad)];
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
