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
  const blocking =
    failOn === 'never'
      ? 0
      : severities.slice(0, severities.indexOf(failOn) + 1).reduce((sum, severity) => sum + counts.failBySeverity[severity], 0);
  if (blocking > 0) return { code: 1, reason: `${plural(blocking, 'finding')} at or above ${failOn}` };
  if (failOn === 'never')
    return { code: 0, reason: counts.fail === 0 ? 'nothing failing' : `${plural(counts.fail, 'finding')}, accepted by --fail-on never` };
  return { code: 0, reason: `nothing failing at or above ${failOn}` };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
