import { InputError } from '../model/input-error.ts';
import type { SourceLocation } from '../model/report.ts';
import { isPlain } from './plain-text.ts';

/**
 * The file that results point to, relative to the repository and without leading `./`: with it, neither GitHub nor GitLab finds the file.
 * @throws {InputError} where the path leaves the repository or names no file
 */
export function anchorPath(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '.');
  const isFileInside = segments.every((segment) => segment !== '' && segment !== '..');
  if (!isFileInside || segments.length === 0)
    throw new InputError(`the anchor ${JSON.stringify(path)} is no path of a file relative to the repository`);
  return segments.join('/');
}

/** The file of a line of code; null where it is in no file of the repository, so that the finding points to the anchor instead. */
export function sourcePath(source: SourceLocation | undefined): string | null {
  if (source === undefined || !isPlain(source.file)) return null;
  const isInside = source.file.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return isInside ? source.file : null;
}
