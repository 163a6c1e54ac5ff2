/** The keys that a JSON Schema knows at a place, for a suggestion. */
export function keysAt(schema: unknown, path: readonly string[]): readonly string[] {
  return [...new Set(path.reduce((schemas, name) => schemas.flatMap((each) => inner(each, name)), alternatives(schema)).flatMap(ownKeys))];
}

type Schema = Readonly<Record<string, unknown>>;

function alternatives(value: unknown): readonly Schema[] {
  if (!isSchema(value)) return [];
  const { anyOf } = value;
  return Array.isArray(anyOf) ? anyOf.flatMap(alternatives) : [value];
}

function inner({ properties, patternProperties, items }: Schema, name: string): readonly Schema[] {
  const named = isSchema(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
  const others = isSchema(patternProperties) ? Object.values(patternProperties) : [];
  return [...named, ...others, items].flatMap(alternatives);
}

function ownKeys({ properties }: Schema): readonly string[] {
  return isSchema(properties) ? Object.keys(properties) : [];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
