import type { Location, Region, ReportingDescriptor, Result } from 'sarif';

const mostLocations = 1_000;
const mostFlowLocations = 10_000;
export const levels: ReadonlySet<unknown> = new Set(['note', 'warning', 'error']);

/** A file may lack anything, whatever its type promises. */
export type Unchecked<T> = T extends readonly (infer Item)[]
  ? readonly Unchecked<Item>[] | undefined
  : T extends string
    ? string | undefined
    : T extends object
      ? { readonly [Key in keyof T]?: Unchecked<T[Key]> | undefined }
      : T | undefined;

export type Refuse = (path: string, message: string) => void;

/** Every fault of one result; `rules` are those of its run. */
export function checkResult(
  result: Unchecked<Result>,
  rules: readonly Unchecked<ReportingDescriptor>[],
  path: string,
  refuse: Refuse,
): void {
  if (!isText(result.message?.text)) refuse(`${path}.message.text`, 'is missing');
  if (!isText(result.ruleId)) refuse(`${path}.ruleId`, 'is missing');
  if (result.ruleIndex === undefined || rules[result.ruleIndex]?.id !== result.ruleId)
    refuse(`${path}.ruleIndex`, `does not lead to rule ${result.ruleId}`);
  if (result.level !== undefined && !levels.has(result.level)) refuse(`${path}.level`, 'must be note, warning or error');
  if (result.kind !== undefined && result.kind !== 'fail') refuse(`${path}.kind`, 'would become an alert all the same');
  if (result.suppressions !== undefined) refuse(`${path}.suppressions`, 'are ignored: the result would become an open alert');
  if (!isText(result.partialFingerprints?.['primaryLocationLineHash']))
    refuse(`${path}.partialFingerprints.primaryLocationLineHash`, 'is missing: alerts would repeat');
  const locations = result.locations ?? [];
  if (locations.length === 0) refuse(`${path}.locations`, 'are missing');
  if (locations.length > mostLocations) refuse(`${path}.locations`, `are more than ${mostLocations}`);
  const steps = (result.codeFlows ?? []).flatMap(({ threadFlows }) => threadFlows ?? []).flatMap((flow) => flow.locations ?? []);
  if (steps.length > mostFlowLocations) refuse(`${path}.codeFlows`, `hold more than ${mostFlowLocations} locations`);
  for (const [index, location] of locations.entries()) checkLocation(location, `${path}.locations[${index}]`, refuse);
  const related = result.relatedLocations ?? [];
  if (related.length > mostLocations) refuse(`${path}.relatedLocations`, `are more than ${mostLocations}`);
  for (const [index, location] of related.entries()) checkLocation(location, `${path}.relatedLocations[${index}]`, refuse);
}

/** By this code scanning tells alerts of a run apart: of two results with the same one it shows one. */
export function identityOf({ ruleId, locations, partialFingerprints }: Unchecked<Result>): string {
  const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri;
  return JSON.stringify([ruleId, uri, partialFingerprints?.['primaryLocationLineHash']]);
}

function checkLocation({ physicalLocation }: Unchecked<Location>, path: string, refuse: Refuse): void {
  const uri = physicalLocation?.artifactLocation?.uri;
  const at = `${path}.physicalLocation.artifactLocation.uri`;
  if (!isText(uri)) refuse(at, 'is missing');
  else if (!isRepositoryPath(uri)) refuse(at, `is no encoded path of a file in the repository: ${uri}`);
  if (physicalLocation?.region !== undefined) checkRegion(physicalLocation.region, `${path}.physicalLocation.region`, refuse);
}

/** Relative, without scheme, `.`, `..`, empty segments or anything a URI may not hold. */
function isRepositoryPath(uri: string): boolean {
  return uri.split('/').every((segment) => {
    if (!/^([\w.~!$&'()*+,;=@-]|%[\dA-Fa-f]{2})+$/.test(segment)) return false;
    const dots = segment.replace(/%2e/gi, '.');
    return dots !== '.' && dots !== '..' && !/%(2f|00)/i.test(segment);
  });
}

/** A region is optional; a wrong one is refused. */
function checkRegion(region: Unchecked<Region>, path: string, refuse: Refuse): void {
  for (const name of ['startLine', 'startColumn', 'endLine', 'endColumn'] as const) {
    const value = region[name];
    const isMissing = name === 'startLine' && value === undefined;
    if (isMissing || (value !== undefined && !(Number.isInteger(value) && value >= 1)))
      refuse(`${path}.${name}`, 'must be a whole number from 1');
  }
  const { startLine = 1, endLine = startLine, startColumn = 1, endColumn = startColumn } = region;
  if (endLine < startLine) refuse(`${path}.endLine`, 'comes before the start');
  else if (endLine === startLine && endColumn < startColumn) refuse(`${path}.endColumn`, 'comes before the start');
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
