import type { Json } from '../model/report.ts';
import { isOrdered, normal } from './normal.ts';
import { isList, isRecord } from './side.ts';

/** What differs of a value: of a set its own elements, of a map its own members, else all of it. */
export interface ChangedPart {
  readonly before: Json;
  readonly after: Json;
}

/** Null where both mean the same. */
export function changedPart(path: string, before: unknown, after: unknown, canonical: (text: string) => string): ChangedPart | null {
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  const [was, is] = [normal(path, before, canonical), normal(path, after, canonical)];
  if (JSON.stringify(was) === JSON.stringify(is)) return null;
  if (isJsonList(was) && isJsonList(is) && !isOrdered(path)) return { before: without(was, is), after: without(is, was) };
  if (isRecord(before) && isRecord(after)) return { before: others(path, before, was, is), after: others(path, after, is, was) };
  return { before: shown(before, was), after: shown(after, is) };
}

/** The elements that the other list does not hold as often. */
function without(list: readonly Json[], other: readonly Json[]): readonly Json[] {
  const left = new Map<string, number>();
  for (const text of other.map((item) => JSON.stringify(item))) left.set(text, (left.get(text) ?? 0) + 1);
  return list.filter((item) => {
    const text = JSON.stringify(item);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}

function others(path: string, value: Readonly<Record<string, unknown>>, own: Json, other: Json): Json {
  const [mine, theirs] = [isRecord(own) ? own : {}, isRecord(other) ? other : {}];
  const names = Object.keys(mine).filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(theirs[name]));
  return Object.fromEntries(names.map((name) => [name, normal(`${path}.${name}`, value[name], String)]));
}

/** As the side itself has it, so that a reader finds it there. */
function shown(value: unknown, normalised: Json): Json {
  return value === null || typeof value !== 'object' ? normal('', value, String) : normalised;
}

function isJsonList(value: Json): value is readonly Json[] {
  return isList(value);
}
