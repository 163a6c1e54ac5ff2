import type { Location, Region } from 'sarif';
import type { SourceLocation } from '../../model/report.ts';
import { anchorPath } from '../anchor-path.ts';
import { resourceName } from '../finding-text.ts';
import type { Alert } from './run-content.ts';

/** Code scanning keeps no more places of a result. */
const mostPlaces = 100;

/**
 * A file's path as code scanning shows it: every segment encoded.
 * @throws {InputError} where the path leaves the repository or names no file
 */
export function anchorUri(path: string): string {
  return anchorPath(path).split('/').map(encodeURIComponent).join('/');
}

/**
 * Code scanning takes no result without a file and no ARN as one. Where the line of code is known, that line alone: an alert shows
 * in a pull request only if all its lines are changed there. Else the anchor as a whole, for a region would ask for a line that does
 * not exist. The resources stand beside it.
 */
export function locationOf({ first, uri, findings }: Alert, anchor: string): Location {
  const places = findings.slice(0, mostPlaces).map(({ arn, name }) => ({
    name: resourceName({ ...first.resource, id: arn, name }),
    fullyQualifiedName: arn,
    kind: 'resource',
  }));
  return {
    physicalLocation: {
      artifactLocation: { uri: uri ?? anchor },
      ...(uri === null || first.source === undefined ? {} : { region: lineOf(first.source) }),
    },
    logicalLocations: places,
  };
}

function lineOf({ startLine, startColumn, endLine, endColumn }: SourceLocation): Region {
  const isOneLine = endLine === startLine && endColumn >= startColumn;
  return { startLine, startColumn, endLine: startLine, ...(isOneLine ? { endColumn } : {}) };
}
