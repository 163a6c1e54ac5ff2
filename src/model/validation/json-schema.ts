/** A JSON Schema (draft 7), as far as we look into it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The same schema in fewer words: `X or null` and unions of literals become one schema with several types or values.
 * Validators get smaller by it, and their errors name the value rather than two failed alternatives.
 */
export function simplify(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(simplify);
  if (!isSchema(schema)) return schema;
  const simple = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, simplify(value)]));
  const { anyOf, ...rest } = withPlainRecord(simple);
  if (!Array.isArray(anyOf)) return rest;
  const alternatives = anyOf.filter(isSchema);
  return { ...(literals(alternatives) ?? orNull(alternatives) ?? { anyOf }), ...rest };
}

/** A record of anything by any name is said in three words less. */
function withPlainRecord({ patternProperties, ...rest }: JsonSchema): JsonSchema {
  if (!isSchema(patternProperties)) return rest;
  const anyName = patternProperties['^(.*)$'];
  return anyName === undefined ? { ...rest, patternProperties } : { ...rest, additionalProperties: anyName };
}

function literals(alternatives: readonly JsonSchema[]): JsonSchema | null {
  const isLiteral = alternatives.every((alternative) => 'const' in alternative);
  return isLiteral ? { enum: alternatives.map((alternative) => alternative['const']) } : null;
}

function orNull(alternatives: readonly JsonSchema[]): JsonSchema | null {
  const [value, nothing] = alternatives;
  if (alternatives.length !== 2 || value === undefined || nothing?.['type'] !== 'null') return null;
  const { type, enum: words } = value;
  if (typeof type !== 'string' || 'const' in value) return null;
  return { ...value, type: [type, 'null'], ...(Array.isArray(words) ? { enum: [...words.map(String), null] } : {}) };
}
