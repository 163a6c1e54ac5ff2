import type { Place } from '../graph/graph.ts';
import type { AnyView } from '../graph/view.ts';
import { kinds } from '../model/kinds.ts';
import type { RunInfo } from '../model/report.ts';
import { globMatcher, nearest } from './names.ts';

/** Narrows the resources judged, never what is read of their surroundings. */
export interface Scope {
  /** Globs of account ids, and of regions; none means all. */
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
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

/** Accounts and regions, also of what could not be listed there. */
export function placeFilter({ accounts = [], regions = [] }: Scope): (place: Place) => boolean {
  const [account, region] = [matcherOf(accounts), matcherOf(regions)];
  return (place) => account(place.account) && region(place.region);
}

/** The places among those read that are judged; none where nothing is left out. */
export function judgedPlaces({ accounts = [], regions = [] }: Scope, read: Pick<RunInfo, 'accounts' | 'regions'>): Pick<RunInfo, 'judged'> {
  if (accounts.length + regions.length === 0) return {};
  return {
    judged: { accounts: read.accounts.filter(matcherOf(accounts)), regions: [...read.regions, 'global'].filter(matcherOf(regions)) },
  };
}

function matcherOf(globs: readonly string[]): (name: string) => boolean {
  const matchers = globs.map(globMatcher);
  return (name) => matchers.length === 0 || matchers.some((matches) => matches(name));
}

function mayHaveTag({ kind, record }: AnyView, key: string, value: string): boolean {
  const { tags } = record.facts;
  if (tags === undefined) return Object.hasOwn(kinds[kind].facts, 'tags');
  return typeof tags === 'object' && tags !== null && Object.hasOwn(tags, key) && Reflect.get(tags, key) === value;
}

/** A sentence for every glob of accounts or regions that names none of those read. */
export function unmatchedPlaces({ accounts = [], regions = [] }: Scope, read: { accounts: readonly string[]; regions: readonly string[] }) {
  const unmatched = (globs: readonly string[], names: readonly string[]) => globs.filter((glob) => !names.some(globMatcher(glob)));
  const regionNames = [...read.regions, 'global'];
  return [
    ...unmatched(accounts, read.accounts).map((glob) => `--account ${glob} matches none of the ${read.accounts.length} accounts read`),
    ...unmatched(regions, regionNames).map((glob) => `--only-region ${glob} matches none of the regions read${nearest(glob, regionNames)}`),
  ];
}

/** A sentence for every workload name that matches none of those found: it was probably misspelt. */
export function unmatchedWorkloads(globs: readonly string[], found: readonly { readonly name: string }[]): readonly string[] {
  const names = [...new Set(found.map(({ name }) => name))];
  const unmatched = globs.filter((glob) => !names.some(globMatcher(glob)));
  return unmatched.map((glob) => `--workload ${glob} matches none of the ${names.length} workloads found${nearest(glob, names)}`);
}
