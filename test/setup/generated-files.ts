import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Writes the git-ignored generated files, and the bundle where there is none, before any test runs.
 * A failure is printed and left to `test/generated.test.ts`, so that a half-written rule does not stop every other test.
 */
export default function setup(): void {
  run('tools/gen.ts', '--runtime');
  if (!existsSync('dist/cli.js')) run('tools/build.ts');
}

function run(...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.stderr.write(`${args.join(' ')} failed; tests run on what was generated before\n`);
}
