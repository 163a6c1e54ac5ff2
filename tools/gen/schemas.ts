import type { Artefact } from './artefact.ts';
import { compactJson } from './compact-json.ts';
import { type JsonSchema, simplify } from './json-schema.ts';

/** `schemas/<name>.schema.json`. */
export function schemaFile(name: string, schema: JsonSchema): Artefact {
  return { path: `schemas/${name}.schema.json`, content: `${compactJson(simplify(schema))}\n` };
}
