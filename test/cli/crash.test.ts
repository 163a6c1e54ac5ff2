import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, runCli } from '../kit/run-cli.ts';

/** Standard input that never says anything, and something else that happens meanwhile. */
async function scanWhile(happening: string) {
  const preload = join(emptyFolder(), 'preload.mjs');
  const silent = `Object.defineProperty(process, 'stdin', { value: new Readable({ read() {} }) });`;
  writeFileSync(preload, `import { Readable } from 'node:stream';\n${silent}\n${happening}`);
  return runCli(['scan', '--from', '-'], { variables: { NODE_OPTIONS: `--import=${preload}` } });
}

it.each(["setTimeout(() => { throw new Error('boom'); }, 700)", "setTimeout(() => void Promise.reject(new Error('boom')), 700)"])(
  'what nobody expected is an internal error, not a finding: %s',
  async (happening) => {
    const { status, stdout, stderr } = await scanWhile(happening);
    expect([status, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/^ha-audit: exit 4: internal error, please report it\n/);
    expect(stderr).toContain('Error: boom');
  },
);

it('work that is never finished is an internal error, too', async () => {
  const { status, stderr } = await scanWhile('');
  expect([status, stderr]).toEqual([
    4,
    expect.stringContaining('ha-audit: exit 4: internal error, please report it: the work was never finished\n'),
  ]);
});
