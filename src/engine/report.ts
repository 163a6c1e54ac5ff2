import type { Graph, Place } from '../graph/graph.ts';
import type { AnyView } from '../graph/view.ts';
import type { CoverageEntry } from '../model/coverage.ts';
import { isKind, type Kind } from '../model/kinds.ts';
import {
  type Report,
  reportSchemaId,
  type RuleSummary,
  type RunInfo,
  type Severity,
  severities,
  type SeverityScope,
} from '../model/report.ts';
import { Environments } from '../topology/environments.ts';
import { seenIn } from '../topology/seen.ts';
import { networksOf } from '../topology/networks.ts';
import { deriveTopology } from '../topology/topology.ts';
import type { WorkloadSetting } from '../topology/workload-names.ts';
import { Workloads, workloadsReads } from '../topology/workloads.ts';
import type { OnCrash, Params } from './evaluate.ts';
import { Causes } from './causes.ts';
import { type ExitPolicy, exitOf } from './exit-status.ts';
import { type Judgement, judgementsOf, type Judging, resultsOf } from './judgements.ts';
import { helpUriOf } from './references.ts';
import type { Rule } from './rule.ts';
import { defaultEnvironmentSettings, type EnvironmentSettings, Severities } from './severities.ts';
import type { RunContext } from './subject-context.ts';

/** A rule that is switched on, with the severity and the parameters of this run. */
export interface SelectedRule {
  readonly rule: Rule;
  /** In production. */
  readonly severity: Severity;
  /** Where it holds; left out, what the rule says. */
  readonly environments?: SeverityScope;
  /** Validated, defaults filled in. */
  readonly params: Params;
}

export interface JudgeOptions {
  readonly rules: readonly SelectedRule[];
  readonly exit: ExitPolicy;
  readonly tool: { readonly name: string; readonly version: string };
  readonly run: RunInfo;
  /** Milliseconds since 1970; the snapshot's time where left out. */
  readonly asOf?: number;
  /** What the configuration says of workloads. */
  readonly workloads?: readonly WorkloadSetting[];
  /** How environments are told, and what counts less there. */
  readonly environments?: EnvironmentSettings;
  /** Narrows the resources judged, never what is read of their surroundings. */
  readonly isInScope?: (view: AnyView, workloadsOf: (view: AnyView) => readonly string[]) => boolean;
  /** Narrows the accounts and regions judged in the same way. */
  readonly isPlaceInScope?: (place: Place) => boolean;
  readonly onCrash?: OnCrash;
  /** More judgements than this are not held in memory: each reader of the report has them made anew. */
  readonly heldJudgements?: number;
}

/** Settings of an account or region are no workload: judging them alone is judging nothing. */
const accountSettings: ReadonlySet<Kind> = new Set(['config.recorder', 'ec2.instance-metadata-defaults', 'ec2.ebs-encryption-by-default']);

/** Some rules speak of DocumentDB and Neptune, which RDS lists, and some do not. */
const databases: ReadonlySet<Kind> = new Set(['rds.cluster', 'rds.instance']);

interface RuleCounts {
  pass: number;
  fail: number;
  unknown: number;
  notApplicable: number;
}

