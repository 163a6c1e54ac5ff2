import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/** Emits the declarations of the library into `folder`. */
export async function declarations(folder: string): Promise<void> {
  await run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.d.ts')) {
      const path = join(folder, file);
      writeFileSync(path, withJsSpecifiers(readFileSync(path, 'utf8')));
    }
  }
}

/** `./x.ts` becomes `./x.js`, which every TypeScript resolves to `x.d.ts`; the compiler rewrites programs only, not declarations. */
function withJsSpecifiers(text: string): string {
  return text.replaceAll(/((?:from|import)\s*\(?\s*(['"])\.{1,2}\/[^'"]+)\.ts\2/g, '$1.js$2');
}
