import type { Gap } from '../model/gap.ts';
import { gapSignal, isGapSignal, isNonEmpty, type NonEmpty } from './signal.ts';

/*
 * Three-valued logic over items and thunks: where the known part decides whatever the rest is, it decides;
 * otherwise every gap met on the way becomes the reason of the `unknown`. A listing throws its gap only
 * after its last known item, so what was seen counts.
 */

interface Survey<T> {
  readonly matching: readonly T[];
  readonly others: readonly T[];
  /** Known items for which the question itself could not be answered. */
  readonly undecided: readonly T[];
  readonly gaps: readonly Gap[];
  /** False where the listing itself broke off. */
  readonly isComplete: boolean;
}

function survey<T>(items: Iterable<T>, holds: (item: T) => boolean): Survey<T> {
  const matching: T[] = [];
  const others: T[] = [];
  const undecided: T[] = [];
  const gaps: Gap[] = [];
  let isComplete = true;
  try {
    for (const item of items) {
      const answer = attempt(() => holds(item), gaps);
      (answer === undefined ? undecided : answer ? matching : others).push(item);
    }
  } catch (thrown) {
    if (!isGapSignal(thrown)) throw thrown;
    isComplete = false;
    gaps.push(...thrown.gaps);
  }
  return { matching, others, undecided, gaps, isComplete };
}

function attempt<T>(read: () => T, gaps: Gap[]): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (!isGapSignal(thrown)) throw thrown;
    gaps.push(...thrown.gaps);
    return undefined;
  }
}

function giveUp(gaps: readonly Gap[]): void {
  if (isNonEmpty(gaps)) throw gapSignal(gaps);
}

/** All items for which `isBad` holds, or null where none does. One known-bad item decides; no item is bad only if all are known. */
export function offenders<T>(items: Iterable<T>, isBad: (item: T) => boolean): NonEmpty<T> | null {
  const { matching, gaps } = survey(items, isBad);
  if (isNonEmpty(matching)) return matching;
  giveUp(gaps);
  return null;
}

/** Exactly the items for which `holds` is true; every item must be known. */
export function matching<T>(items: Iterable<T>, holds: (item: T) => boolean): readonly T[] {
  const { matching: found, gaps } = survey(items, holds);
  giveUp(gaps);
  return found;
}

/** Stops at the first item that holds: nothing later could change the answer. */
export function some<T>(items: Iterable<T>, holds: (item: T) => boolean): boolean {
  const gaps: Gap[] = [];
  try {
    for (const item of items) if (attempt(() => holds(item), gaps) === true) return true;
  } catch (thrown) {
    if (!isGapSignal(thrown)) throw thrown;
    gaps.push(...thrown.gaps);
  }
  giveUp(gaps);
  return false;
}

export function every<T>(items: Iterable<T>, holds: (item: T) => boolean): boolean {
  return !some(items, (item) => !holds(item));
}

/** Whether at least `minimum` items match: yes as soon as the known ones do, no only if the unknown ones could not make up for it. */
export function atLeast<T>(minimum: number, items: Iterable<T>, holds: (item: T) => boolean): boolean {
  const { matching: found, undecided, gaps, isComplete } = survey(items, holds);
  if (found.length >= minimum) return true;
  if (isComplete && found.length + undecided.length < minimum) return false;
  giveUp(gaps);
  return false;
}

/** Whether the items have at least `minimum` different values, by the same logic as {@link atLeast}; null is no value. */
export function atLeastDistinct<T>(minimum: number, items: Iterable<T>, valueOf: (item: T) => string | null): boolean {
  const values = new Set<string>();
  const { undecided, gaps, isComplete } = survey(items, (item) => {
    const value = valueOf(item);
    if (value !== null) values.add(value);
    return true;
  });
  if (values.size >= minimum) return true;
  if (isComplete && values.size + undecided.length < minimum) return false;
  giveUp(gaps);
  return false;
}

/** True as soon as one thunk is; false only if all are known to be. */
export function anyOf(...thunks: readonly (() => boolean)[]): boolean {
  return some(thunks, (thunk) => thunk());
}

/** False as soon as one thunk is; true only if all are known to be. */
export function allOf(...thunks: readonly (() => boolean)[]): boolean {
  return every(thunks, (thunk) => thunk());
}
