import { type Evidence, type Identity, type Json, millisecondsOf, Type, type Verdict } from '#rule-kit';

export const restorableParams = Type.Object(
  {
    maxLagMinutes: Type.Integer({
      default: 60,
      minimum: 6,
      description:
        'Minutes by which the latest restorable time may lag; RDS saves transaction logs every 5 (Amazon RDS User Guide, "Restoring to a specified time").',
    }),
  },
  { additionalProperties: false },
);

interface Restorable extends Identity {
  readonly status: string;
  readonly backupRetentionDays: number | null;
  readonly latestRestorableTime: string | null;
}

interface Judging {
  readonly params: { readonly maxLagMinutes: number };
  readonly readBetween: readonly [from: number, to: number];
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: Evidence, note: string): Verdict;
  unknown(reason: 'transitional' | 'no-evidence', detail: string, ...evidence: readonly Evidence[]): Verdict;
}

/** When exactly the time was read is known only between the first and the last answer of the reading. */
export function judgeRestorable(db: Restorable, { params, readBetween, seeDerived, pass, fail, unknown }: Judging): Verdict {
  if (db.backupRetentionDays === 0)
    return fail(
      seeDerived(db, 'backupRetentionDays', 0, 'at least 1 day', 'without automated backups there is no time to restore to'),
      'Automated backups are off, so it cannot be restored to a point in time',
    );
  const { latestRestorableTime: latest, status } = db;
  if (latest === null)
    return unknown(status === 'available' ? 'no-evidence' : 'transitional', `AWS names no restorable time yet (${status})`);
  const [least, most] = readBetween.map((time) => Math.max(0, Math.round((time - millisecondsOf(latest)) / 60_000)));
  const { maxLagMinutes } = params;
  const evidence = seeDerived(
    db,
    'latestRestorableTime',
    latest,
    `at most ${maxLagMinutes} minutes ago`,
    `${least === most ? least : `${least} to ${most}`} minutes before it was read`,
  );
  // It moves with every log that is saved: two reports of one account would differ in it alone.
  if (most !== undefined && most <= maxLagMinutes)
    return pass(seeDerived(db, 'latestRestorableTime', `within ${maxLagMinutes} minutes`, null, 'counted back from when it was read'));
  if (least === undefined || least <= maxLagMinutes) return unknown('no-evidence', 'the account was read over a long time', evidence);
  if (!['available', 'storage-full'].includes(status)) return unknown('transitional', `the database is ${status}`, evidence);
  return fail(evidence, `Can be restored only to ${latest}: what was written since would be lost`);
}
