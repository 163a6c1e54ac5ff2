/** Milliseconds since 1970 of a time as facts hold it. Rules have no clock and no `Date`. */
export function millisecondsOf(time: string): number {
  return Date.parse(time);
}
