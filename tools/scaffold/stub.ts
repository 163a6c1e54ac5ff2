import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Stub {
  readonly path: string;
  readonly content: string;
}

/** The two halves of `area.slug` or `service.noun`; null where the text is neither. */
export function parseName(name: string | undefined): readonly [folder: string, file: string] | null {
  const match = /^([a-z][a-z0-9-]*)\.([a-z][a-z0-9-]*)$/.exec(name ?? '');
  const [, folder, file] = match ?? [];
  return folder === undefined || file === undefined ? null : [folder, file];
}

/** Writes stubs and names them; never over a file that is there. */
export function writeStubs(stubs: readonly Stub[]): void {
  const taken = stubs.find(({ path }) => existsSync(path));
  if (taken !== undefined) {
    console.error(`${taken.path} exists already; nothing was written.`);
    process.exitCode = 2;
    return;
  }
  for (const { path, content } of stubs) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    console.log(path);
  }
}
