import { spawnSync } from 'node:child_process';

/** Tests that run the program as it is shipped, by the names of their files. */
const needBundle = /cli|bundle|package|lambda|live/;

/**
 * Writes the git-ignored generated files before any test runs, and the bundle where a test needs it, if a source has changed.
 * A failure is printed and left to `generated.test.ts` and `bundle.test.ts`, so that a half-written rule does not stop every other test.
 */
export default function setup(): void {
  const filters = process.argv.slice(2).filter((argument) => argument !== 'run' && !argument.startsWith('-'));
  if (filters.length === 0 || filters.some((filter) => needBundle.test(filter))) run('tools/build.ts', '--if-stale');
  else run('tools/gen.ts', '--runtime');
}

function run(...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.stderr.write(`${args.join(' ')} failed; tests run on what was generated before\n`);
}
