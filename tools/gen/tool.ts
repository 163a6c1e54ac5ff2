import { readFileSync } from 'node:fs';
import type { Artefact } from './artefact.ts';
import { header } from './header.ts';
import { isSchema } from '../../src/model/validation/json-schema.ts';

/** `src/generated/tool.ts`: what the program calls itself, from package.json. */
export function toolModule(): Artefact {
  const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  if (!isSchema(manifest)) throw new TypeError('package.json is no object');
  const { name, version } = manifest;
  return {
    path: 'src/generated/tool.ts',
    content: [header, `export const tool = { name: '${String(name)}', version: '${String(version)}' } as const;`, ''].join('\n'),
  };
}
