import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { formats } from './formats.ts';
import { header } from './header.ts';
import { isSchema, type JsonSchema, simplify } from './json-schema.ts';

/** What an error says: where it is, or also what was demanded there, in data and in words. */
export type ErrorDetail = 'place' | 'sentence';

/**
 * JavaScript that exports `table`, one validating function per schema under the schema's name, and needs no ajv.
 * A function collects every error, so a reader can tell which facts are bad, and fills in defaults.
 */
export async function compile(table: string, schemas: ReadonlyMap<string, JsonSchema>, detail: ErrorDetail): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    messages: detail === 'sentence',
    formats,
    code: { source: true, esm: true, lines: false },
  });
  const functionNames = new Map<string, string>();
  const rows = [...schemas].map(([name, schema]) => {
    const simple = nullable(simplify(schema));
    const text = JSON.stringify(simple);
    const known = functionNames.get(text);
    const functionName = known ?? `validator${String(functionNames.size)}`;
    if (known === undefined && isSchema(simple)) ajv.addSchema(simple, functionName);
    functionNames.set(text, functionName);
    return `${JSON.stringify(name)}: ${functionName}`;
  });
  const exports = Object.fromEntries([...functionNames.values()].map((name) => [name, name]));
  const code = standalone.default(ajv, exports).replaceAll(superfluous[detail], '');
  return selfContained(code, `export const ${table} = { ${rows.join(', ')} };`);
}

/** Nobody reads schemaPath, and it is the longest part of every error. */
const superfluous: Readonly<Record<ErrorDetail, RegExp>> = {
  place: /,schemaPath:"[^"]*",keyword:"[^"]*",params:\{[^{}]*\}/g,
  sentence: /schemaPath:"[^"]*",/g,
};

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
