import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Metafile } from 'esbuild';
import { staticInputs } from '../../tools/build/budget.ts';

/** A program that imports what a live run needs before its first call: the live path with all collectors and all clients. */
export function liveImports(): string {
  const metafile: unknown = JSON.parse(readFileSync('dist/meta.json', 'utf8'));
  if (!isMetafile(metafile)) throw new Error('dist/meta.json is no metafile: run npm run build');
  const live = Object.entries(metafile.outputs).filter(([, { entryPoint = '' }]) => /^src\/(app\/live\.ts$|collectors\/)/.test(entryPoint));
  const inputs = live.flatMap(([path]) => [...staticInputs(metafile, path)]);
  for (const part of [/^src\/collectors\/\w+\//, /\/@aws-sdk\/client-[^/]+\/dist-es\/\w+Client\.js$/]) {
    const count = inputs.filter((input) => part.test(input)).length;
    if (count < 10) throw new Error(`only ${count} modules ${part} in what a live run loads: dist/ is built in another way now`);
  }
  return live.map(([path]) => `import ${JSON.stringify(pathToFileURL(resolve(path)).href)};`).join('');
}

function isMetafile(value: unknown): value is Metafile {
  return typeof value === 'object' && value !== null && 'outputs' in value;
}
