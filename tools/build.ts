/** `npm run build`: generated files, bundle, declarations. Fails where the bundle breaks a promise about size or start-up. */
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from './build/budget.ts';
import { bundle } from './build/bundle.ts';
import { declarations } from './build/declarations.ts';
import { thirdPartyLicenses } from './build/licenses.ts';
import { run } from './build/run.ts';

await run(process.execPath, '--import', 'tsx', 'tools/gen.ts', '--runtime');

// Put in place as a whole at the end, so that a program that runs meanwhile never sees half of it.
const draft = `dist.${String(process.pid)}.tmp`;
mkdirSync(draft);
try {
  const [metafile] = await Promise.all([bundle(draft), declarations(`${draft}/types`)]);
  writeFileSync(`${draft}/third-party-licenses.txt`, thirdPartyLicenses(metafile));
  const problems = violations(metafile, bytesBelow(draft));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  writeFileSync(`${draft}/meta.json`, JSON.stringify(metafile));
  rmSync('dist', { recursive: true, force: true });
  renameSync(draft, 'dist');
  chmodSync('bin/ha-audit.js', 0o755);
} finally {
  rmSync(draft, { recursive: true, force: true });
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((bytes, entry) => bytes + statSync(join(entry.parentPath, entry.name)).size, 0);
}
