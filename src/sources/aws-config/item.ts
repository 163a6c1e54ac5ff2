import { isObject, parseJson } from '../json-value.ts';

/** A resource as AWS Config keeps it, in any of the ways in which it sends one. */
export interface ConfigItem {
  /** CloudFormation type, with few exceptions. */
  readonly type: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** Milliseconds since 1970 at which the configuration was seen for the first time; null where not told. */
  readonly capturedAt: number | null;
  /** Such as `OK`, `ResourceDiscovered`, `ResourceDeleted`. */
  readonly status: string;
  readonly configuration: unknown;
  readonly supplementary: Readonly<Record<string, unknown>>;
  /** Null where not told. */
  readonly tags: Readonly<Record<string, string>> | null;
}

/** The columns of a query that make an item. */
export const itemColumns =
  'resourceType, resourceId, accountId, awsRegion, configurationItemCaptureTime, configurationItemStatus, configuration, supplementaryConfiguration, tags';

/** An item from an answer to a query, which is JSON in a text, or to a call for history; null where it is none. */
export function itemOf(answer: unknown): ConfigItem | null {
  const row = unfolded(answer);
  if (!isObject(row)) return null;
  const { resourceType, resourceId, accountId, awsRegion, configurationItemStatus, configurationItemCaptureTime } = row;
  if (![resourceType, resourceId, accountId, awsRegion].every((part) => typeof part === 'string' && part !== '')) return null;
  const supplementary = unfolded(row['supplementaryConfiguration']);
  return {
    type: String(resourceType),
    id: String(resourceId),
    account: String(accountId),
    region: String(awsRegion),
    capturedAt: momentOf(configurationItemCaptureTime)?.getTime() ?? null,
    status: typeof configurationItemStatus === 'string' ? configurationItemStatus : 'OK',
    configuration: unfolded(row['configuration']),
    supplementary: isObject(supplementary) ? supplementary : {},
    tags: tagsOf(unfolded(row['tags'])),
  };
}

/** JSON is written into a text, sometimes twice. */
export function unfolded(value: unknown): unknown {
  let inner = value;
  for (let depth = 0; depth < 3 && typeof inner === 'string' && /^\s*["[{]/.test(inner); depth++) inner = parseJson(inner) ?? null;
  return inner;
}

/** A date, milliseconds since 1970, or ISO 8601, by type. */
export function momentOf(value: unknown): Date | null {
  if (!(value instanceof Date) && typeof value !== 'string' && typeof value !== 'number') return null;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** A map in items, a list of `{ key, value, tag }` in queries. */
function tagsOf(value: unknown): Readonly<Record<string, string>> | null {
  if (Array.isArray(value)) {
    const pairs = value.flatMap((tag: unknown) =>
      isObject(tag) && typeof tag['key'] === 'string' ? [[tag['key'], textOf(tag['value'])] as const] : [],
    );
    return Object.fromEntries(pairs);
  }
  if (!isObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, textOf(text)]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
