import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder from here upwards that holds `.git`, which is a file in a worktree; null outside of a repository. */
export function repositoryRoot(from: string): string | null {
  for (const folder of upwards(from)) if (existsSync(join(folder, '.git'))) return folder;
  return null;
}

/** The folder itself, then each one above it. */
export function* upwards(folder: string): Generator<string, void, undefined> {
  yield folder;
  const parent = dirname(folder);
  if (parent !== folder) yield* upwards(parent);
}
