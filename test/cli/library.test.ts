import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { InputError, scan, SetupError } from '../../src/index.ts';
import { withVariables } from '../kit/live.ts';
import { emptyFolder, runCli } from '../kit/run-cli.ts';
import { rendered, withoutRun } from '../kit/scans.ts';
import { savedAs } from '../kit/snapshot-bytes.ts';
import { node, world } from '../kit/world.ts';

it('gives the report of the command line as an object', async () => {
  const report = await scan({ demo: true, rules: ['rds.*'] });
  const { stdout } = await runCli(['scan', '--demo', '--rules', 'rds.*', '--format', 'json']);
  const { run } = report;
  expect(stdout.replace(/"run":\{[^{}]*\}/, '')).toBe((await rendered(report, 'json')).replace(/"run":\{[^{}]*\}/, ''));
  expect(run).toMatchObject({ source: 'demo', ruleset: 'standard' });
});

it('takes the choices that the command line takes', async () => {
  const from = savedAs('account.ndjson', world(node('rds.instance', 'orders', { multiAz: false, engine: 'mysql', tags: { Env: 'prod' } })));
  const rules = ['rds.instance-multi-az'];
  expect((await scan({ from, rules })).exit.code).toBe(1);
  expect((await scan({ from, rules, failOn: 'never' })).exit.code).toBe(0);
  expect((await scan({ from, rules, tags: { Env: 'test' } })).exit.code).toBe(3);
  expect((await scan({ from, rules, tags: { Env: 'test' }, allowEmpty: true })).exit.code).toBe(0);
  const config = savedAs('ha-audit.yaml', 'rules: { rds.instance-multi-az: { severity: low } }');
  expect([...(await scan({ from, rules, config })).results][0]?.severity).toBe('low');
  expect(withoutRun(await scan({ from, rules, asOf: new Date('2026-01-01') })).counts.fail).toBe(1);
});

it('throws what a caller can mend, as errors of its own', async () => {
  await expect(scan({ from: '/nonexistent' })).rejects.toBeInstanceOf(InputError);
  await expect(scan({ demo: true, rules: ['moon.*'] })).rejects.toBeInstanceOf(InputError);
  await expect(scan({ demo: true, from: 'x' })).rejects.toThrow('name two sources');
  await expect(scan({ demo: true, asOf: new Date('never') })).rejects.toThrow('asOf is an invalid date');
  await withVariables({ AWS_REGION: 'us-east-1' }, () => expect(scan()).rejects.toBeInstanceOf(SetupError));
});

it('works from the package that is shipped', () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules/ha-audit'));
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { InputError, scan } from 'ha-audit';
     const report = await scan({ demo: true, rules: ['rds.*'] });
     console.log(report.schema, [...report.results].length === [...report.results].length);
     await scan({ from: 'missing' }).catch((error) => console.log(error instanceof InputError, error.message));`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['ha-audit/report@1 true\ntrue cannot read missing: there is no such file or folder\n', '']);
});
