interface Backups {
  readonly backupRetentionDays: number;
  readonly pendingBackupRetentionDays: number | null;
}

/** What is wrong with how long backups are kept, counting a change that waits; null where nothing is. */
export function retentionProblem(
  { backupRetentionDays: days, pendingBackupRetentionDays: pending }: Backups,
  minDays: number,
): string | null {
  if (days >= minDays) return pending === null || pending >= minDays ? null : `The next maintenance window leaves ${inWords(pending)}`;
  const later = pending !== null && pending >= minDays ? '; a longer time waits for the maintenance window' : '';
  return days === 0 ? `Automated backups are off${later}` : `Keeps ${inWords(days)}${later}`;
}

function inWords(days: number): string {
  return days === 0 ? 'no automated backups' : `backups for ${days} ${days === 1 ? 'day' : 'days'}`;
}
