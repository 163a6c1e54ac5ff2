import { type Report, type Result, type Severity, severities, type Workload } from '../../model/report.ts';
import { type AccountTally, ByAccount } from '../by-account.ts';
import type { OutputOptions } from '../define.ts';
import { UnknownCauses, type UnknownCause } from '../unknown-causes.ts';
import { isVisible } from '../visible-results.ts';
import { type Consequences, Folding } from './folding.ts';

/** Resources listed per rule and workload before the table says how many more there are. */
const listedResources = 10;

/** The failures of one rule within one workload and, where that matters, within one environment and of one state since the baseline. */
export interface FindingGroup {
  readonly rule: string;
  readonly severity: Severity;
  readonly baseline: Result['baseline'];
  /** The first ones; all of them if verbose. */
  readonly listed: readonly Result[];
  readonly count: number;
  /** Failures that go away when these do. */
  readonly consequences: Consequences;
}

export interface WorkloadDigest {
  /** Null for resources outside any workload. */
  readonly workload: Pick<Workload, 'name' | 'environment' | 'account' | 'region'> | null;
  /** Worst first. */
  readonly findings: readonly FindingGroup[];
  /** Without those that follow from others. */
  readonly failBySeverity: Readonly<Record<Severity, number>>;
  /** Failures that follow from others. */
  readonly following: number;
  readonly pass: number;
  readonly unknown: number;
  readonly waived: number;
}

export interface Digest {
  /** Worst first; resources outside any workload last. */
  readonly workloads: readonly WorkloadDigest[];
  /** Worst first. */
  readonly accounts: readonly AccountTally[];
  readonly causes: readonly UnknownCause[];
  /** Failing results that `minimumSeverity` left out. */
  readonly hidden: number;
}

interface Tally {
  readonly workload: WorkloadDigest['workload'];
  readonly findings: Map<
    string,
    { rule: string; severity: Severity; baseline: Result['baseline']; listed: Result[]; count: number; consequences: Map<string, Result[]> }
  >;
  readonly failBySeverity: Record<Severity, number>;
  following: number;
  pass: number;
  unknown: number;
  waived: number;
}

/** Reads the results once and keeps the failures of them. */
export function digest(report: Report, options: OutputOptions): Digest {
  const workloadOf = home(report.workloads);
  const tallies = new Map<string, Tally>();
  const causes = new UnknownCauses();
  const failures: Result[] = [];
  let hidden = 0;
  const accounts = new ByAccount(report.run);
  for (const result of report.results) {
    accounts.add(result);
    const tally = tallyFor(tallies, workloadOf(result));
    if (result.status === 'pass') tally.pass += 1;
    else if (result.status === 'unknown') {
      tally.unknown += 1;
      causes.add(result);
    } else if (!isVisible(result, options)) hidden += 1;
    else if (result.waiver !== null) tally.waived += 1;
    else failures.push(result);
  }
  const folding = new Folding(failures);
  for (const result of failures) {
    const tally = tallyFor(tallies, workloadOf(result));
    if (folding.isFolded(result)) tally.following += 1;
    else addFailure(tally, result, folding.of(result), options.verbose ? Number.POSITIVE_INFINITY : listedResources);
  }
  const workloads = [...tallies.values()].sort(worstFirst).map((tally) => ({ ...tally, findings: newFirst([...tally.findings.values()]) }));
  return { workloads, accounts: accounts.list(), causes: causes.list(), hidden };
}

function newFirst(groups: readonly FindingGroup[]): readonly FindingGroup[] {
  return [...groups.filter(({ baseline }) => baseline === 'new'), ...groups.filter(({ baseline }) => baseline !== 'new')];
}

/** The workload under which a result is told. One name may stand for a workload in each of several accounts and regions. */
function home(workloads: readonly Workload[]): (result: Result) => WorkloadDigest['workload'] {
  const firsts = new Map<string, Workload>();
  const keysOf = (name: string, account: string, region: string) => [`${name}\n${account}\n${region}`, `${name}\n${account}`, name];
  for (const workload of workloads)
    for (const key of keysOf(workload.name, workload.account, workload.region)) if (!firsts.has(key)) firsts.set(key, workload);
  return ({ workloads: [name], resource: { account, region } }) => {
    if (name === undefined) return null;
    const [nearest = { name, environment: null, account, region }] = keysOf(name, account, region).flatMap((key) => firsts.get(key) ?? []);
    return nearest;
  };
}

function keyOf(workload: WorkloadDigest['workload']): string {
  return workload === null ? '' : `${workload.name} ${workload.account} ${workload.region}`;
}

function tallyFor(tallies: Map<string, Tally>, workload: WorkloadDigest['workload']): Tally {
  const key = keyOf(workload);
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const failBySeverity = { critical: 0, high: 0, medium: 0, low: 0 };
  const fresh: Tally = { workload, findings: new Map(), failBySeverity, following: 0, pass: 0, unknown: 0, waived: 0 };
  tallies.set(key, fresh);
  return fresh;
}

/** Results arrive worst first, and so do the groups. */
function addFailure(tally: Tally, result: Result, consequences: Consequences, mostListed: number): void {
  const { rule, severity, environment = '', baseline } = result;
  const key = `${severity} ${environment} ${rule} ${baseline ?? ''}`;
  const group = tally.findings.get(key) ?? { rule, severity, baseline, listed: [], count: 0, consequences: new Map<string, Result[]>() };
  tally.findings.set(key, group);
  tally.failBySeverity[severity] += 1;
  group.count += 1;
  if (group.listed.length < mostListed) group.listed.push(result);
  for (const [follower, results] of consequences)
    group.consequences.set(follower, [...(group.consequences.get(follower) ?? []), ...results]);
}

function worstFirst(left: Tally, right: Tally): number {
  if (left.workload === null || right.workload === null) return left.workload === null ? 1 : -1;
  for (const severity of severities) {
    const difference = right.failBySeverity[severity] - left.failBySeverity[severity];
    if (difference !== 0) return difference;
  }
  return right.unknown - left.unknown || (keyOf(left.workload) < keyOf(right.workload) ? -1 : 1);
}
