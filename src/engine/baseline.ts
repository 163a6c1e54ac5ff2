import type { BaselineFinding, BaselineSummary, Report, Result, Severity } from '../model/report.ts';
import { type FailOn, newFindingsExit } from './exit-status.ts';

/** A failing result of an earlier report. */
export interface EarlierFinding extends BaselineFinding {
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  /** Somebody had accepted it: where that is over, it counts as new. */
  readonly isWaived: boolean;
}

/** An earlier report, as far as this one is held against it. */
export interface Baseline {
  readonly takenAt: string;
  /** In the order of that report. */
  readonly findings: readonly EarlierFinding[];
}

/** What became of a resource on which a rule that ran has no verdict. */
type Whereabouts = 'there' | 'gone' | 'unread' | 'out-of-scope';

export interface BaselineOptions {
  readonly whereaboutsOf: (finding: EarlierFinding) => Whereabouts;
  /** Only new findings count for the exit status. */
  readonly failOnNew: boolean;
  readonly failOn: FailOn;
}

type Fate = 'fixed' | 'unknown' | 'gone' | 'notJudged';

/** A failing result that the baseline holds. */
interface Known {
  readonly earlier: EarlierFinding;
  readonly severity: Severity;
  readonly isNew: boolean;
  readonly isWaived: boolean;
}

/** Which earlier findings are still there, and what the others came to. */
interface Comparison {
  /** By rule and resource. */
  readonly known: ReadonlyMap<string, Known>;
  /** Statuses of this run for earlier findings that fail no more. */
  readonly statuses: ReadonlyMap<EarlierFinding, Result['status']>;
}

/**
 * Tells new findings from those an earlier report has. A finding is the same if its rule and resource are, else if its identity is,
 * which survives the replacement of a resource. Nothing is called fixed that was not judged again. Reads the results once.
 */
export function withBaseline(report: Report, baseline: Baseline, { whereaboutsOf, failOnNew, failOn }: BaselineOptions): Report {
  const { known, statuses } = compared(report.results, baseline.findings);
  const newBySeverity = { ...report.counts.failBySeverity };
  for (const { severity, isNew, isWaived } of known.values()) if (!isNew && !isWaived) newBySeverity[severity] -= 1;
  const { critical, high, medium, low } = newBySeverity;
  const fresh = critical + high + medium + low;
  const unchanged = report.counts.fail - fresh;
  const { code } = report.exit;
  const earlier = new Set([...known.values()].map((each) => each.earlier));
  return {
    ...report,
    exit: failOnNew && (code === 0 || code === 1) ? newFindingsExit(newBySeverity, unchanged, failOn) : report.exit,
    baseline: { takenAt: baseline.takenAt, new: fresh, unchanged, ...ended(report, baseline, earlier, statuses, whereaboutsOf) },
    results: { [Symbol.iterator]: () => comparedResults(report.results, known) },
  };
}

function* comparedResults(results: Iterable<Result>, known: Comparison['known']): Generator<Result, void, undefined> {
  for (const result of results) {
    const isNew = known.get(keyOf(result.rule, result.resource.id))?.isNew ?? true;
    yield result.status === 'fail' ? { ...result, baseline: isNew ? 'new' : 'unchanged' } : result;
  }
}

/** Resources come first: where one member of a group is new, that one is new, and not the one whose number it took. */
function compared(results: Iterable<Result>, findings: readonly EarlierFinding[]): Comparison {
  const byKey = new Map(findings.map((finding) => [keyOf(finding.rule, finding.resource), finding]));
  const byId = new Map<string, EarlierFinding[]>();
  for (const finding of findings) byId.set(finding.id, [...(byId.get(finding.id) ?? []), finding]);
  const known = new Map<string, Known>();
  const statuses = new Map<EarlierFinding, Result['status']>();
  const taken = new Set<EarlierFinding>();
  const replaced: Pick<Result, 'id' | 'rule' | 'severity' | 'resource' | 'waiver'>[] = [];
  const keep = (earlier: EarlierFinding, { rule, severity, resource, waiver }: (typeof replaced)[number]) => {
    const isWaived = waiver !== null;
    taken.add(earlier);
    known.set(keyOf(rule, resource.id), { earlier, severity, isWaived, isNew: earlier.isWaived && !isWaived });
  };
  for (const { id, rule, status, severity, resource, waiver } of results) {
    const same = byKey.get(keyOf(rule, resource.id));
    const failing = { id, rule, severity, resource, waiver };
    if (status !== 'fail') for (const finding of same === undefined ? (byId.get(id) ?? []) : [same]) statuses.set(finding, status);
    else if (same !== undefined) keep(same, failing);
    else if (byId.has(id)) replaced.push(failing);
  }
  for (const failing of replaced) {
    const earlier = byId.get(failing.id)?.find((each) => !taken.has(each));
    if (earlier !== undefined) keep(earlier, failing);
  }
  return { known, statuses };
}

/** What was waived is told as such, as long as it is there, and was no finding that could be fixed. */
function ended(
  { rules, run }: Report,
  { findings }: Baseline,
  known: ReadonlySet<EarlierFinding>,
  statuses: Comparison['statuses'],
  whereaboutsOf: BaselineOptions['whereaboutsOf'],
): Pick<BaselineSummary, Fate> {
  const fates: Record<Fate, BaselineFinding[]> = { fixed: [], unknown: [], gone: [], notJudged: [] };
  const judged = new Set(rules.map(({ id }) => id));
  const { accounts, regions } = run.judged ?? { accounts: run.accounts, regions: [...run.regions, 'global'] };
  const places = { accounts: new Set(accounts), regions: new Set(regions) };
  for (const finding of findings) {
    if (known.has(finding) || finding.isWaived) continue;
    const { id, rule, severity, resource, name, account, region } = finding;
    const isJudged = judged.has(rule) && places.accounts.has(account) && places.regions.has(region);
    const status = statuses.get(finding);
    const fate = !isJudged
      ? 'notJudged'
      : status === undefined
        ? fatesOfPlaces[whereaboutsOf(finding)]
        : status === 'pass'
          ? 'fixed'
          : 'unknown';
    fates[fate].push({ id, rule, severity, resource, name });
  }
  return fates;
}

/** A rule that ran and says nothing of a resource does not apply to it. */
const fatesOfPlaces: Readonly<Record<Whereabouts, Fate>> = { there: 'fixed', gone: 'gone', unread: 'unknown', 'out-of-scope': 'notJudged' };

function keyOf(rule: string, resource: string): string {
  return `${rule} ${resource}`;
}
