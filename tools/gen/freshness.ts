import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stamp = 'src/generated/.inputs';

/** Whether the generated files followed from exactly these inputs when they were written last. */
export function isFresh(inputs: string): boolean {
  try {
    return readFileSync(stamp, 'utf8') === inputs;
  } catch {
    return false;
  }
}

export function markFresh(inputs: string): void {
  mkdirSync('src/generated', { recursive: true });
  writeFileSync(stamp, inputs);
}

/** Everything the generated files follow from, by name, size and time of change. */
export function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of ['src', 'rules', 'tools/gen'].flatMap(filesBelow).sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${String(size)} ${String(mtimeMs)}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join('src', 'generated')))
    .map((entry) => join(entry.parentPath, entry.name));
}
