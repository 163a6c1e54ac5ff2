import type { Gap } from '../model/gap.ts';

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
