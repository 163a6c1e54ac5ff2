import type { AnyView } from '../graph/view.ts';
import { globMatcher } from './names.ts';

/** Narrows the resources judged, never what is read of their surroundings. */
export interface Scope {
  /** Globs of workload names; none means all. */
  readonly workloads: readonly string[];
  /** Tags that a resource must all carry. */
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

export function scopeFilter({ workloads, tags }: Scope): (view: AnyView, workloads: readonly string[]) => boolean {
  const matchers = workloads.map(globMatcher);
  return (view, names) =>
    (matchers.length === 0 || names.some((name) => matchers.some((matches) => matches(name)))) && tags.every(({ key, value }) => hasTag(view, key, value));
}

function hasTag({ record }: AnyView, key: string, value: string): boolean {
  const { tags } = record.facts;
  return typeof tags === 'object' && tags !== null && Reflect.get(tags, key) === value;
}
