import type { Counts, Report, Result, Waiver, WaiverSummary } from '../model/report.ts';
import { type FailOn, findingsExit } from './exit-status.ts';

/** A risk that somebody has accepted for a time. */
export interface AcceptedRisk {
  readonly waiver: Waiver;
  /** What a finding has to match, for the report. */
  readonly match: WaiverSummary['match'];
  /** Of the configuration file. */
  readonly line: number | null;
  /** Whether any finding of a rule can be meant; asked once for each rule. */
  readonly concerns: (rule: string) => boolean;
  /** Whether a failing result of such a rule is meant. */
  readonly covers: (result: Result) => boolean;
  /** It says which resource or finding it is about. */
  readonly isPointed: boolean;
}

export interface WaiverOptions {
  /** Time of the run, in milliseconds since 1970. */
  readonly at: number;
  readonly failOn: FailOn;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;
const soonDays = 14;
/** A waiver that points at no resource and accepts more of them than these is too broad. */
const manyResources = 10;

/** What the waivers do to the results, gathered in one pass. */
interface Tally {
  /** By the index of the waiver. */
  readonly covered: readonly { findings: number; readonly rules: Set<string>; readonly resources: Set<string> }[];
  readonly waivedByRule: Map<string, number>;
  readonly waivedBySeverity: Record<keyof Counts['failBySeverity'], number>;
  lowered: number;
}

/**
 * Takes accepted findings out of the counts and the exit status, and says of each waiver what became of it. Only failures are
 * accepted, never what is unknown. Reads the results once if any fails, and not at all without waivers.
 */
export function withWaivers(report: Report, risks: readonly AcceptedRisk[], { at, failOn }: WaiverOptions): Report {
  if (risks.length === 0) return report;
  const covering = coveringRisks(risks);
  const waiverAmong = (covers: readonly AcceptedRisk[]) => covers.find(({ waiver }) => !isExpired(waiver, at))?.waiver ?? null;
  const tally = tallyOf(report, risks, covering, waiverAmong);
  const counts = countsWith(report.counts, tally);
  const { code } = report.exit;
  return {
    ...report,
    exit: code === 0 || code === 1 ? findingsExit(counts, failOn) : report.exit,
    counts,
    rules: report.rules.map((rule) => {
      const waived = tally.waivedByRule.get(rule.id) ?? 0;
      return waived === 0 ? rule : { ...rule, fail: rule.fail - waived, waived };
    }),
    waivers: risks.map((risk, index) => summaryOf(risk, tally.covered[index], at)),
    results: { [Symbol.iterator]: () => waivedResults(report.results, (result) => waiverAmong(covering(result))) },
  };
}

function* waivedResults(results: Iterable<Result>, waiverOf: (result: Result) => Waiver | null): Generator<Result, void, undefined> {
  for (const result of results) {
    const waiver = result.status === 'fail' ? waiverOf(result) : null;
    yield waiver === null ? result : { ...result, waiver };
  }
}

/** The waivers that mean a failing result, in their order. */
function coveringRisks(risks: readonly AcceptedRisk[]): (result: Result) => readonly AcceptedRisk[] {
  const byRule = new Map<string, readonly AcceptedRisk[]>();
  return (result) => {
    const concerned = byRule.get(result.rule) ?? risks.filter(({ concerns }) => concerns(result.rule));
    byRule.set(result.rule, concerned);
    return concerned.filter(({ covers }) => covers(result));
  };
}

function tallyOf(
  { results, counts }: Report,
  risks: readonly AcceptedRisk[],
  covering: (result: Result) => readonly AcceptedRisk[],
  waiverAmong: (covers: readonly AcceptedRisk[]) => Waiver | null,
): Tally {
  const fresh = risks.map(() => ({ findings: 0, rules: new Set<string>(), resources: new Set<string>() }));
  const byRisk = new Map(risks.map((risk, index) => [risk, fresh[index]]));
  const waivedBySeverity = { critical: 0, high: 0, medium: 0, low: 0 };
  const tally: Tally = { covered: fresh, waivedByRule: new Map(), waivedBySeverity, lowered: 0 };
  for (const result of counts.fail === 0 ? [] : results) {
    if (result.status !== 'fail') continue;
    const covers = covering(result);
    for (const risk of covers) {
      const covered = byRisk.get(risk);
      if (covered === undefined) continue;
      covered.findings += 1;
      covered.rules.add(result.rule);
      if (covered.resources.size <= manyResources) covered.resources.add(result.resource.id);
    }
    if (waiverAmong(covers) === null) continue;
    tally.waivedByRule.set(result.rule, (tally.waivedByRule.get(result.rule) ?? 0) + 1);
    tally.waivedBySeverity[result.severity] += 1;
    if (result.ruleSeverity !== undefined) tally.lowered += 1;
  }
  return tally;
}

function countsWith({ lowered: loweredBefore = 0, ...counts }: Counts, { waivedBySeverity: waived, lowered }: Tally): Counts {
  const { critical, high, medium, low } = counts.failBySeverity;
  const total = waived.critical + waived.high + waived.medium + waived.low;
  return {
    ...counts,
    fail: counts.fail - total,
    waived: counts.waived + total,
    failBySeverity: {
      critical: critical - waived.critical,
      high: high - waived.high,
      medium: medium - waived.medium,
      low: low - waived.low,
    },
    ...(loweredBefore === lowered ? {} : { lowered: loweredBefore - lowered }),
  };
}

function summaryOf(
  { waiver, match, line, isPointed }: AcceptedRisk,
  covered: Tally['covered'][number] | undefined,
  at: number,
): WaiverSummary {
  const { findings = 0, rules = new Set(), resources = new Set() } = covered ?? {};
  const hasExpired = isExpired(waiver, at);
  const broad = [
    ...(rules.size > 1 ? [`it covers findings of ${rules.size} rules: name one`] : []),
    ...(!isPointed && resources.size > manyResources ? [`it covers more than ${manyResources} resources and names none`] : []),
  ];
  const notes = [...(hasExpired ? [] : soonText(waiver, at)), ...broad];
  return {
    match,
    ...waiver,
    state: hasExpired ? 'expired' : findings === 0 ? 'unused' : 'active',
    findings,
    note: notes.length === 0 ? null : notes.join('; '),
    line,
  };
}

function soonText(waiver: Waiver, at: number): readonly string[] {
  const days = Math.ceil((endOf(waiver) - at) / dayMilliseconds) - 1;
  if (days > soonDays) return [];
  return [days === 0 ? 'it expires today' : `it expires in ${days} ${days === 1 ? 'day' : 'days'}`];
}

function isExpired(waiver: Waiver, at: number): boolean {
  return at >= endOf(waiver);
}

/** The day itself still counts. What is no day has expired. */
function endOf({ expires }: Waiver): number {
  const start = Date.parse(expires);
  return Number.isNaN(start) ? Number.NEGATIVE_INFINITY : start + dayMilliseconds;
}
