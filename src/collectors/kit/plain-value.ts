import type { Json } from '../../model/report.ts';

/**
 * The value as a snapshot stores it, so that judging what was just read and judging the file give the same verdict.
 * Properties that are undefined are left out, dates become ISO 8601.
 *
 * @throws TypeError for what JSON cannot carry.
 */
export function plainValue(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return plainList(value);
  if (typeof value === 'object' && !ArrayBuffer.isView(value)) return plainRecord(value);
  throw new TypeError(
    `a fact cannot hold ${typeof value === 'number' ? 'a number that is none' : typeof value === 'object' ? 'bytes' : `a ${typeof value}`}`,
  );
}

function plainList(values: readonly unknown[]): Json {
  return values.map(plainValue);
}

function plainRecord(record: object): Json {
  const entries: readonly [string, unknown][] = Object.entries(record);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined).map(([name, value]) => [name, plainValue(value)]));
}
