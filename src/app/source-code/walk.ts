import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { reasonOf, systemCodeOf } from '../file-errors.ts';

/** A file of code: where it really lies, and the folder it is part of. Absolute. */
export interface FoundFile {
  readonly path: string;
  readonly folder: string;
}

/** Folders that hold what others wrote, or what tools made. */
const skipped = new Set(['.git', 'node_modules', '.terraform', '.terragrunt-cache', 'cdk.out', '.aws-sam']);

const isCode = (name: string) => /\.(tf|tf\.json|ya?ml|json|template)$/.test(name);

/** What a walk found; told of as it comes. */
export interface Walk {
  readonly files: FoundFile[];
  readonly warnings: string[];
}

/** Files of a tree, in order of their names. */
export const mostFiles = 20_000;

/** Every file below a folder that may hold code. Links are followed as far as they stay below `bounds`, which is a real path. */
export function walk(folder: string, bounds: string, isDeep: boolean, found: Walk, above: readonly string[] = []): void {
  const real = realpathSync(folder);
  if (above.includes(real)) return;
  for (const entry of entriesOf(folder, found)) {
    if (found.files.length >= mostFiles) return;
    const target = entry.isSymbolicLink()
      ? targetOf(join(folder, entry.name), bounds, found)
      : { path: join(real, entry.name), isFile: entry.isFile(), isFolder: entry.isDirectory() };
    if (target === null) continue;
    if (target.isFolder && isDeep && !skipped.has(entry.name)) walk(join(folder, entry.name), bounds, isDeep, found, [...above, real]);
    else if (target.isFile && isCode(entry.name)) found.files.push({ path: target.path, folder });
  }
}

interface Target {
  readonly path: string;
  readonly isFile: boolean;
  readonly isFolder: boolean;
}

/** What a link leads to. */
function targetOf(path: string, bounds: string, { warnings }: Walk): Target | null {
  try {
    const real = realpathSync(path);
    const target = statSync(real);
    if (isWithin(real, bounds)) return { path: real, isFile: target.isFile(), isFolder: target.isDirectory() };
    if (target.isDirectory() || isCode(path)) warnings.push(`${path} is a link that leads out of the source; it is not followed`);
  } catch (error) {
    if (systemCodeOf(error) === null) throw error;
    if (isCode(path)) warnings.push(`${path} is a link that leads nowhere: ${reasonOf(error)}`);
  }
  return null;
}

/** Whether a real path is a folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function entriesOf(folder: string, { warnings }: Walk): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (systemCodeOf(error) === null) throw error;
    warnings.push(`cannot read ${folder}: ${reasonOf(error)}`);
    return [];
  }
}
