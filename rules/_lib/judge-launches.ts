import { type Evidence, type Identity, isNonEmpty, type NonEmpty, offenders, type Verdict } from '#rule-kit';

interface Judging {
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: NonEmpty<Evidence>, note: string, related?: readonly Identity[]): Verdict;
  unknown(reason: 'no-evidence', detail: string): Verdict;
}

interface Question<Start> {
  readonly launches: () => Iterable<Start>;
  readonly isBad: (launch: Start) => boolean;
  readonly show: (launch: Start) => Evidence;
  readonly note: (bad: NonEmpty<Start>) => string;
  /** What else the failure speaks of. */
  readonly related?: (bad: NonEmpty<Start>) => readonly Identity[];
}

/** Every way to start an instance must be good, since the next launch may take any of them. */
export function judgeLaunches<Start>({ launches, isBad, show, note, related }: Question<Start>, { pass, fail, unknown }: Judging): Verdict {
  const bad = offenders(launches(), isBad);
  if (bad !== null) {
    const [first, ...others] = bad;
    return fail([show(first), ...others.map(show)], note(bad), related?.(bad) ?? []);
  }
  const seen = [...launches()].map(show);
  return isNonEmpty(seen) ? pass(...seen) : unknown('no-evidence', 'AWS does not tell what instances start from');
}
