import { type Document, isAlias, isCollection, isMap, isScalar, type LineCounter } from 'yaml';
import type { Path } from './problems.ts';

/** Finds out where in a file a value stands. */
export class Positions {
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  /** Line of the value of a path, from 1. */
  lineOf(path: Path): number {
    return this.#lines.linePos(this.offsetOf(path, false)).line;
  }

  /** `line:column`, both from 1. */
  at(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${line}:${col}`;
  }

  /** Where the value of a path stands, or its key; where there is none, what holds it. */
  offsetOf(path: Path, isKey: boolean): number {
    let node: unknown = this.#document.contents;
    let offset = startOf(node) ?? 0;
    for (const [depth, name] of path.entries()) {
      const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name) : undefined;
      const child: unknown = pair === undefined ? (isCollection(node) ? node.get(Number(name), true) : undefined) : pair.value;
      const isLast = depth === path.length - 1;
      offset = startOf(isLast && isKey ? pair?.key : child) ?? startOf(pair?.key) ?? offset;
      node = isAlias(child) ? child.resolve(this.#document) : child;
    }
    return offset;
  }
}

function startOf(node: unknown): number | null {
  return rangeOf(node)[0] ?? null;
}

/** Where a node begins, where its value ends, and where what belongs to it does; nothing where it stands nowhere. */
export function rangeOf(node: unknown): readonly number[] {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  return Array.isArray(range) && range.every((each) => typeof each === 'number') ? range : [];
}
