import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, runCli } from '../kit/run-cli.ts';
import { textOf } from '../kit/snapshot-bytes.ts';
import { node, world } from '../kit/world.ts';

const account = (paymentsMultiAz: boolean) =>
  textOf(
    world(
      node('rds.instance', 'orders-db', { multiAz: false, engine: 'mysql' }),
      node('rds.instance', 'payments-db', { multiAz: paymentsMultiAz, engine: 'mysql' }),
    ),
  );
const comment = '# Ours: ask the platform team before you change it.';

it('a pull request is failed by what it breaks alone, until that is waived, and again when the waiver has expired', async () => {
  const cwd = emptyFolder();
  const run = async (...args: readonly string[]) => runCli(args, { cwd });
  writeFileSync(join(cwd, 'before.ndjson'), account(true));
  writeFileSync(join(cwd, 'after.ndjson'), account(false));
  writeFileSync(join(cwd, 'ha-audit.yaml'), `${comment}\nruleset: standard\n`);
  const judge = ['--rules', 'rds.instance-multi-az'];
  const gate = async (...more: readonly string[]) =>
    run(
      'scan',
      '--from',
      'after.ndjson',
      ...judge,
      '--baseline',
      'main.json',
      '--fail-on-new',
      '--format',
      'table,json=after.json',
      ...more,
    );

  const main = await run('scan', '--from', 'before.ndjson', ...judge, '--format', 'json=main.json');
  expect([main.status, main.stderr]).toEqual([1, 'ha-audit: exit 1: 1 finding at or above high\n']);
  const unchanged = await run('scan', '--from', 'before.ndjson', ...judge, '--baseline', 'main.json', '--fail-on-new');
  expect(unchanged.stderr).toBe('ha-audit: exit 0: no new finding at or above high, 1 unchanged since the baseline\n');

  const broken = await gate();
  expect([broken.status, broken.stderr]).toEqual([1, 'ha-audit: exit 1: 1 new finding at or above high, 1 unchanged since the baseline\n']);
  expect(broken.stdout).toMatch(/CRITICAL {2}payments-db .*\nNEW /);
  const fresh = newFindings(readFileSync(join(cwd, 'after.json'), 'utf8'));
  expect(fresh.map(({ name }) => name)).toEqual(['payments-db']);

  const accepted = ['--reason', 'Moves next week', '--owner', 'platform@example.com', '--expires', '2999-01-31'];
  const waived = await run('waive', fresh[0]?.id.slice(0, 8) ?? '', '--from', 'after.json', ...accepted);
  expect([waived.status, waived.stdout]).toEqual([0, '']);
  expect(readFileSync(join(cwd, 'ha-audit.yaml'), 'utf8')).toContain(
    `${comment}\nruleset: standard\nwaivers:\n  # rds.instance-multi-az on payments-db`,
  );
  const again = await run('waive', fresh[0]?.id ?? '', ...accepted);
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('has a waiver that expires on 2999-01-31, in ha-audit.yaml:5')]);

  const green = await gate('--as-of', '2999-01-31T23:59:59Z');
  expect([green.status, green.stdout]).toEqual([0, expect.stringContaining('Waived: 1 finding by 1 waiver')]);
  const auditor = await gate('--no-waivers');
  expect([auditor.status, auditor.stderr]).toEqual([1, broken.stderr]);
  const expired = await gate('--as-of', '2999-02-01');
  expect(expired.status).toBe(1);
  expect(expired.stderr).toContain('(ha-audit.yaml:5) expired on 2999-01-31: 1 finding counts again\n');
  expect(expired.stderr).toContain('ha-audit: exit 1: 1 new finding at or above high, 1 unchanged since the baseline\n');

  const useless = await run('scan', '--demo', '--fail-on-new');
  expect([useless.status, useless.stderr]).toEqual([2, expect.stringContaining('--fail-on-new needs --baseline FILE')]);
}, 120_000);

it('a project begins with a commented configuration, which is not written over', async () => {
  const cwd = emptyFolder();
  const begun = await runCli(['init', '--ci', 'gitlab'], { cwd, variables: { AWS_REGION: 'eu-west-1' } });
  expect([begun.status, begun.stderr]).toEqual([0, 'ha-audit: exit 0: written: ha-audit.yaml, ha-audit.gitlab-ci.yml\n']);
  expect(readFileSync(join(cwd, 'ha-audit.yaml'), 'utf8')).toContain('\nregions: [eu-west-1]\n');
  expect((await runCli(['scan', '--demo', '--fail-on', 'never'], { cwd })).status).toBe(0);
  const second = await runCli(['init'], { cwd });
  expect([second.status, second.stderr]).toEqual([2, expect.stringContaining('ha-audit.yaml is there already; --force replaces it')]);
}, 60_000);

function newFindings(json: string): readonly { readonly id: string; readonly name: string }[] {
  const pattern = /"id":"(?<id>[0-9a-f]{20})"(?:(?!\n).)*?"name":"(?<name>[^"]*)"(?:(?!\n).)*"baseline":"new"/g;
  return [...json.matchAll(pattern)].map(({ groups }) => ({ id: groups?.['id'] ?? '', name: groups?.['name'] ?? '' }));
}
