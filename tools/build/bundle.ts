import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { nativeEmojiRegex, sdkSchemas, sdkSignIn, sdkVersions, withoutUnused } from './sdk-schemas.ts';

/** CommonJS packages ask for `require` at run time, which a module does not have. */
export const requireForCommonJs = "import{createRequire as nodeRequire}from'node:module';const require=nodeRequire(import.meta.url);";

/** Bundles the program and the two doors of the library into `folder`; node's own modules stay outside, and a parser that few runs load and that is large. */
export async function bundle(folder: string): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    entryPoints: [
      { in: 'src/cli/main.ts', out: 'cli' },
      { in: 'src/index.ts', out: 'index' },
      { in: 'src/rule-kit.ts', out: 'rule-kit' },
    ],
    outdir: 'dist',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    chunkNames: 'chunks/[hash]',
    metafile: true,
    external: ['web-tree-sitter'],
    // The edition for bundlers: modules, of which what is not used goes.
    alias: { yaml: resolve('node_modules/yaml/browser/index.js') },
    plugins: [sdkSchemas, sdkSignIn, sdkVersions, withoutUnused, nativeEmojiRegex],
    logLevel: 'warning',
  });
  const dist = resolve('dist');
  const inert = inertChunks(metafile);
  for (const { path, text } of outputFiles) {
    const target = path.replace(dist, resolve(folder));
    mkdirSync(dirname(target), { recursive: true });
    const lean = text.replaceAll(/import"[^"]*?(\w+\.js)";/g, (statement, name: string) => (inert.has(name) ? '' : statement));
    writeFileSync(target, lean.includes('typeof require') ? requireForCommonJs + lean : lean);
  }
  return metafile;
}

/** Names of chunks of our modules alone, which do nothing when they are loaded: whoever uses nothing of one need not import it. */
function inertChunks({ outputs }: Metafile): ReadonlySet<string> {
  const isOurs = (inputs: object) => Object.keys(inputs).every((path) => /^(src|rules)\//.test(path));
  return new Set(Object.entries(outputs).flatMap(([path, { inputs }]) => (isOurs(inputs) ? [basename(path)] : [])));
}
