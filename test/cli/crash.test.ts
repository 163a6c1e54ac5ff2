import { expect, it } from 'vitest';
import { runCli } from '../kit/run-cli.ts';
import { silentInput } from '../kit/standard-input.ts';

const scanWhile = (happening: string) => runCli(['scan', '--from', '-'], { variables: silentInput(happening) });

it.each(["setTimeout(() => { throw new Error('boom'); });", "setTimeout(() => void Promise.reject(new Error('boom')));"])(
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
  expect(status).toBe(4);
  expect(stderr).toContain('ha-audit: exit 4: internal error, please report it: the work was never finished\n');
});
