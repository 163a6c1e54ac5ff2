import type { Gap, GapReason } from '../model/gap.ts';

export type NonEmpty<T> = readonly [T, ...T[]];

export function isNonEmpty<T>(items: readonly T[]): items is NonEmpty<T> {
  return items.length > 0;
}

const brand = Symbol.for('ha-audit/gap-signal');

/**
 * Thrown where a value is read that is not known; only the engine and the combinators catch it.
 * A plain object on purpose: an `Error` captures a stack and doubles the time of an evaluation.
 */
export interface GapSignal {
  readonly [brand]: true;
  readonly gaps: NonEmpty<Gap>;
}

export function gapSignal(gaps: NonEmpty<Gap>): GapSignal {
  return { [brand]: true, gaps };
}

/** By brand, not by class: two copies of the rule kit may meet in one process. */
export function isGapSignal(thrown: unknown): thrown is GapSignal {
  return typeof thrown === 'object' && thrown !== null && brand in thrown;
}

/** The value, or undefined where it is not known. For display only: a verdict must not rest on it. */
export function ifKnown<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (isGapSignal(thrown)) return undefined;
    throw thrown;
  }
}

/**
 * Ends the reading of one thing that was seen and still does not decide. The combinators then let the others decide;
 * where they do not, the check is `unknown` for this reason.
 *
 * @throws GapSignal always
 */
export function undecidable(
  { account, region }: { readonly account: string; readonly region: string },
  reason: GapReason,
  detail: string,
): never {
  throw gapSignal([{ reason, action: null, account, region, detail }]);
}
