import type { Evidence, Facts, Identity, Json, Verdict } from '#rule-kit';
import { dailyWindow, sharedMinutes, weeklyWindow } from './weekly-windows.ts';

interface Judging {
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: Evidence, note: string): Verdict;
  unknown(reason: 'no-evidence' | 'unsupported', detail: string): Verdict;
}

type Windows = Identity & Pick<Facts<'rds.instance'>, 'maintenanceWindow' | 'backupWindow'>;

/** The verdict on an upgrade that is known to be on: whether its window stays clear of the one for backups. */
export function judgeWindows(db: Windows, upgrades: Evidence, { seeDerived, pass, fail, unknown }: Judging): Verdict {
  const { maintenanceWindow: maintenance, backupWindow: backup } = db;
  if (maintenance === null || backup === null) return unknown('no-evidence', 'AWS names no maintenance window or no backup window');
  const [weekly, daily] = [weeklyWindow(maintenance), dailyWindow(backup)];
  if (weekly === null || daily === null) return unknown('unsupported', `${maintenance} or ${backup} is not understood`);
  const minutes = sharedMinutes(weekly, daily);
  const derivation = `maintenance ${maintenance} and backups ${backup} every day (UTC) share ${minutes} minutes`;
  const evidence = seeDerived(db, 'sharedMinutes', minutes, 0, derivation);
  return minutes === 0 ? pass(upgrades, evidence) : fail(evidence, `Maintenance and backups meet for ${minutes} minutes a week`);
}
