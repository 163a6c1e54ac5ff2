import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runCli } from '../kit/run-cli.ts';

it('redacts what a scan reports, as the document shows', async () => {
  const example = /\$ npx ha-audit (?<command>.*)\n(?<output>[^]*?)…\n```/.exec(readFileSync('docs/redaction.md', 'utf8'))?.groups;
  const { status, stdout } = await runCli((example?.['command'] ?? '').split(' '));
  const real = stdout.replaceAll(/[ \t]+$/gm, '');
  expect([status, real.slice(0, example?.['output']?.length)]).toEqual([1, example?.['output']]);
});
