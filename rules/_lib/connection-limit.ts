/** What `max_connections` allows: a number, or the bound of `LEAST({…},5000)`: the rest of a formula depends on memory. */
export function connectionLimit(value: string): { readonly most: number; readonly isExact: boolean } | null {
  if (/^\d+$/.test(value)) return { most: Number(value), isExact: true };
  const bound = /^LEAST\(\{[^,]*\},\s*(\d+)\)$/i.exec(value)?.[1];
  return bound === undefined ? null : { most: Number(bound), isExact: false };
}
