import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('every committed generated file is what its generator writes, and belongs to something', { timeout: 60_000 }, () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/gen.ts', '--check'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
