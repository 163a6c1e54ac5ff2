/** What a snapshot sorts: nodes, which have an id, and coverage, which has none. */
interface Sorted {
  readonly kind: string;
  readonly id?: string;
  readonly account: string;
  readonly region: string;
}

export function byKindAndPlace(a: Sorted, b: Sorted): number {
  return compare(a.kind, b.kind) || compare(a.id ?? '', b.id ?? '') || compare(a.account, b.account) || compare(a.region, b.region);
}

/** In code units, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
