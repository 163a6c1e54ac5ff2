import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { formats } from './formats.ts';
import { header } from './header.ts';
import { isSchema, type JsonSchema, simplify } from './json-schema.ts';

/**
 * JavaScript that exports `table`, one validating function per schema under the schema's name, and needs no ajv.
 * A function collects every error, so a reader can tell which facts are bad, and fills in defaults.
 */
export async function compile(table: string, schemas: ReadonlyMap<string, JsonSchema>): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    useDefaults: true,
    formats,
    code: { source: true, esm: true, lines: false },
  });
  for (const [name, schema] of schemas) {
    const simple = simplify(schema);
    if (isSchema(simple)) ajv.addSchema(simple, name);
  }
  const exportNames = new Map([...schemas.keys()].map((name, index) => [`validator${String(index)}`, name]));
  const rows = [...exportNames].map(([exportName, name]) => `${JSON.stringify(name)}: ${exportName}`);
  return selfContained(standalone.default(ajv, Object.fromEntries(exportNames)), `export const ${table} = { ${rows.join(', ')} };`);
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
