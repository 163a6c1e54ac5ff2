import type { Counts, Exit, Severity } from '../model/report.ts';
import { severities } from '../model/report.ts';

/** Lowest severity of a finding that fails the run; `never` for none. */
export type FailOn = Severity | 'never';

export interface ExitPolicy {
  readonly failOn: FailOn;
  /** Any unknown makes the run incomplete. */
  readonly requireComplete: boolean;
  /** A run that evaluated nothing is fine. */
  readonly allowEmpty: boolean;
}

export interface Tally {
  readonly counts: Counts;
  /** Verdicts (pass and fail) on resources other than account and region settings. */
  readonly evaluated: number;
  readonly crashes: number;
}

/** The one place that maps a judged account to an exit status: 4, then 3, then 1, then 0. */
export function exitOf({ counts, evaluated, crashes }: Tally, { failOn, requireComplete, allowEmpty }: ExitPolicy): Exit {
  if (crashes > 0) return { code: 4, reason: `${plural(crashes, 'verdict')} lost to a crash inside a rule: please report it` };
  if (evaluated === 0 && !allowEmpty)
    return { code: 3, reason: 'nothing was evaluated: no resource could be judged (--allow-empty accepts this)' };
  if (requireComplete && counts.unknown > 0)
    return { code: 3, reason: `${plural(counts.unknown, 'verdict')} unknown, and --require-complete is set` };
  return findingsExit(counts, failOn);
}

/** What the findings alone come to: 1 or 0. */
export function findingsExit({ fail, failBySeverity, waived }: Counts, failOn: FailOn): Exit {
  const accepted = waived === 0 ? '' : `, ${waived} waived`;
  if (failOn === 'never')
    return { code: 0, reason: `${fail === 0 ? 'nothing failing' : `${plural(fail, 'finding')}, accepted by --fail-on never`}${accepted}` };
  const blocking = atOrAbove(failBySeverity, failOn);
  if (blocking > 0) return { code: 1, reason: `${plural(blocking, 'finding')} at or above ${failOn}${accepted}` };
  return { code: 0, reason: `nothing failing at or above ${failOn}${accepted}` };
}

/** What the findings come to where only new ones count. */
export function newFindingsExit(newBySeverity: Counts['failBySeverity'], unchanged: number, failOn: FailOn): Exit {
  const known = unchanged === 0 ? '' : `, ${unchanged} unchanged since the baseline`;
  const blocking = failOn === 'never' ? 0 : atOrAbove(newBySeverity, failOn);
  if (blocking > 0) return { code: 1, reason: `${plural(blocking, 'new finding')} at or above ${failOn}${known}` };
  return { code: 0, reason: `no new finding${failOn === 'never' ? ' counts with --fail-on never' : ` at or above ${failOn}`}${known}` };
}

function atOrAbove(bySeverity: Counts['failBySeverity'], failOn: Severity): number {
  return severities.slice(0, severities.indexOf(failOn) + 1).reduce((sum, severity) => sum + bySeverity[severity], 0);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
