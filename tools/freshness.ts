import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether what was written last followed from exactly these inputs. */
export function isFresh(stamp: string, inputs: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs;
}

export function markFresh(stamp: string, inputs: string): void {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
}

/** Every file at or below `paths`, by name, size and time of change. Without the generated ones, which follow from the others. */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesAt).sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesAt(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join('src', 'generated')))
    .map((entry) => join(entry.parentPath, entry.name));
}
