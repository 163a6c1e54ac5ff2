import type { Change } from '../../model/drift-report.ts';
import type { Json } from '../../model/report.ts';
import { valueText } from '../finding-text.ts';
import { plainText } from '../plain-text.ts';

/** `multiAz: true → false`, `ingress: + { … }`, `added`. */
export function changeText({ type, fact, before, after }: Pick<Change, 'type' | 'fact' | 'before' | 'after'>): string {
  if (fact === null) return type;
  return `${plainText(fact)}: ${differenceText(before, after)}`;
}

function differenceText(before: Json, after: Json): string {
  if (isList(before) && isList(after)) {
    const [was, is] = [before[0], after[0]];
    if (before.length === 1 && after.length === 1 && isMap(was) && isMap(is) && shareMember(was, is)) return recordText(was, is);
    return [...after.map((item) => `+ ${short(item)}`), ...before.map((item) => `- ${short(item)}`)].join('; ');
  }
  if (isMap(before) && isMap(after)) return mapText(before, after);
  return `${short(before)} → ${short(after)}`;
}

type JsonMap = { readonly [name: string]: Json };

/** One element that became another: what they share tells which, then what differs. */
function recordText(was: JsonMap, is: JsonMap): string {
  const same = Object.entries(was).filter(([name, value]) => value !== null && isEqual(value, is[name]));
  const named = same.find(([, value]) => typeof value === 'string')?.[1];
  const differing = (from: JsonMap, to: JsonMap) =>
    Object.fromEntries(Object.entries(from).filter(([name, value]) => !isEqual(value, to[name])));
  return `${named === undefined ? '' : `${short(named)}: `}${mapText(differing(was, is), differing(is, was))}`;
}

function mapText(before: JsonMap, after: JsonMap): string {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((name) => `${plainText(name)} ${short(before[name] ?? null)} → ${short(after[name] ?? null)}`)
    .join(', ');
}

function short(value: Json): string {
  return valueText(withoutNulls(value));
}

/** Members that say nothing only hide the others. */
function withoutNulls(value: Json): Json {
  if (isList(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const told = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(told.map(([name, member]) => [name, withoutNulls(member)]));
}

function shareMember(was: JsonMap, is: JsonMap): boolean {
  return Object.entries(was).some(([name, value]) => typeof value === 'string' && value === is[name]);
}

function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
