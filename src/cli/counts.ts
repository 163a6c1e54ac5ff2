import type { OnProgress, Progress } from '../app/live-options.ts';

export interface ShownProgress {
  readonly onProgress: OnProgress;
  /** Resolves when nothing more is drawn. */
  end(): Promise<void>;
}

export interface Count {
  readonly region: string;
  readonly planned: number;
  readonly done: number;
  readonly items: number;
  readonly gaps: number;
}

/** How far each region is. */
export class Counts {
  readonly #byRegion = new Map<string, Count>();

  /** The region's count after a kind was read; null after any other event. */
  add(progress: Progress): Count | null {
    if (progress.step === 'planned') {
      for (const region of progress.regions) this.#byRegion.set(region, { region, planned: progress.kinds, done: 0, items: 0, gaps: 0 });
    }
    if (progress.step !== 'done') return null;
    const before = this.#byRegion.get(progress.region);
    if (before === undefined) return null;
    const count = { ...before, done: before.done + 1, items: before.items + progress.items, gaps: before.gaps + progress.gaps };
    this.#byRegion.set(progress.region, count);
    return count;
  }
}

export function inWords({ region, planned, done, items, gaps }: Count): string {
  return `${region}: ${done} of ${planned} kinds, ${items} resources${gaps === 0 ? '' : `, ${gaps} gaps`}`;
}
