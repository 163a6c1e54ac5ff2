import type { Report, Result } from '../../model/report.ts';
import type { OutputOptions } from '../define.ts';
import { Folding } from '../table/folding.ts';
import { type UnknownCause, UnknownCauses } from '../unknown-causes.ts';
import { isVisible } from '../visible-results.ts';
import { drawnResources } from './drawing.ts';
import { type Marks, mark } from './marks.ts';

/** Failing resources of a workload that are named beside its picture; a reader finds the others below. */
const namedBeside = 24;

/** What stands under one heading, with what follows from it. */
export interface Group {
  count: number;
  readonly workloads: Set<string>;
  readonly rules: Set<string>;
  readonly places: Set<string>;
  hasNew: boolean;
}

export interface Gathered {
  readonly causes: readonly UnknownCause[];
  readonly folding: Folding;
  /** Of what the pictures draw, by resource id. */
  readonly marks: ReadonlyMap<string, Marks>;
  /** Of the first failing resources that no picture draws, by `placeOf` their workload and resource id. */
  readonly beside: ReadonlyMap<string, ReadonlyMap<string, Marks>>;
  /** Workloads, rules, and accounts with their regions, that have findings which are shown, most first. */
  readonly workloads: readonly string[];
  readonly rules: readonly string[];
  readonly places: readonly string[];
  /** By `placeOf`, worst first: the findings of each workload. */
  readonly failures: ReadonlyMap<string, number>;
  /** What stands under each heading, by `groupOf`. */
  readonly groups: ReadonlyMap<string, Group>;
  /** Findings shown: failing, visible and not waived. */
  readonly shown: number;
  readonly hidden: number;
}

export function isFinding(result: Result, options: OutputOptions): boolean {
  return result.status === 'fail' && result.waiver === null && isVisible(result, options);
}

export function groupOf({ severity, rule }: Result): string {
  return `${severity} ${rule}`;
}

export function accountAndRegion({ resource: { account, region } }: Result): string {
  return `${account} ${region}`;
}

export function placeOf({ account, region }: { readonly account: string; readonly region: string }, workload: string): string {
  return `${account} ${region} ${workload}`;
}

/** Reads the results twice and keeps only those that follow from others, with their causes. */
export function gather(report: Report, options: OutputOptions): Gathered {
  const drawn = drawnResources(report);
  const causes = new UnknownCauses();
  const marks = new Map<string, Marks>();
  const beside = new Map<string, Map<string, Marks>>();
  const [workloads, rules, places, failures] = [newCounts(), newCounts(), newCounts(), newCounts()];
  const groups = new Map<string, Group>();
  const causeKeys = new Set<string>();
  let [shown, hidden] = [0, 0];
  for (const result of report.results) {
    const { resource, rule, follows } = result;
    const isShown = isFinding(result, options);
    if (drawn.has(resource.id)) mark(marks, result, isShown);
    if (result.status === 'unknown') causes.add(result);
    if (result.status === 'fail' && !isVisible(result, options)) hidden += 1;
    if (!isShown) continue;
    shown += 1;
    count(rules, rule, 1);
    count(places, accountAndRegion(result), 1);
    addTo(groups, result, result);
    if (follows !== undefined) causeKeys.add(keyOf(follows.rule, follows.resource));
    for (const name of result.workloads) {
      count(workloads, name, 1);
      const place = placeOf(resource, name);
      count(failures, place, 1);
      const named = beside.get(place) ?? new Map<string, Marks>();
      beside.set(place, named);
      if (!drawn.has(resource.id) && (named.has(resource.id) || named.size < namedBeside)) mark(named, result, isShown);
    }
  }
  const linked = causeKeys.size === 0 ? [] : [...linkedResults(report, options, causeKeys)];
  const folding = new Folding(linked);
  for (const result of linked) {
    const group = groups.get(groupOf(result));
    if (group !== undefined && folding.isFolded(result)) group.count -= 1;
    for (const following of [...folding.of(result).values()].flat()) addTo(groups, result, following);
  }
  return {
    ...{ causes: causes.list(), folding, marks, beside, failures, groups, shown, hidden },
    workloads: mostFirst(workloads),
    rules: mostFirst(rules),
    places: mostFirst(places),
  };
}

/** Puts a finding under the heading of `head`: itself, or what it follows from. */
function addTo(groups: Map<string, Group>, head: Result, result: Result): void {
  const key = groupOf(head);
  const group = groups.get(key) ?? { count: 0, workloads: new Set(), rules: new Set(), places: new Set(), hasNew: false };
  groups.set(key, group);
  if (head === result) group.count += 1;
  for (const name of result.workloads) group.workloads.add(name);
  group.rules.add(result.rule);
  group.places.add(accountAndRegion(result));
  group.hasNew ||= result.baseline === 'new';
}

function* linkedResults(report: Report, options: OutputOptions, causeKeys: ReadonlySet<string>): Iterable<Result> {
  for (const result of report.results) {
    const { rule, resource, follows } = result;
    if (isFinding(result, options) && (follows !== undefined || causeKeys.has(keyOf(rule, resource.id)))) yield result;
  }
}

function newCounts(): Map<string, number> {
  return new Map();
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function mostFirst(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1)).map(([name]) => name);
}

function keyOf(rule: string, resource: string): string {
  return `${rule} ${resource}`;
}
