import { coverageEntrySchema } from '../../src/model/coverage.ts';
import { tags } from '../../src/model/declare.ts';
import { gapSchema } from '../../src/model/gap.ts';
import { snapshotHeaderSchema } from '../../src/model/snapshot.ts';
import type { Artefact } from './artefact.ts';
import { type JsonSchema, isSchema, simplify } from '../../src/model/validation/json-schema.ts';

/** What several places of a schema hold: written once, under `definitions`, where more than one place of a schema has it. */
const shared: Readonly<Record<string, JsonSchema>> = {
  gap: gapSchema,
  coverage: snapshotHeaderSchema.properties.coverage,
  coverageEntry: coverageEntrySchema,
  tags,
};

/** `schemas/<name>.schema.json`. */
export function schemaFile(name: string, schema: JsonSchema): Artefact {
  return { path: `schemas/${name}.schema.json`, content: `${inLines(withDefinitions(schema))}\n` };
}

/** The schema with references in place of what is shared. */
export function withDefinitions(schema: JsonSchema): JsonSchema {
  const names = new Map(Object.entries(shared).map(([name, part]) => [JSON.stringify(simplify(part)), name]));
  const simple = simplify(schema);
  const counts = occurrences(simple, names);
  const refer = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(refer);
    if (!isSchema(value)) return value;
    const name = names.get(JSON.stringify(value));
    return name !== undefined && isRepeated(name) ? { $ref: `#/definitions/${name}` } : inside(value);
  };
  const inside = (value: JsonSchema): JsonSchema => Object.fromEntries(Object.entries(value).map(([key, each]) => [key, refer(each)]));
  const isRepeated = (name: string): boolean => (counts.get(name) ?? 0) > 1;
  if (!isSchema(simple)) throw new TypeError('a schema is an object');
  const { definitions, ...rest } = inside(simple);
  const added = Object.entries(shared).flatMap(([name, part]): readonly (readonly [string, unknown])[] => {
    const definition = simplify(part);
    return isRepeated(name) && isSchema(definition) ? [[name, inside(definition)]] : [];
  });
  const all = { ...(isSchema(definitions) ? definitions : {}), ...Object.fromEntries(added) };
  return Object.keys(all).length === 0 ? rest : { ...rest, definitions: all };
}

function occurrences(value: unknown, names: ReadonlyMap<string, string>, found = new Map<string, number>()): ReadonlyMap<string, number> {
  if (typeof value !== 'object' || value === null) return found;
  const name = names.get(JSON.stringify(value));
  if (name !== undefined) found.set(name, (found.get(name) ?? 0) + 1);
  for (const each of Object.values(value)) occurrences(each, names, found);
  return found;
}

/** Longer than this, a part stands on lines of its own, so that a change shows as the few lines it concerns. */
const longestLine = 1000;

/** JSON without spaces, for the file is part of the package. */
function inLines(value: unknown): string {
  const line = JSON.stringify(value);
  if (line.length <= longestLine || !isSchema(value)) return line;
  const members = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}:${inLines(each)}`);
  return `{\n${members.join(',\n')}\n}`;
}
