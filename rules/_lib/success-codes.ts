/** A range of codes, both ends included. */
export interface CodeRange {
  readonly first: number;
  readonly last: number;
}

/** The codes of a matcher, such as `200`, `200,202` or `200-299`; null where it is not written that way. */
export function codesOf(matcher: string): readonly CodeRange[] | null {
  const ranges = matcher.split(',').map((part): CodeRange | null => {
    const [, first, last] = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part) ?? [];
    return first === undefined ? null : { first: Number(first), last: Number(last ?? first) };
  });
  const known = ranges.filter((range) => range !== null);
  return known.length === ranges.length ? known : null;
}

/** Status codes of gRPC end below those of HTTP begin. */
export function isGrpcRange({ last }: CodeRange): boolean {
  return last < 100;
}
