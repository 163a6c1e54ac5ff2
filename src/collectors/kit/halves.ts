/** For services that refuse a whole list for one id that is gone; undefined where there is nothing to halve. */
export function halves<T>(ids: readonly T[]): readonly [readonly T[], readonly T[]] | undefined {
  const middle = Math.ceil(ids.length / 2);
  return ids.length < 2 ? undefined : [ids.slice(0, middle), ids.slice(middle)];
}
