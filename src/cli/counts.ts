import type { OnProgress, Progress } from '../app/live-options.ts';

export interface ShownProgress {
  readonly onProgress: OnProgress;
  /** Resolves when nothing more is drawn. */
  end(): Promise<void>;
}

export interface Count {
  /** With the account before it where several are read. */
  readonly region: string;
  readonly planned: number;
  readonly done: number;
  readonly items: number;
  readonly gaps: number;
}

/** How far each region is. */
export class Counts {
  readonly #byPlace = new Map<string, Count>();
  #ofSeveral = false;

  /** The region's count after a kind was read; null after any other event. */
  add(progress: Progress): Count | null {
    if (progress.step === 'accounts') this.#ofSeveral = true;
    if (progress.step === 'planned') {
      const { account, kinds } = progress;
      for (const region of progress.regions) {
        const place = `${account} ${region}`;
        this.#byPlace.set(place, { region: this.#ofSeveral ? place : region, planned: kinds, done: 0, items: 0, gaps: 0 });
      }
    }
    if (progress.step !== 'done') return null;
    const place = `${progress.account} ${progress.region}`;
    const before = this.#byPlace.get(place);
    if (before === undefined) return null;
    const count = { ...before, done: before.done + 1, items: before.items + progress.items, gaps: before.gaps + progress.gaps };
    this.#byPlace.set(place, count);
    return count;
  }
}

export function inWords({ region, planned, done, items, gaps }: Count): string {
  return `${region}: ${done} of ${planned} kinds, ${items} resources${gaps === 0 ? '' : `, ${gaps} gaps`}`;
}

/** What became of the accounts of a run, where it reads several. */
export class AccountCounts {
  #accounts = 0;
  readonly #by = { kept: 0, read: 0, failed: 0 };
  readonly #failures: string[] = [];
  readonly #notKept: string[] = [];
  #oldest: string | null = null;
  #withGaps = 0;

  add(progress: Progress): void {
    if (progress.step === 'accounts') this.#accounts = progress.accounts;
    if (progress.step !== 'account') return;
    const { account, outcome } = progress;
    this.#by[outcome] += 1;
    if (progress.outcome === 'kept') {
      if (this.#oldest === null || progress.readAt < this.#oldest) this.#oldest = progress.readAt;
      if (!progress.isWhole) this.#withGaps += 1;
    } else if (outcome === 'failed') this.#failures.push(`account ${account}: ${progress.detail ?? 'not read'}`);
    else if (progress.detail !== null) this.#notKept.push(progress.detail);
  }

  /** `12 accounts: 3 read, 2 from an earlier run (since 2026-11-21T06:14:00.000Z)` */
  get inWords(): string {
    const { kept, read, failed } = this.#by;
    const said = [
      `${read} read`,
      ...(this.#oldest === null ? [] : [`${kept} from an earlier run (since ${this.#oldest})`]),
      ...(failed === 0 ? [] : [`${failed} not read whole`]),
    ];
    return `${this.#accounts} ${this.#accounts === 1 ? 'account' : 'accounts'}: ${said.join(', ')}`;
  }

  /** What a reader has to know also where progress is not shown. */
  get warnings(): readonly string[] {
    const [partly, notKept] = [this.#withGaps, this.#notKept.toSorted()];
    return [
      ...this.#failures.toSorted(),
      ...(this.#by.kept + this.#by.failed === 0 ? [] : [this.inWords]),
      ...(partly === 0
        ? []
        : [
            `of those from the earlier run, ${partly} had calls refused or failed, which were not tried again; a new folder for --resume tries them`,
          ]),
      ...notKept.slice(0, 1).map((why) => `accounts read and not kept for the next run: ${notKept.length} (${why})`),
    ];
  }
}
