import { gapSignal, isGapSignal, isNonEmpty } from '../graph/signal.ts';
import { distinctGaps, type Gap } from '../model/gap.ts';

/** What could be read of a list, and why there may be more. Iterating gives what is known and then throws the gaps. */
export class Known<T> implements Iterable<T> {
  readonly items: T[] = [];
  #gaps: Gap[] = [];

  static from<T>(read: () => Iterable<T>): Known<T> {
    const known = new Known<T>();
    known.addAll(read);
    return known;
  }

  static of<T>(items: Iterable<T>, gaps: readonly Gap[]): Known<T> {
    const known = Known.from(() => items);
    known.addGaps(gaps);
    return known;
  }

  add(item: T): void {
    this.items.push(item);
  }

  addAll(read: () => Iterable<T>): void {
    this.guard(() => {
      for (const item of read()) this.add(item);
    });
  }

  /** Runs a reader; a gap it meets is remembered instead of thrown. */
  guard(read: () => void): void {
    const gaps = gapsOf(read);
    if (gaps.length > 0) this.#gaps.push(...gaps);
  }

  /** Visits what can be listed: a gap of one item does not keep the others from being visited. */
  each<I>(list: () => Iterable<I>, visit: (item: I) => void): void {
    this.guard(() => {
      for (const item of list()) this.guard(() => visit(item));
    });
  }

  /** The known items that match, and then the gaps. */
  *where(matches: (item: T) => boolean): Generator<T, void, undefined> {
    for (const item of this) if (matches(item)) yield item;
  }

  addGaps(gaps: readonly Gap[]): void {
    this.#gaps.push(...gaps);
  }

  get gaps(): readonly Gap[] {
    return (this.#gaps = [...settled(this.#gaps)]);
  }

  *[Symbol.iterator](): Generator<T, void, undefined> {
    yield* this.items;
    const { gaps } = this;
    if (isNonEmpty(gaps)) throw gapSignal(gaps);
  }
}

/** The gaps a reader met, or none where it read everything. */
export function gapsOf(read: () => unknown): readonly Gap[] {
  try {
    read();
    return [];
  } catch (thrown) {
    if (!isGapSignal(thrown)) throw thrown;
    return thrown.gaps;
  }
}

/** One gap of each reason and action: a thousand resources behind one denied call need no thousand words. */
export function settled(gaps: readonly Gap[]): readonly Gap[] {
  if (gaps.length < 2) return gaps;
  const byCause = new Map<string, Gap>();
  for (const gap of distinctGaps(gaps)) {
    const cause = [gap.reason, gap.action ?? '', gap.account, gap.region].join(' ');
    if (!byCause.has(cause)) byCause.set(cause, gap);
  }
  return [...byCause.values()];
}
