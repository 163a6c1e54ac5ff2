import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { InputError } from '../model/input-error.ts';
import type { Format } from '../output/formats.ts';
import { repositoryRoot } from './repository.ts';

/** Formats in which every result points to a file. */
export function needsAnchor(format: Format): boolean {
  return format === 'sarif' || format === 'gitlab';
}

/**
 * The file of the repository that SARIF results point to, as code scanning wants it: relative to the root of the repository,
 * with forward slashes. Without a repository, relative to the working directory.
 *
 * @param named What `--sarif-anchor` names; without it, the configuration file or a README.
 * @throws InputError where there is no such file in the repository: code scanning shows no alert without one
 */
export function sarifAnchor(named: string | null, configurationPath: string | null, workingFolder: string = process.cwd()): string {
  const here = realpathSync(workingFolder);
  const root = repositoryRoot(here) ?? here;
  if (named !== null) {
    const path = pathBelow(root, resolve(here, named));
    if (path !== null) return path;
    throw new InputError(`--sarif-anchor ${named} is no file of the repository ${root}; name one that exists there, such as README.md`);
  }
  const candidates = [...(configurationPath === null ? [] : [resolve(here, configurationPath)]), ...readmesIn(here), ...readmesIn(root)];
  const found = candidates.map((candidate) => pathBelow(root, candidate)).find((path) => path !== null);
  if (typeof found === 'string') return found;
  throw new InputError(
    'SARIF and the report for GitLab need a file of the repository to point to, and there is neither a configuration file nor a README; name one with --sarif-anchor FILE',
  );
}

/** The path of a file below a folder, or null where it is not there, no file, or elsewhere. */
function pathBelow(root: string, path: string): string | null {
  if (!existsSync(path) || !statSync(path).isFile()) return null;
  const segments = relative(root, realpathSync(path)).split(sep);
  return segments[0] === '..' ? null : segments.join('/');
}

function readmesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^readme(\.|$)/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}
