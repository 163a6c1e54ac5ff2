import type { Location } from 'sarif';
import { InputError } from '../../model/input-error.ts';
import type { Result } from '../../model/report.ts';
import { resourceName } from '../finding-text.ts';

/**
 * A file's path as code scanning shows it: relative, without leading `./`, every segment encoded.
 * @throws {InputError} where the path leaves the repository or names no file
 */
export function anchorUri(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '.');
  const isFileInside = segments.every((segment) => segment !== '' && segment !== '..');
  if (!isFileInside || segments.length === 0)
    throw new InputError(`SARIF anchor ${JSON.stringify(path)} is no path of a file relative to the repository`);
  return segments.map(encodeURIComponent).join('/');
}

/**
 * Code scanning takes no result without a file and no ARN as one: every result points to the anchor as a
 * whole (a region would ask for a line that does not exist) and names the resource beside it.
 */
export function locationOf({ resource }: Result, uri: string): Location {
  return {
    physicalLocation: { artifactLocation: { uri } },
    logicalLocations: [{ name: resourceName(resource), fullyQualifiedName: resource.id, kind: 'resource' }],
  };
}
