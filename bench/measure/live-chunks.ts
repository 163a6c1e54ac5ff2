import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A program that imports every chunk a live run may need before its first call: the live path, all collectors, all clients. */
export function liveImports(): string {
  const metafile: unknown = JSON.parse(readFileSync('dist/meta.json', 'utf8'));
  if (!isMetafile(metafile)) throw new Error('dist/meta.json is no metafile: run npm run build');
  const chunks = Object.entries(metafile.outputs).flatMap(([path, { entryPoint = '' }]) =>
    /^src\/(app\/live\.ts$|collectors\/)/.test(entryPoint) ? [pathToFileURL(resolve(path)).href] : [],
  );
  if (chunks.length < 40) throw new Error(`only ${chunks.length} chunks of the live path in dist/: it is built in another way now`);
  return chunks.map((chunk) => `import ${JSON.stringify(chunk)};`).join('');
}

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly entryPoint?: string }>>;
}

function isMetafile(value: unknown): value is Metafile {
  return typeof value === 'object' && value !== null && 'outputs' in value;
}
