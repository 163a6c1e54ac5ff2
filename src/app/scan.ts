import type { Baseline } from '../engine/baseline.ts';
import type { OnCrash } from '../engine/evaluate.ts';
import type { EnvironmentSettings } from '../engine/severities.ts';
import type { ExitPolicy } from '../engine/exit-status.ts';
import { kindsRead, type SelectedRule } from '../engine/report.ts';
import { withWaivers } from '../engine/waivers.ts';
import { tool } from '../generated/tool.ts';
import { InputError } from '../model/input-error.ts';
import type { Kind } from '../model/kinds.ts';
import type { Report } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { WorkloadSetting } from '../topology/workload-names.ts';
import { judgeSnapshot } from './judge-snapshot.ts';
import type { OnProgress } from './live-options.ts';
import { readSource, type Source } from './read-source.ts';
import { type Selection, selectRules } from './rule-selection.ts';
import { judgedPlaces, placeFilter, type Scope, scopeFilter } from './scope.ts';
import type { FoundSource } from './source-code/locate.ts';
import type { PlacedWaiver } from './waivers.ts';

export interface ScanOptions {
  readonly source: Source;
  readonly selection: Selection;
  readonly exit: ExitPolicy;
  readonly workloads: readonly WorkloadSetting[];
  readonly environments?: EnvironmentSettings;
  /** Risks that the configuration accepts. */
  readonly waivers?: readonly PlacedWaiver[];
  /** An earlier report to hold this run against. */
  readonly baseline?: Baseline | null;
  /** Only what the baseline does not hold counts for the exit status. */
  readonly failOnNew?: boolean;
  /** Code that says where findings are written. */
  readonly code?: FoundSource | null;
  readonly scope: Scope;
  /** Milliseconds since 1970 at which facts and waivers are judged; where null, the snapshot's time and that of the run. */
  readonly asOf: number | null;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly onProgress: OnProgress;
  readonly onCrash: OnCrash;
}

/** An account that was read and is ready to be judged, which cannot be interrupted. */
export interface ReadAccount {
  readonly snapshot: Snapshot;
  judge(): Report;
}

/**
 * Reads a source as far as the chosen rules look at it.
 *
 * @throws InputError, SetupError where nothing can be read or a choice names nothing
 */
export async function readAccount(options: ScanOptions): Promise<ReadAccount> {
  const { source, selection, exit, workloads, environments, scope, asOf, code, signal, now, onProgress, onCrash } = options;
  const rules = chooseRules(selection);
  const startedAt = now().toISOString();
  const snapshot = await readSource(source, { kinds: kindsOf(rules), signal, onProgress });
  const { accounts, accountNames, regions } = snapshot.header;
  const names = accountNames === undefined ? {} : { accountNames };
  const places = { accounts, ...names, regions, ...judgedPlaces(scope, { accounts, regions }) };
  const accept = await acceptance(options, snapshot);
  return {
    snapshot,
    judge: () => {
      const at = now();
      const run = { source: source.type, startedAt, finishedAt: at.toISOString(), ...places, ruleset: selection.ruleset };
      const judged = judgeSnapshot(snapshot, {
        rules,
        exit,
        tool,
        run,
        workloads,
        ...(environments === undefined ? {} : { environments }),
        isInScope: scopeFilter(scope),
        isPlaceInScope: placeFilter(scope),
        onCrash,
        ...(asOf === null ? {} : { asOf }),
      });
      const report = accept(judged, asOf ?? at.getTime());
      return code?.locate(report) ?? report;
    },
  };
}

/** What the configuration accepts and what an earlier run found, applied to a report; the code is loaded where there is something. */
async function acceptance(
  { waivers = [], baseline = null, failOnNew = false, exit: { failOn }, scope }: ScanOptions,
  snapshot: Snapshot,
): Promise<(judged: Report, at: number) => Report> {
  const risks = waivers.length === 0 ? [] : (await import('./waivers.ts')).acceptedRisks(waivers);
  if (baseline === null) return (judged, at) => withWaivers(judged, risks, { at, failOn });
  const { withBaseline } = await import('../engine/baseline.ts');
  const { whereabouts } = await import('./baseline.ts');
  const whereaboutsOf = whereabouts(snapshot, scope.workloads.length + scope.tags.length > 0);
  return (judged, at) => withBaseline(withWaivers(judged, risks, { at, failOn }), baseline, { whereaboutsOf, failOnNew, failOn });
}

/** @throws InputError where a choice names nothing, or leaves nothing */
export function chooseRules(selection: Selection): readonly SelectedRule[] {
  const rules = selectRules(selection);
  if (rules.length === 0) throw new InputError('no rule is left to judge by: --rules, --skip and the configuration take all of them away');
  return rules;
}

/** The kinds that a run with these rules reads. */
export function kindsOf(rules: readonly SelectedRule[]): ReadonlySet<Kind> {
  return kindsRead(rules.map(({ rule }) => rule));
}
