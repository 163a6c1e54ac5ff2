/**
 * Generated files, bundle and declarations. Fails where the bundle breaks a promise about size or start-up.
 *
 *     npm run build
 *     npm run build -- --if-stale    only if a source has changed since the last time
 */
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { violations } from './build/budget.ts';
import { bundle } from './build/bundle.ts';
import { thirdPartyLicenses } from './build/licenses.ts';
import { run } from './build/run.ts';
import { binaryPackages, writeTerraformGrammar } from './build/terraform-grammar.ts';
import { fingerprint, isFresh, markFresh } from './freshness.ts';

const { values } = parseArgs({ options: { 'if-stale': { type: 'boolean', default: false } } });
const stamp = 'dist/.inputs';
const inputs = fingerprint(['src', 'rules', 'tools', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']);

if (!(values['if-stale'] && isFresh(stamp, inputs))) {
  await run(process.execPath, '--import', 'tsx', 'tools/gen.ts', '--runtime');
  await build(`dist.${process.pid}.tmp`);
  markFresh(stamp, inputs);
}

/** Puts `dist/` in place as a whole at the end, so that a program that runs meanwhile never sees half of it. */
async function build(draft: string): Promise<void> {
  mkdirSync(draft);
  try {
    const declarations = run(process.execPath, '--import', 'tsx', 'tools/declarations.ts', `${draft}/types`);
    // Both end before the draft is cleared away, or the slower one would write it anew.
    const [bundled, declared] = await Promise.allSettled([bundle(draft), declarations]);
    if (bundled.status === 'rejected') throw bundled.reason;
    if (declared.status === 'rejected') throw declared.reason;
    const metafile = bundled.value;
    writeTerraformGrammar(draft);
    writeFileSync(`${draft}/third-party-licenses.txt`, thirdPartyLicenses(metafile, binaryPackages, { isOwnBeside: true }));
    const problems = violations(metafile, bytesBelow(draft));
    if (problems.length > 0) throw new Error(problems.join('\n'));
    writeFileSync(`${draft}/meta.json`, JSON.stringify(metafile));
    rmSync('dist', { recursive: true, force: true });
    renameSync(draft, 'dist');
    chmodSync('bin/ha-audit.js', 0o755);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((bytes, entry) => bytes + statSync(join(entry.parentPath, entry.name)).size, 0);
}
