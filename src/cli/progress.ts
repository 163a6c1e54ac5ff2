import { plainLines } from '../app/plain-lines.ts';
import { Counts, inWords, type ShownProgress } from './counts.ts';

const silent: ShownProgress = { onProgress: () => {}, end: async () => {} };

/** Progress on standard error: live on a terminal, a plain line per region elsewhere. */
export async function startProgress(isWanted: boolean): Promise<ShownProgress> {
  if (!isWanted) return silent;
  const isLive = process.stderr.isTTY && (process.env['CI'] ?? '') === '';
  return isLive ? (await import('./live-progress.ts')).liveProgress() : plainProgress((line) => process.stderr.write(line));
}

export function plainProgress(write: (line: string) => void): ShownProgress {
  const counts = new Counts();
  return {
    onProgress(progress) {
      if (progress.step === 'accounts') write(`reading ${progress.accounts} accounts\n`);
      if (progress.step === 'planned') {
        const { account, regions } = progress;
        write(
          plainLines(
            `reading account ${account} in ${regions.length} ${regions.length === 1 ? 'region' : 'regions'}: ${regions.join(', ')}\n`,
          ),
        );
      }
      const count = counts.add(progress);
      if (count !== null && count.done === count.planned) write(plainLines(`read ${inWords(count)}\n`));
    },
    end: async () => {},
  };
}
