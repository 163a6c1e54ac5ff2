import { chmodSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scan } from '../../src/app/library.ts';
import { waive, type WaiveOptions } from '../../src/app/waive.ts';
import { loadOutput } from '../../src/output/formats.ts';
import { outputOptions } from '../kit/output-options.ts';
import { savedAs } from '../kit/snapshot-bytes.ts';
import { denied, node, world } from '../kit/world.ts';

const rules = ['rds.instance-multi-az'];
const database = (name: string, multiAz: boolean | ReturnType<typeof denied>) => node('rds.instance', name, { multiAz, engine: 'mysql' });
const from = savedAs(
  'account.ndjson',
  world(database('a\u001b[31m', false), database('b', true), database('c', denied('rds:DescribeDBInstances'))),
);
const report = await scan({ from, rules });
const idOf = (status: string) => [...report.results].find((result) => result.status === status)?.id ?? '';
const json = savedAs('report.json', [...(await loadOutput('json')).render(report, outputOptions())].join(''));

async function waived(overrides: Partial<WaiveOptions> = {}, text = '# mine\nruleset: starter\n') {
  const config = savedAs('ha-audit.yaml', text);
  const { waiver = { reason: 'enough', owner: 'me@example.com', expires: '2026-11-21' }, ...others } = overrides;
  const options = {
    finding: idOf('fail'),
    waiver,
    lookUp: { type: 'file', path: from },
    config,
    now: new Date('2026-11-21T12:00:00Z'),
  } as const;
  const done = await waive({ ...options, signal: new AbortController().signal, ...others });
  return { ...done, config, text: readFileSync(config, 'utf8') };
}

describe('waive', () => {
  it.each([
    ['a snapshot', from],
    ['a report', json],
  ])('finds what it accepts in %s, by the beginning of its id', async (_what, path) => {
    const { text, about, finding, config } = await waived({ finding: idOf('fail').slice(0, 8), lookUp: { type: 'file', path } });
    expect(about).toBe('rds.instance-multi-az on a (arn:aws:rds:eu-west-1:111111111111:db/a)');
    expect(text).toBe(
      `# mine\nruleset: starter\nwaivers:\n  # ${about ?? ''}\n  - finding: ${JSON.stringify(finding).replaceAll('"', /^\d+$/.test(finding) ? '"' : '')}\n    rule: rds.instance-multi-az\n    reason: enough\n    owner: me@example.com\n    expires: 2026-11-21\n`,
    );
    const after = await scan({ from, rules, config, asOf: new Date('2026-11-21T12:00:00Z') });
    expect([after.counts.fail, after.counts.waived]).toEqual([0, 1]);
  });

  it('writes an id alone where there is nothing to look it up in', async () => {
    const { text, about } = await waived({ lookUp: null });
    expect(about).toBe(null);
    expect(text).not.toContain('rule:');
    await expect(waived({ lookUp: null, finding: idOf('fail').slice(0, 8) })).rejects.toThrow('--from FILE looks up the beginning of one');
  });

  it('keeps the permissions of the file', async () => {
    const config = savedAs('ha-audit.yaml', '');
    chmodSync(config, 0o600);
    await waived({ config });
    expect(statSync(config).mode & 0o777).toBe(0o600);
  });

  const waiver = { reason: 'enough', owner: 'me', expires: '2027-01-01' };
  it.each([
    ['no reason', { waiver: { ...waiver, reason: ' ' } }, '--reason is empty'],
    ['no owner', { waiver: { ...waiver, owner: '' } }, '--owner is empty'],
    ['no day', { waiver: { ...waiver, expires: '2027-02-30' } }, '--expires 2027-02-30 is no day of the calendar'],
    ['yesterday', { waiver: { ...waiver, expires: '2026-11-20' } }, '--expires 2026-11-20 has passed already'],
    ['too short an id', { finding: '0123456' }, 'is no id of a finding, nor the first 8 characters of one'],
    ['no id', { finding: 'rds.instance-multi-az' }, 'is no id of a finding'],
    ['an id that is not there', { finding: '00000000' }, 'there is no finding 00000000'],
    ['what passes', { finding: idOf('pass') }, 'passes, so there is nothing to waive'],
    ['what is unknown', { finding: idOf('unknown') }, 'is unknown, and what is not known cannot be waived'],
    ['a file that is not there', { lookUp: { type: 'file', path: '/nowhere' } }, 'cannot read /nowhere'],
  ] as const)('refuses %s, and writes nothing', async (_what, overrides, message) => {
    const config = savedAs('ha-audit.yaml', '# mine\n');
    await expect(waived({ ...overrides, config })).rejects.toThrow(message);
    expect(readFileSync(config, 'utf8')).toBe('# mine\n');
  });

  it('refuses what is waived already, by its id or by another waiver', async () => {
    const { text } = await waived();
    await expect(waived({ lookUp: null }, text)).rejects.toThrow(
      /has a waiver that expires on 2026-11-21, in .*ha-audit\.yaml:5; change it there/,
    );
    const by = 'waivers: [{ rule: rds.instance-multi-az, reason: x, owner: y, expires: 2999-01-01 }]\n';
    await expect(waived({}, by)).rejects.toThrow('is waived already: rds.instance-multi-az on a');
  });
});
