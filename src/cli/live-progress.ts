import { DefaultRenderer, Listr, ListrLogger, ProcessOutput } from 'listr2';
import { plainLines } from '../app/plain-lines.ts';
import { AccountCounts, Counts, inWords, type ShownProgress } from './counts.ts';

/** The usual renderer, which would refuse to draw where standard output is a pipe: it draws on standard error. */
class StandardErrorRenderer extends DefaultRenderer {
  static override nonTTY = true;
}

const severalKey = 'accounts';

/** A line for each region, or one for several accounts, redrawn as it is read and gone at the end. */
export function liveProgress(): ShownProgress {
  const counts = new Counts();
  const titles = new Map<string, (title: string) => void>();
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let drawn: Promise<unknown> = Promise.resolve();
  let accounts: AccountCounts | null = null;
  return {
    onProgress(progress) {
      if (progress.step === 'accounts') {
        accounts = new AccountCounts();
        drawn = draw('reading several accounts', [severalKey]);
      }
      accounts?.add(progress);
      if (accounts !== null) titles.get(severalKey)?.(accounts.inWords);
      else if (progress.step === 'planned') drawn = draw(`reading account ${progress.account}`, progress.regions);
      const count = counts.add(progress);
      if (count !== null) titles.get(count.region)?.(plainLines(inWords(count)));
    },
    async end() {
      finish();
      await drawn;
    },
  };

  function draw(title: string, regions: readonly string[]): Promise<unknown> {
    const tasks = regions.map((region) => ({
      title: plainLines(region),
      task: async (_context: unknown, task: { title: string | undefined }) => {
        titles.set(region, (title) => {
          task.title = title;
        });
        await finished;
      },
    }));
    const list = new Listr([{ title: plainLines(title), task: (_context, task) => task.newListr(tasks, { concurrent: true }) }], {
      renderer: StandardErrorRenderer,
      rendererOptions: {
        clearOutput: true,
        logger: new ListrLogger({ useIcons: true, toStderr: [], processOutput: new ProcessOutput(process.stderr, process.stderr) }),
      },
      // Its own handler would end the process in the middle of the work.
      registerSignalListeners: false,
    });
    return list.run().catch(() => {});
  }
}
