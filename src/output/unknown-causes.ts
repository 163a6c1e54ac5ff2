import type { Gap, GapReason } from '../model/gap.ts';
import type { Result } from '../model/report.ts';
import { plainText } from './plain-text.ts';

/** More wordings of one cause than this tell a reader nothing new. */
const keptDetails = 3;

/** One reason for not knowing, and what depends on it. Four hundred unknowns of one denied call are one cause. */
export interface UnknownCause {
  readonly reason: GapReason;
  /** IAM action, if one would cure it. */
  readonly action: string | null;
  /** Verdicts that wait for it. */
  readonly verdicts: number;
  /** Waiting verdicts by rule. */
  readonly rules: ReadonlyMap<string, number>;
  /** `ACCOUNT REGION`, sorted. */
  readonly places: readonly string[];
  /** The first few distinct answers. */
  readonly details: readonly string[];
}

interface Tally {
  readonly gap: Gap;
  verdicts: number;
  readonly rules: Map<string, number>;
  readonly places: Set<string>;
  readonly details: Set<string>;
}

/** Gathers unknown results one at a time, so that none of them needs to be kept. */
export class UnknownCauses {
  readonly #tallies = new Map<string, Tally>();

  add(result: Result): void {
    const seen = new Set<string>();
    for (const gap of result.gaps) {
      const key = `${gap.reason} ${gap.action ?? ''}`;
      const tally = this.#tallies.get(key) ?? {
        gap,
        verdicts: 0,
        rules: new Map<string, number>(),
        places: new Set<string>(),
        details: new Set<string>(),
      };
      this.#tallies.set(key, tally);
      tally.places.add(`${gap.account} ${gap.region}`);
      if (tally.details.size < keptDetails) tally.details.add(plainText(gap.detail));
      if (seen.has(key)) continue;
      seen.add(key);
      tally.verdicts += 1;
      tally.rules.set(result.rule, (tally.rules.get(result.rule) ?? 0) + 1);
    }
  }

  /** Crashes first, then by the number of verdicts that wait. */
  list(): readonly UnknownCause[] {
    const sorted = [...this.#tallies].sort(([leftKey, left], [rightKey, right]) => {
      const byCrash = crashRank(right) - crashRank(left);
      return byCrash || right.verdicts - left.verdicts || (leftKey < rightKey ? -1 : 1);
    });
    return sorted.map(([, { gap, verdicts, rules, places, details }]) => ({
      reason: gap.reason,
      action: gap.action,
      verdicts,
      rules: new Map([...rules].sort(([left], [right]) => (left < right ? -1 : 1))),
      places: [...places].sort(),
      details: [...details],
    }));
  }
}

function crashRank({ gap }: Tally): number {
  return gap.reason === 'crashed' ? 1 : 0;
}
