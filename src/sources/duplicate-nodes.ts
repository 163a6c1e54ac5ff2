import { compareGaps, type Gap } from '../model/gap.ts';
import type { NodeRecord } from '../model/snapshot.ts';
import { withGaps } from './malformed-parts.ts';

export function isSameNode(a: NodeRecord | undefined, b: NodeRecord): boolean {
  return a !== undefined && a.kind === b.kind && a.id === b.id && a.account === b.account && a.region === b.region;
}

/** Sorted nodes, each once. Where two tellings of a resource contradict each other, neither is believed. */
export function merged(sorted: readonly NodeRecord[]): readonly NodeRecord[] {
  const groups: NodeRecord[][] = [];
  for (const node of sorted) {
    const group = groups.at(-1);
    if (group !== undefined && isSameNode(group[0], node)) group.push(node);
    else groups.push([node]);
  }
  return groups.flatMap(agreed);
}

/** Depends on what the tellings say, not on their order. */
function agreed(tellings: readonly NodeRecord[]): readonly NodeRecord[] {
  const [first] = tellings.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (first === undefined || tellings.length === 1) return tellings;
  const facts = union(tellings.map((telling) => telling.facts));
  const relations = union(tellings.map((telling) => telling.relations));
  const node = {
    ...first,
    facts: facts.agreed,
    relations: relations.agreed,
    gaps: gapsOf(tellings, { ...facts.agreed, ...relations.agreed }),
  };
  return [withGaps(node, [...facts.contested, ...relations.contested], 'is told twice in the snapshot, and differently')];
}

function union<T>(tellings: readonly Readonly<Record<string, T>>[]) {
  const values = new Map<string, Map<string, T>>();
  for (const [name, value] of tellings.flatMap((telling) => Object.entries(telling))) {
    const known = values.get(name) ?? new Map<string, T>();
    values.set(name, known.set(JSON.stringify(value), value));
  }
  const names = [...values.keys()].sort();
  return {
    agreed: Object.fromEntries(names.flatMap((name) => [...(values.get(name) ?? [])].map(([, value]) => [name, value]))),
    contested: names.filter((name) => (values.get(name)?.size ?? 0) > 1),
  };
}

/** A gap of one telling is no gap where another one knows. */
function gapsOf(tellings: readonly NodeRecord[], known: Readonly<Record<string, unknown>>): Readonly<Record<string, Gap>> {
  const told = tellings.flatMap(({ gaps }) => Object.entries(gaps)).filter(([name]) => !Object.hasOwn(known, name));
  const sorted = told.sort(([a, left], [b, right]) => (a === b ? compareGaps(right, left) : a < b ? -1 : 1));
  return Object.fromEntries(sorted);
}
