import { InputError } from '../model/input-error.ts';

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
