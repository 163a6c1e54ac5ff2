import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../model/input-error.ts';
import { systemCodeOf, reasonOf } from '../file-errors.ts';
import { repositoryRoot, upwards } from '../repository.ts';

export interface FoundFile {
  readonly path: string;
  readonly text: string;
}

const fileNames = ['ha-audit.yaml', 'ha-audit.yml', 'ha-audit.json'];

/**
 * The nearest configuration from a folder upwards, as far as its repository reaches; null where there is none.
 *
 * @throws InputError where there is one that cannot be read
 */
export async function findConfiguration(from: string): Promise<FoundFile | null> {
  const root = repositoryRoot(from);
  for (const folder of upwards(from)) {
    for (const name of fileNames) {
      const found = await readIfPresent(join(folder, name));
      if (found !== null) return found;
    }
    const manifest = await readIfPresent(join(folder, 'package.json'));
    if (manifest !== null && hasOwnKey(manifest.text)) return manifest;
    if (folder === root) return null;
  }
  return null;
}

/** @throws InputError where it cannot be read */
export async function readConfiguration(path: string): Promise<FoundFile> {
  try {
    return { path, text: await readFile(path, 'utf8') };
  } catch (error) {
    throw new InputError(`cannot read the configuration ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

async function readIfPresent(path: string): Promise<FoundFile | null> {
  try {
    return await readConfiguration(path);
  } catch (error) {
    if (error instanceof InputError && systemCodeOf(error.cause) === 'ENOENT') return null;
    throw error;
  }
}

/** A package.json that cannot be read is a matter for others. */
function hasOwnKey(manifest: string): boolean {
  try {
    const value: unknown = JSON.parse(manifest);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'ha-audit');
  } catch {
    return false;
  }
}
