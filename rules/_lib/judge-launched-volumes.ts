import { type Evidence, type Identity, isNonEmpty, type Json, type NonEmpty, offenders, some, type Verdict } from '#rule-kit';
import type { Launched } from './launched.ts';
import { type LaunchedVolume, volumesOf } from './launched-volumes.ts';

interface Judging {
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: NonEmpty<Evidence>, note: string): Verdict;
  unknown(reason: 'no-evidence', detail: string): Verdict;
}

interface Question {
  readonly launches: () => Iterable<Launched>;
  /** Name of what is asked of each volume. */
  readonly fact: string;
  readonly expected: string;
  readonly isBad: (volume: LaunchedVolume) => boolean;
  readonly describe: (volume: LaunchedVolume) => string;
  readonly note: string;
}

/** Every volume of every way to start an instance must be good; a way without volumes is. */
export function judgeVolumes({ launches, fact, expected, isBad, describe, note }: Question, judging: Judging): Verdict {
  const { seeDerived, pass, fail, unknown } = judging;
  const bad = (offenders(launches(), (launch) => some(volumesOf(launch), isBad)) ?? []).flatMap((launch) =>
    (offenders(volumesOf(launch), isBad) ?? []).map((volume) => ({ launch, volume })),
  );
  const seen = bad.map(({ launch, volume }) =>
    seeDerived(launch.data(), fact, `${volume.deviceName}: ${describe(volume)}`, expected, `${launch.label}, ${volume.origin}`),
  );
  if (isNonEmpty(seen)) {
    const names = bad.map(({ launch, volume }) => `${volume.deviceName} of ${launch.label} (${describe(volume)})`);
    return fail(seen, `${note}: ${names.join('; ')}`);
  }
  const good = [...launches()].map((launch) => {
    const volumes = [...volumesOf(launch)].map((volume) => `${volume.deviceName}: ${describe(volume)}`);
    return seeDerived(launch.data(), fact, volumes.join(', ') || 'no volume', expected, launch.label);
  });
  return isNonEmpty(good) ? pass(...good) : unknown('no-evidence', 'AWS does not tell what instances start from');
}
