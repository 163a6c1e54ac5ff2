import type { Artefact } from './artefact.ts';
import { type JsonSchema, simplify } from './json-schema.ts';

/** `schemas/<name>.schema.json`. */
export function schemaFile(name: string, schema: JsonSchema): Artefact {
  return { path: `schemas/${name}.schema.json`, content: `${JSON.stringify(simplify(schema), null, 2)}\n` };
}
