import type { Location } from 'sarif';
import type { Result } from '../../model/report.ts';
import { anchorPath } from '../anchor-path.ts';
import { resourceName } from '../finding-text.ts';

/**
 * A file's path as code scanning shows it: every segment encoded.
 * @throws {InputError} where the path leaves the repository or names no file
 */
export function anchorUri(path: string): string {
  return anchorPath(path).split('/').map(encodeURIComponent).join('/');
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