/** Judges a graph. Pure: the same graph and options give the same report. */
export function judgeGraph(graph: Graph, options: JudgeOptions): Report {
  const topology = deriveTopology(graph);
  const { workloads: settings = [], environments: environmentSettings = defaultEnvironmentSettings } = options;
  const workloads = new Workloads(graph, topology, settings, environmentSettings.tagKeys);
  const environments = new Environments(graph, workloads, settings, environmentSettings);
  const context: RunContext = {
    graph,
    topology,
    asOf: options.asOf ?? Date.parse(graph.header.finishedAt),
    declaredBootSecondsOf: (view) => workloads.declaredBootSecondsOf(view),
  };
  const selected = [...options.rules].sort(bySeverityAndId);
  const crashes = new Set<string>();
  const onCrash: OnCrash = (rule, resource, error) => {
    const key = `${rule} ${resource}`;
    if (!crashes.has(key)) options.onCrash?.(rule, resource, error);
    crashes.add(key);
  };
  const counts = new Map<string, RuleCounts>(selected.map(({ rule }) => [rule.id, { pass: 0, fail: 0, unknown: 0, notApplicable: 0 }]));
  const causes = new Causes(selected.map(({ rule }) => rule));
  const severitiesOf = new Severities(graph, environments, environmentSettings);
  const judging: Judging = {
    causes,
    run: context,
    workloads,
    severities: severitiesOf,
    isInScope: options.isInScope,
    isPlaceInScope: options.isPlaceInScope,
    onCrash,
  };

  let held: Judgement[] | null = [];
  const { heldJudgements = graph.header.nodes > 200_000 ? 0 : 250_000 } = options;
  let evaluated = 0;
  let lowered = 0;
  const judgedDatabases = new Set<string>();
  const failBySeverity = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const judgement of judgementsOf(selected, judging)) {
    const { selected: of, severity } = judgement;
    const { rule } = of;
    const status = 'unread' in judgement ? 'unknown' : judgement.judged.outcome.status;
    const ruleCounts = counts.get(rule.id);
    if (ruleCounts !== undefined) ruleCounts[status === 'not-applicable' ? 'notApplicable' : status] += 1;
    if (status === 'not-applicable') continue;
    if (status === 'fail') failBySeverity[severity] += 1;
    if (status === 'fail' && severity !== of.severity) lowered += 1;
    noteFailure(causes, judgement);
    if ('judged' in judgement && databases.has(rule.subject)) judgedDatabases.add(judgement.judged.view.id);
    if (status !== 'unknown' && !accountSettings.has(rule.subject)) evaluated += 1;
    if (held !== null && held.push(judgement) > heldJudgements) held = null;
  }
  const total = { pass: 0, fail: 0, unknown: 0, notApplicable: 0, waived: 0 };
  for (const each of counts.values()) {
    total.pass += each.pass;
    total.fail += each.fail;
    total.unknown += each.unknown;
    total.notApplicable += each.notApplicable;
  }
  const tally = { counts: { ...total, failBySeverity, ...(lowered === 0 ? {} : { lowered }) }, evaluated, crashes: crashes.size };
  return {
    schema: reportSchemaId,
    tool: options.tool,
    run: options.run,
    exit: exitOf(tally, options.exit),
    counts: tally.counts,
    rules: selected.map(({ rule, severity }) => summaryOf(rule, severity, counts.get(rule.id))),
    coverage: coverageOf(graph, selected),
    workloads: workloads.all,
    networks: networksOf(graph, topology, workloads.all),
    seen: seenIn(graph, (view) => judgedDatabases.has(view.id)),
    results: { [Symbol.iterator]: () => resultsOf(held ?? judgementsOf(selected, judging), judging) },
  };
}

function noteFailure(causes: Causes, judgement: Judgement): void {
  if ('unread' in judgement || judgement.judged.outcome.status !== 'fail') return;
  causes.add(judgement.selected.rule.id, judgement.judged.view.id, judgement.judged.outcome.related);
}

function summaryOf(rule: Rule, severity: Severity, counts: RuleCounts | undefined): RuleSummary {
  const { id, title, why, invariants, references } = rule;
  return {
    id,
    title,
    why,
    severity,
    invariants,
    references,
    helpUri: helpUriOf(references),
    pass: 0,
    fail: 0,
    unknown: 0,
    notApplicable: 0,
    ...counts,
  };
}

/** Kinds the selected rules read, and those the workloads are found with, whatever the snapshot holds. */
export function kindsRead(rules: readonly Rule[]): ReadonlySet<Kind> {
  return new Set([...rules.flatMap(({ reads }) => reads), ...workloadsReads]);
}

function coverageOf(graph: Graph, selected: readonly SelectedRule[]): readonly CoverageEntry[] {
  const read = [...kindsRead(selected.map(({ rule }) => rule))].sort();
  // An account that was not entered is one entry, not one for each kind.
  const entered = graph.places().filter(({ account }) => graph.sessionCoverage(account) === null);
  const entries = read.flatMap((kind) => entered.map((place) => graph.coverageOf(kind, place)));
  // A failed call that reads no kind, such as the listing of regions, is told too.
  return [...entries, ...graph.header.coverage.filter(({ kind, gaps }) => !isKind(kind) && gaps.length > 0)];
}

function bySeverityAndId(a: SelectedRule, b: SelectedRule): number {
  const bySeverity = severities.indexOf(a.severity) - severities.indexOf(b.severity);
  if (bySeverity !== 0) return bySeverity;
  return a.rule.id < b.rule.id ? -1 : 1;
}
