import { gunzipSync, gzipSync } from 'node:zlib';
import type { StoredObject } from '../../aws/destinations/object-store.ts';

/** A list that one run leaves for the next, as it is kept in the bucket. */
export function keptList(items: readonly object[]): Uint8Array {
  return gzipSync(JSON.stringify(items));
}

/** Empty where nothing was kept yet; null where it is nothing we wrote. */
export function parseKeptList<T>(stored: StoredObject | null, accepts: (value: unknown) => value is readonly T[]): readonly T[] | null {
  if (stored === null) return [];
  try {
    const value: unknown = JSON.parse(gunzipSync(stored.body).toString());
    return accepts(value) ? value : null;
  } catch {
    return null;
  }
}
