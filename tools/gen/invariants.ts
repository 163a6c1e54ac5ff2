import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A row of the catalogue of invariants. */
export interface Invariant {
  readonly id: string;
  /** The good condition. */
  readonly says: string;
  /** Why no rule can decide it; null where one could. */
  readonly undecidable: string | null;
}

export interface InvariantArea {
  readonly area: string;
  readonly invariants: readonly Invariant[];
}

/** @throws where the catalogue is not of its shape */
export function readInvariants(path = 'rules/invariants.yaml'): readonly InvariantArea[] {
  const areas: unknown = parse(readFileSync(path, 'utf8'));
  return listOf(areas).map((entry) => {
    const { area, invariants } = recordOf(entry);
    return { area: textOf(area), invariants: listOf(invariants).map(invariantOf) };
  });
}

function invariantOf(entry: unknown): Invariant {
  const { id, says, undecidable } = recordOf(entry);
  return { id: textOf(id), says: textOf(says), undecidable: undecidable === undefined ? null : textOf(undecidable) };
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`not a list: ${JSON.stringify(value)}`);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return { ...value };
  throw new TypeError(`not a record: ${JSON.stringify(value)}`);
}

function textOf(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError(`not a text: ${JSON.stringify(value)}`);
}
