import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { formats } from './formats.ts';
import { header } from './header.ts';
import { isSchema, type JsonSchema, simplify } from './json-schema.ts';

/**
 * JavaScript that exports `table`, one validating function per schema under the schema's name, and needs no ajv.
 * A function collects every error, so a reader can tell which facts are bad, and fills in defaults.
 *
 * @param messages whether errors carry a sentence; without, the code is a third smaller
 */
export async function compile(table: string, schemas: ReadonlyMap<string, JsonSchema>, messages: boolean): Promise<string> {
  const ajv = new Ajv({ allErrors: true, useDefaults: true, messages, formats, code: { source: true, esm: true, lines: false } });
  for (const [name, schema] of schemas) {
    const simple = nullable(simplify(schema));
    if (isSchema(simple)) ajv.addSchema(simple, name);
  }
  const exportNames = new Map([...schemas.keys()].map((name, index) => [`validator${String(index)}`, name]));
  const rows = [...exportNames].map(([exportName, name]) => `${JSON.stringify(name)}: ${exportName}`);
  // Nobody reads schemaPath, and it is the longest part of every error.
  const code = standalone.default(ajv, Object.fromEntries(exportNames)).replaceAll(/schemaPath:"[^"]*",/g, '');
  return selfContained(code, `export const ${table} = { ${rows.join(', ')} };`);
}

/** ajv's own word for `X or null`: its errors then hold the type itself instead of a way into a copy of the schema. */
function nullable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(nullable);
  if (!isSchema(schema)) return schema;
  const mapped = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, nullable(value)]));
  const { type } = schema;
  return Array.isArray(type) && type.length === 2 && type[1] === 'null' ? { ...mapped, type: String(type[0]), nullable: true } : mapped;
}

/** Takes in the few lines of ajv's run time that the code calls, since they are CommonJS, and exports the table alone. */
async function selfContained(code: string, table: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `${code.replaceAll(/^export const /gm, 'const ')}\n${table}`, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    format: 'esm',
    target: 'node20',
    minifySyntax: true,
    write: false,
  });
  return header + outputFiles.map(({ text }) => text).join('');
}
