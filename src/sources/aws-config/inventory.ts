import { UnansweredError } from '../../aws/unanswered.ts';
import type { ConfigItem } from './item.ts';
import { assertRecorded, type Recorder } from './recorders.ts';

/** Where the items of one account and region come from. */
export interface ItemSource {
  /** @throws UnansweredError */
  recorders(): Promise<readonly Recorder[]>;
  /** All of one type, null for what cannot be read. @throws UnansweredError */
  items(type: string): Promise<readonly (ConfigItem | null)[]>;
}

/** The resources of one account and region that AWS Config holds, by type; each type is asked for once, when it is needed. */
export class Inventory {
  readonly #source: ItemSource;
  readonly #now: () => number;
  #recorders: Promise<readonly Recorder[]> | undefined;
  readonly #items = new Map<string, Promise<readonly ConfigItem[]>>();

  /** @param now milliseconds since 1970, by the clock of AWS, which is known once it was asked something */
  constructor(source: ItemSource, now: () => number) {
    this.#source = source;
    this.#now = now;
  }

  /**
   * Everything there is of a type.
   *
   * @throws UnansweredError where AWS Config does not hold it all, as it is now, or AWS refuses
   */
  items(type: string): Promise<readonly ConfigItem[]> {
    const known = this.#items.get(type) ?? this.#read(type);
    this.#items.set(type, known);
    return known;
  }

  async #read(type: string): Promise<readonly ConfigItem[]> {
    const recorders = await (this.#recorders ??= this.#source.recorders());
    assertRecorded(type, recorders, this.#now());
    return latestOf(type, await this.#source.items(type));
  }
}

/**
 * The last item of each resource that is there.
 *
 * @throws UnansweredError where one cannot be read, or is there and not recorded
 */
export function latestOf(type: string, items: readonly (ConfigItem | null)[]): readonly ConfigItem[] {
  const latest = new Map<string, ConfigItem>();
  for (const item of items) {
    if (item === null) throw new UnansweredError('malformed', `AWS Config sent an item of ${type} that cannot be read.`);
    const known = latest.get(item.id);
    if (known === undefined || (item.capturedAt ?? 0) >= (known.capturedAt ?? 0)) latest.set(item.id, item);
  }
  const present = [...latest.values()].filter(({ status }) => !status.startsWith('ResourceDeleted'));
  if (!present.every(({ status }) => status === 'OK' || status === 'ResourceDiscovered'))
    throw new UnansweredError('not-collected', `AWS Config knows of resources of ${type} that it does not record.`);
  return present;
}
