import { driftBetween, type JudgedSnapshot } from '../drift/drift.ts';
import type { OnCrash } from '../engine/evaluate.ts';
import type { ExitPolicy } from '../engine/exit-status.ts';
import type { JudgeOptions } from '../engine/report.ts';
import type { EnvironmentSettings } from '../engine/severities.ts';
import { tool } from '../generated/tool.ts';
import type { DriftReport } from '../model/drift-report.ts';
import type { Report } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { WorkloadSetting } from '../topology/workload-names.ts';
import { withWaivers } from '../engine/waivers.ts';
import { judgeSnapshot } from './judge-snapshot.ts';
import type { Selection } from './rule-selection.ts';
import { chooseRules } from './scan.ts';
import { acceptedRisks, type PlacedWaiver } from './waivers.ts';

export interface DriftChoice {
  readonly selection: Selection;
  readonly exit: ExitPolicy;
  readonly workloads: readonly WorkloadSetting[];
  readonly environments?: EnvironmentSettings;
  /** Milliseconds since 1970 at which the facts of both are judged; the time of each snapshot where null. */
  readonly asOf: number | null;
  readonly waivers: readonly PlacedWaiver[];
  /** Time of the run, at which waivers apply. */
  readonly now: Date;
  readonly onCrash: OnCrash;
}

/** A snapshot and where it comes from: a file, or `live`; with its report where it was judged by the same choice already. */
export type NamedSnapshot = Pick<JudgedSnapshot, 'source' | 'snapshot'> & Partial<Pick<JudgedSnapshot, 'report'>>;

/**
 * Judges both by the same rules, parameters and configuration, and holds one against the other.
 *
 * @throws InputError where they share no account and region, and where a choice names nothing
 */
export function compareSnapshots(before: NamedSnapshot, after: NamedSnapshot, choice: DriftChoice): DriftReport {
  const { selection, exit, workloads, environments, waivers, asOf, now, onCrash } = choice;
  const risks = acceptedRisks(waivers);
  const at = asOf ?? now.getTime();
  const rules = chooseRules(selection);
  const judge = (snapshot: Snapshot, { rules: some, asOf: facts }: Pick<JudgeOptions, 'rules' | 'asOf'>): Report => {
    const { startedAt, finishedAt, accounts, regions } = snapshot.header;
    const time = facts ?? asOf;
    return withWaivers(
      judgeSnapshot(snapshot, {
        rules: some,
        exit: { failOn: 'never', requireComplete: false, allowEmpty: false },
        tool,
        run: { source: 'file', startedAt, finishedAt, accounts, regions, ruleset: selection.ruleset },
        workloads,
        ...(environments === undefined ? {} : { environments }),
        onCrash,
        ...(time === null ? {} : { asOf: time }),
      }),
      risks,
      { at, failOn: 'never' },
    );
  };
  const judged = (side: NamedSnapshot) => ({ ...side, report: side.report ?? judge(side.snapshot, { rules }) });
  return driftBetween(judged(before), judged(after), {
    rules,
    ruleset: selection.ruleset,
    exit,
    tool,
    judgedBefore: asOf ?? Date.parse(before.snapshot.header.finishedAt),
    judge: (snapshot, ids, facts) =>
      judge(snapshot, { rules: rules.filter(({ rule }) => ids.has(rule.id)), ...(facts === undefined ? {} : { asOf: facts }) }),
  });
}
