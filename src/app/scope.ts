import type { AnyView } from '../graph/view.ts';
import { kinds } from '../model/kinds.ts';
import { globMatcher, nearest } from './names.ts';

/** Narrows the resources judged, never what is read of their surroundings. */
export interface Scope {
  /** Globs of workload names; none means all. */
  readonly workloads: readonly string[];
  /** Tags that a resource must all carry. */
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** A resource whose tags are not known may carry them, and stays. */
export function scopeFilter({ workloads, tags }: Scope): (view: AnyView, workloadsOf: (view: AnyView) => readonly string[]) => boolean {
  const matchers = workloads.map(globMatcher);
  return (view, workloadsOf) =>
    (matchers.length === 0 || workloadsOf(view).some((name) => matchers.some((matches) => matches(name)))) &&
    tags.every(({ key, value }) => mayHaveTag(view, key, value));
}

function mayHaveTag({ kind, record }: AnyView, key: string, value: string): boolean {
  const { tags } = record.facts;
  if (tags === undefined) return Object.hasOwn(kinds[kind].facts, 'tags');
  return typeof tags === 'object' && tags !== null && Object.hasOwn(tags, key) && Reflect.get(tags, key) === value;
}

/** A sentence for every workload name that matches none of those found: it was probably misspelt. */
export function unmatchedWorkloads(globs: readonly string[], found: readonly { readonly name: string }[]): readonly string[] {
  const names = [...new Set(found.map(({ name }) => name))];
  const unmatched = globs.filter((glob) => !names.some(globMatcher(glob)));
  return unmatched.map((glob) => `--workload ${glob} matches none of the ${names.length} workloads found${nearest(glob, names)}`);
}
