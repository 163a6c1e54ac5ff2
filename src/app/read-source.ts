import type { OnProgress } from '../collectors/kit/progress.ts';
import { InputError } from '../model/input-error.ts';
import type { Kind } from '../model/kinds.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { readSnapshot } from '../sources/snapshot.ts';
import { demoSnapshotPath } from './demo.ts';
import { readChunks, writeWhole } from './files.ts';
import type { AccountsToRead } from './live.ts';
import { type AccountChoice, chosenAccounts, liveOptions } from './live-options.ts';
import { snapshotLines } from './snapshot-lines.ts';

/** Where the account comes from. */
export type Source =
  | { readonly type: 'live'; readonly account: AccountChoice }
  /** What AWS Config holds; with `+live`, AWS itself for the rest. */
  | { readonly type: 'config' | 'config+live'; readonly account: AccountChoice }
  /** The accounts and regions that an aggregator of AWS Config copies. */
  | { readonly type: 'config-aggregator'; readonly aggregator: string; readonly account: AccountChoice }
  /** A snapshot file; `-` is standard input. */
  | { readonly type: 'file'; readonly path: string }
  /** The account shipped with the package. */
  | { readonly type: 'demo' };

/** AWS Config where `--from` names it; null for a file. A file of such a name is meant by `./config`. */
export function configSource(from: string, account: AccountChoice): Source | null {
  if (from === 'config' || from === 'config+live') return { type: from, account };
  const aggregator = /^config-aggregator:(.*)$/.exec(from)?.[1];
  if (aggregator === '') throw new InputError('--from config-aggregator:NAME needs the name of the aggregator');
  if (aggregator !== undefined && account.several?.isAsked === true)
    throw new InputError('an aggregator itself says which accounts it holds; --account GLOB narrows what is judged of them');
  return aggregator === undefined ? null : { type: 'config-aggregator', aggregator, account };
}

export interface ReadOptions {
  /** Kinds to read; null for all. */
  readonly kinds: ReadonlySet<Kind> | null;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** @throws InputError, SetupError where nothing can be read; the reason of the signal where it stops the reading of a file */
export async function readSource(source: Source, { kinds, signal, onProgress }: ReadOptions): Promise<Snapshot> {
  switch (source.type) {
    case 'demo':
      return readSnapshot(readChunks(demoSnapshotPath(), signal), 'the demo account', kinds);
    case 'file':
      return readSnapshot(readChunks(source.path, signal), source.path === '-' ? 'standard input' : source.path, kinds);
    case 'live': {
      const { collectLive } = await import('./live.ts');
      return collectLive(liveOptions(source.account, signal), kinds, onProgress, await accountsOf(source, kinds));
    }
    case 'config':
    case 'config+live': {
      const { collectConfig } = await import('./live.ts');
      return collectConfig(source.type, liveOptions(source.account, signal), kinds, onProgress, await accountsOf(source, kinds));
    }
    case 'config-aggregator': {
      const { collectAggregated } = await import('./live.ts');
      return collectAggregated(source.aggregator, liveOptions(source.account, signal), kinds, onProgress);
    }
  }
}

/** With the folder in which they wait for the next run. */
async function accountsOf(
  { type, account }: Extract<Source, { type: 'live' | 'config' | 'config+live' }>,
  kinds: ReadonlySet<Kind> | null,
): Promise<AccountsToRead | null> {
  const accounts = chosenAccounts(account);
  if (accounts === null) return null;
  const resume = account.several?.resume ?? null;
  if (resume === null) return { ...accounts, store: null };
  const { accountStore } = await import('./account-store.ts');
  return { ...accounts, store: await accountStore(resume, { kinds, source: type, now: () => new Date() }) };
}

/**
 * Snapshots describe an account in detail: only their owner may read them.
 *
 * @throws InputError where the place cannot be written
 */
export async function saveSnapshot(path: string, snapshot: Snapshot, signal?: AbortSignal): Promise<void> {
  await writeWhole(path, snapshotLines(snapshot), { mode: 0o600, gzip: path.endsWith('.gz'), signal });
}
