import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scan } from '../../src/index.ts';
import { emptyFolder, runCli } from '../kit/run-cli.ts';
import { savedAs } from '../kit/snapshot-bytes.ts';
import { node, world } from '../kit/world.ts';

const database = (name: string, tags: Readonly<Record<string, string>>) =>
  node('rds.instance', name, { multiAz: false, engine: 'mysql', tags });
const account = () =>
  savedAs(
    'account.ndjson',
    world(
      database('sandbox-db', { Env: 'sbx' }),
      database('trial-db', { Stage: 'qa', Stack: 'trial' }),
      database('stage-db', { Environment: 'Staging' }),
    ),
  );
const rules = ['rds.instance-multi-az'];

async function severitiesWith(config: string): Promise<Readonly<Record<string, string>>> {
  const report = await scan({ from: account(), rules, config: savedAs('ha-audit.yaml', config) });
  return Object.fromEntries([...report.results].map(({ resource, severity }) => [resource.name ?? '', severity]));
}

describe('findings outside production', () => {
  it('count less, and the configuration says how much', async () => {
    const all = { 'sandbox-db': 'medium', 'trial-db': 'medium', 'stage-db': 'high' };
    expect(await severitiesWith('')).toEqual(all);
    const critical = { 'sandbox-db': 'critical', 'trial-db': 'critical', 'stage-db': 'critical' };
    expect(await severitiesWith('environments: off')).toEqual(critical);
    expect(await severitiesWith('rules: { rds.instance-multi-az: { environments: all } }')).toEqual(critical);
    expect(await severitiesWith('rules: { rds.instance-multi-az: { severity: high } }')).toEqual({
      'sandbox-db': 'low',
      'trial-db': 'low',
      'stage-db': 'medium',
    });
    expect(await severitiesWith('environments: { tags: [Env] }')).toEqual({ ...critical, 'sandbox-db': 'medium' });
    expect(await severitiesWith('environments: { names: { sbx: production } }')).toEqual({ ...all, 'sandbox-db': 'critical' });
    expect(await severitiesWith('environments: { severity: { test: { critical: low }, staging: off } }')).toEqual({
      ...all,
      'trial-db': 'low',
      'stage-db': 'critical',
    });
    expect(await severitiesWith('workloads: [{ name: t, match: { tags: { Stack: trial } }, environment: prod }]')).toEqual({
      ...all,
      'trial-db': 'critical',
    });
  });

  it('fail the run by what they count for there', async () => {
    const from = account();
    expect((await scan({ from, rules })).exit.code).toBe(1);
    expect((await scan({ from, rules, failOn: 'critical' })).exit.code).toBe(0);
    expect((await scan({ from, rules, failOn: 'critical', config: savedAs('ha-audit.yaml', 'environments: off') })).exit.code).toBe(1);
  });

  it('say so on the command line', async () => {
    const cwd = emptyFolder();
    const args = ['scan', '--from', account(), '--rules', rules.join(','), '--fail-on', 'critical'];
    const shown = await runCli(args, { cwd });
    expect([shown.status, shown.stderr]).toEqual([0, 'ha-audit: exit 0: nothing failing at or above critical\n']);
    expect(shown.stdout).toContain('counts  medium, critical in production: this is development');
    expect(shown.stdout).toContain('3 of them count less than in production');
    const hidden = await runCli([...args, '--severity', 'high', '--format', 'ndjson'], { cwd });
    expect(hidden.stdout).toContain('"severity":"high","resource":{"id":"arn:aws:rds:eu-west-1:111111111111:db/stage-db"');
    expect(hidden.stdout).toContain('"ruleSeverity":"critical","environment":"staging"');
    expect(hidden.stdout).not.toContain('sandbox-db');
    writeFileSync(join(cwd, 'ha-audit.yaml'), 'environments:\n  severity:\n    test: { critical: lwo }\n');
    const wrong = await runCli(args, { cwd });
    expect([wrong.status, wrong.stderr]).toEqual([
      2,
      'ha-audit: exit 2: ha-audit.yaml:3:23: environments.severity.test.critical must be critical, high, medium or low (did you mean low?)\n',
    ]);
  });
});
