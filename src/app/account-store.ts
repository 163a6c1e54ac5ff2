import { hash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountStore, ChosenTarget } from '../collectors/kit/accounts/target.ts';
import { tool } from '../generated/tool.ts';
import { InputError } from '../model/input-error.ts';
import type { Kind } from '../model/kinds.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { readSnapshot } from '../sources/snapshot.ts';
import { reasonOf, systemCodeOf } from './file-errors.ts';
import { assertWritable, readChunks, writeWhole } from './files.ts';
import { snapshotLines } from './snapshot-lines.ts';

/** Older readings are read again: what is put together should be of one day. */
const longestKeptHours = 24;

/** How the accounts of a run are read; what was read otherwise is no part of it. */
interface StoreOptions {
  readonly kinds: ReadonlySet<Kind> | null;
  /** Such as `live` or `config`. */
  readonly source: string;
  readonly now: () => Date;
}

/**
 * A folder in which accounts that were read to the end wait for the next run, a file each, readable by their owner alone.
 *
 * @throws InputError where the folder cannot be made or written
 */
export async function accountStore(folder: string, options: StoreOptions): Promise<AccountStore> {
  const { now } = options;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (systemCodeOf(error) === null) throw error;
    throw new InputError(`cannot make the folder ${folder}: ${reasonOf(error)}`, { cause: error });
  }
  await assertWritable(join(folder, 'account'));
  const pathOf = (target: ChosenTarget) => join(folder, nameOf(target, options));
  return {
    async load(target) {
      const snapshot = await readWhole(pathOf(target));
      return snapshot !== null && isUsable(snapshot, target, now()) ? snapshot : null;
    },
    save: (target, snapshot) => writeWhole(pathOf(target), snapshotLines(snapshot), { mode: 0o600, gzip: true }),
  };
}

function nameOf({ account, role, regions }: ChosenTarget, { kinds, source }: StoreOptions): string {
  const selection = JSON.stringify([tool.version, source, role, regions.toSorted(), kinds === null ? null : [...kinds].sort()]);
  return `${account}-${hash('sha256', selection).slice(0, 16)}.ndjson.gz`;
}

/** A file that is not there, or damaged, is a reason to read the account, none to give up. */
async function readWhole(path: string): Promise<Snapshot | null> {
  try {
    return await readSnapshot(readChunks(path), path);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function isUsable({ header }: Snapshot, { account }: ChosenTarget, now: Date): boolean {
  const ageHours = (now.getTime() - Date.parse(header.finishedAt)) / 3_600_000;
  return header.accounts.join() === account && ageHours >= 0 && ageHours < longestKeptHours;
}
