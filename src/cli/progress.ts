import { Listr } from 'listr2';
import type { OnProgress, Progress } from '../collectors/kit/progress.ts';

export interface ShownProgress {
  readonly onProgress: OnProgress;
  end(): void;
}

const silent: ShownProgress = { onProgress: () => {}, end: () => {} };

/** Progress on standard error: live on a terminal, a plain line per region elsewhere. */
export function startProgress(isWanted: boolean): ShownProgress {
  if (!isWanted) return silent;
  const isLive = process.stderr.isTTY && (process.env['CI'] ?? '') === '';
  return isLive ? liveProgress() : plainProgress();
}

interface Count {
  planned: number;
  done: number;
  items: number;
  gaps: number;
}

/** How far each region is. */
class Counts {
  readonly byRegion = new Map<string, Count>();

  /** Returns the region's count after the event, or null for events that change nothing to show. */
  add(progress: Progress): Count | null {
    if (progress.step === 'planned') {
      for (const region of progress.regions) this.byRegion.set(region, { planned: progress.kinds, done: 0, items: 0, gaps: 0 });
      return null;
    }
    const count = this.byRegion.get(progress.region);
    if (count === undefined || progress.step !== 'done') return null;
    count.done += 1;
    count.items += progress.items;
    count.gaps += progress.gaps;
    return count;
  }
}

function inWords(region: string, { planned, done, items, gaps }: Count): string {
  return `${region}: ${done} of ${planned} kinds, ${items} resources${gaps === 0 ? '' : `, ${gaps} gaps`}`;
}

function plainProgress(): ShownProgress {
  const counts = new Counts();
  return {
    onProgress(progress) {
      if (progress.step === 'planned') {
        process.stderr.write(`reading account ${progress.account} in ${progress.regions.length} ${progress.regions.length === 1 ? 'region' : 'regions'}: ${progress.regions.join(', ')}\n`);
      }
      const count = counts.add(progress);
      if (count !== null && count.done === count.planned && progress.step === 'done') process.stderr.write(`read ${inWords(progress.region, count)}\n`);
    },
    end: () => {},
  };
}

/** One line a region, drawn by listr2 from the events. */
function liveProgress(): ShownProgress {
  const counts = new Counts();
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const titles = new Map<string, (title: string) => void>();
  return {
    onProgress(progress) {
      const count = counts.add(progress);
      if (progress.step === 'planned') draw(progress.account, progress.regions);
      else if (count !== null) titles.get(progress.region)?.(inWords(progress.region, count));
    },
    end: () => finish(),
  };

  function draw(account: string, regions: readonly string[]): void {
    const tasks = regions.map((region) => ({
      title: region,
      task: async (_context: unknown, task: { title: string | undefined }) => {
        titles.set(region, (title) => {
          task.title = title;
        });
        await finished;
      },
    }));
    new Listr([{ title: `reading account ${account}`, task: (_context, task) => task.newListr(tasks, { concurrent: true }) }], {
      rendererOptions: { clearOutput: true },
      fallbackRenderer: 'silent',
    })
      .run()
      .catch(() => {});
  }
}
