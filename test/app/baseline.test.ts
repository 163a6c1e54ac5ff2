import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readBaseline } from '../../src/app/baseline.ts';
import { type LibraryScanOptions, scan } from '../../src/app/library.ts';
import type { NodeRecord } from '../../src/model/snapshot.ts';
import type { Report } from '../../src/model/report.ts';
import { type Format, loadOutput } from '../../src/output/formats.ts';
import { outputOptions } from '../kit/output-options.ts';
import { savedAs } from '../kit/snapshot-bytes.ts';
import { denied, type Listings, node, world, worldWithGaps } from '../kit/world.ts';

type Facts = Parameters<typeof node<'rds.instance'>>[2];
const rules = ['rds.instance-multi-az', 'rds.instance-deletion-protection', 'compute.volume-encrypted', 'compute.instance-imdsv2'];
const sound = { multiAz: true, deletionProtection: true, engine: 'mysql' } as const;
const database = (name: string, overrides: Facts = {}) => node('rds.instance', name, { ...sound, ...overrides });
const volume = (key: string, encrypted: boolean) => node('ec2.volume', key, { encrypted, attachments: [], instances: [] });
const instance = (key: string, isOpen: boolean) => node('ec2.instance', key, { httpTokens: isOpen ? 'optional' : 'required' });

async function textOf(report: Report, format: Format = 'ndjson', overrides = {}): Promise<string> {
  return [...(await loadOutput(format)).render(report, outputOptions(overrides))].join('');
}

/** A run over these nodes. */
async function judged(nodes: readonly NodeRecord[], options: LibraryScanOptions = {}, listings: Listings = {}): Promise<Report> {
  return scan({ from: savedAs('account.ndjson', worldWithGaps(listings, ...nodes)), rules, ...options });
}

/** The second run held against the first. */
async function compared(
  before: readonly NodeRecord[],
  after: readonly NodeRecord[],
  options: LibraryScanOptions = {},
  listings: Listings = {},
) {
  const baseline = savedAs('before.ndjson', await textOf(await judged(before)));
  const report = await judged(after, { baseline, failOnNew: true, ...options }, listings);
  const states = [...report.results].filter(({ status }) => status === 'fail');
  const { fixed = [], unknown = [], gone = [], notJudged = [] } = report.baseline ?? {};
  const names = (findings: typeof fixed) => findings.map(({ rule, name }) => `${rule.replace('rds.instance-', '')} ${name ?? ''}`);
  return {
    report,
    code: report.exit.code,
    new: states.filter((each) => each.baseline === 'new').map(({ resource }) => resource.name),
    unchanged: states.filter((each) => each.baseline === 'unchanged').map(({ resource }) => resource.name),
    fixed: names(fixed),
    unknown: names(unknown),
    gone: names(gone),
    notJudged: names(notJudged),
  };
}
const nothing = { new: [], unchanged: [], fixed: [], unknown: [], gone: [], notJudged: [] };
const single = { multiAz: false };

describe('a run held against a baseline', () => {
  it('is not failed by what was there already', async () => {
    const { report, ...rest } = await compared([database('a', single)], [database('a', single)]);
    expect(rest).toEqual({ ...nothing, code: 0, unchanged: ['a'] });
    expect(report.exit.reason).toBe('no new finding at or above high, 1 unchanged since the baseline');
    expect(report.baseline).toMatchObject({ new: 0, unchanged: 1 });
    expect(report.counts.fail).toBe(1);
  });

  it('is failed by one new finding, and names it', async () => {
    const { report, ...rest } = await compared([database('a', single), database('b')], [database('a', single), database('b', single)]);
    expect(rest).toEqual({ ...nothing, code: 1, unchanged: ['a'], new: ['b'] });
    expect(report.exit.reason).toBe('1 new finding at or above high, 1 unchanged since the baseline');
  });

  it('counts every finding without --fail-on-new', async () => {
    expect((await compared([database('a', single)], [database('a', single)], { failOnNew: false })).code).toBe(1);
    await expect(judged([], { failOnNew: true })).rejects.toThrow('failOnNew needs a baseline');
  });

  it('calls fixed what was judged again and passes, or where the rule no longer applies', async () => {
    const rest = await compared(
      [database('a', single), database('b', single)],
      [database('a'), database('b', { ...single, engine: 'docdb' })],
    );
    expect(rest).toMatchObject({ ...nothing, code: 0, fixed: ['multi-az a', 'multi-az b'] });
  });

  it('does not call fixed what is gone', async () => {
    expect(await compared([database('a', single), database('b')], [database('b')])).toMatchObject({
      ...nothing,
      code: 0,
      gone: ['multi-az a'],
    });
  });

  it('does not call fixed what is unknown now', async () => {
    const after = [database('a', { multiAz: denied('rds:DescribeDBInstances') }), database('b')];
    expect(await compared([database('a', single), database('b')], after)).toMatchObject({ ...nothing, code: 0, unknown: ['multi-az a'] });
  });

  it('does not call gone what a listing did not come to', async () => {
    const listings = { 'rds.instance': denied('rds:DescribeDBInstances') };
    expect(await compared([database('a', single), volume('vol-1', true)], [volume('vol-1', true)], {}, listings)).toMatchObject({
      ...nothing,
      unknown: ['multi-az a'],
    });
  });

  it('says what was not judged: another rule, another account, other resources', async () => {
    const before = [database('a', single)];
    const notJudged = ['multi-az a'];
    expect(await compared(before, before, { skip: ['rds.instance-multi-az'] })).toMatchObject({ ...nothing, notJudged });
    expect(await compared(before, [...before, database('b', { tags: { Stack: 'b' } })], { tags: { Stack: 'b' } })).toMatchObject({
      ...nothing,
      notJudged,
    });
    for (const places of [{ onlyAccounts: ['2*'] }, { onlyRegions: ['us-*'] }])
      expect(await compared(before, before, { ...places, allowEmpty: true })).toMatchObject({ ...nothing, notJudged });
    const elsewhere = [node('rds.instance', 'b', sound, { account: '222222222222' })];
    const { header, nodes } = world(...elsewhere);
    const from = savedAs('other.ndjson', { header: { ...header, accounts: ['222222222222'] }, nodes });
    expect(await compared(before, before, { from, allowEmpty: true })).toMatchObject({ ...nothing, notJudged });
  });

  it('knows a finding again after other words, another order and another instance in its place', async () => {
    const rest = await compared([instance('i-1', true), instance('i-2', false)], [instance('i-9', true), instance('i-8', false)]);
    expect(rest).toMatchObject({ ...nothing, code: 0, unchanged: ['i-9'] });
    const text = (await textOf(await judged([database('a', single), database('b', single)]))).split('\n').filter((line) => line !== '');
    const reworded = [text[0] ?? '', ...text.slice(1).reverse()].join('\n').replaceAll(/"message":"[^"]*"/g, '"message":"other words"');
    const report = await judged([database('a', single), database('b', single)], {
      baseline: savedAs('b.ndjson', reworded),
      failOnNew: true,
    });
    expect([report.exit.code, report.baseline?.unchanged]).toEqual([0, 2]);
  });

  it('calls that member of a group new which is, and that one fixed which is', async () => {
    expect(await compared([instance('i-5', true)], [instance('i-1', true), instance('i-5', true)])).toMatchObject({
      new: ['i-1'],
      unchanged: ['i-5'],
    });
    const fewer = await compared(
      ['i-1', 'i-2', 'i-3'].map((key) => instance(key, true)),
      [instance('i-1', false), instance('i-2', true), instance('i-3', true)],
    );
    expect(fewer).toMatchObject({ new: [], unchanged: ['i-2', 'i-3'], fixed: ['compute.instance-imdsv2 i-1'] });
  });
});

describe('a baseline and waivers', () => {
  const config = (expires: string) => savedAs('ha-audit.yaml', `waivers: [{ resource: a, reason: x, owner: y, expires: ${expires} }]`);
  const day = (text: string) => ({ asOf: new Date(`${text}T00:00:00Z`) });

  it('make what is waived no new finding, and new again once the waiver has expired', async () => {
    const nodes = [database('a', single), database('b')];
    const fresh = savedAs('clean.ndjson', await textOf(await judged([database('a'), database('b')])));
    const waived = await judged(nodes, { baseline: fresh, failOnNew: true, config: config('2026-11-30'), ...day('2026-11-30') });
    expect([waived.exit.code, waived.counts.waived, waived.baseline?.new]).toEqual([0, 1, 0]);
    const baseline = savedAs('waived.ndjson', await textOf(waived));
    const later = async (expires: string) => judged(nodes, { baseline, failOnNew: true, config: config(expires), ...day('2026-12-01') });
    const [held, expired] = [await later('2026-12-31'), await later('2026-11-30')];
    expect([held.exit.code, held.baseline?.new, held.baseline?.unchanged]).toEqual([0, 0, 0]);
    expect([expired.exit.code, expired.baseline?.new, expired.baseline?.unchanged]).toEqual([1, 1, 0]);
  });
});

describe('a baseline file', () => {
  const report = async () => judged([database('a', single), database('b')]);
  const refused = async (text: string) => {
    const path = savedAs('b.json', text);
    return readBaseline(path).then(
      () => 'none',
      (error: unknown) => {
        expect(error).toMatchObject({ name: 'InputError' });
        return error instanceof Error ? error.message.replace(path, 'FILE') : '';
      },
    );
  };

  it('is JSON or NDJSON, formatted by others, gzipped or not', async () => {
    const [json, ndjson] = [await textOf(await report(), 'json'), await textOf(await report())];
    const pretty = JSON.stringify(JSON.parse(json), null, 2);
    const all = [
      json,
      ndjson,
      pretty,
      JSON.stringify(JSON.parse(json)),
      gzipSync(ndjson),
      ndjson.trimEnd(),
      ndjson.replaceAll('\n', '\r\n'),
    ];
    const read = await Promise.all(all.map(async (content) => readBaseline(savedAs('b.json', content))));
    for (const { findings } of read) expect(findings.map(({ rule, name }) => `${rule} ${name ?? ''}`)).toEqual(['rds.instance-multi-az a']);
    expect(new Set(read.map(({ takenAt }) => takenAt)).size).toBe(2);
  });

  it('that was cut short is told with its line', async () => {
    const ndjson = await textOf(await report());
    const lines = ndjson.split('\n');
    expect(await refused(ndjson.slice(0, -20))).toBe(`FILE: line ${lines.length - 1} is not valid JSON; the file is cut short or damaged`);
    expect(await refused(lines.slice(0, -2).join('\n'))).toContain('FILE: line 1 promises');
    const json = JSON.stringify(JSON.parse(await textOf(await report(), 'json')), null, 1)
      .split('\n')
      .slice(0, 100)
      .join('\n');
    expect(await refused(json)).toBe('FILE: line 100: the JSON ends or breaks here; the file is cut short or damaged, or no report');
    expect(await refused('')).toBe('FILE is empty; expected a report, as `ha-audit scan --format ndjson` writes it');
  });

  it('from which findings were left out is refused', async () => {
    const text = await textOf(await judged([volume('vol-1', false), database('a')]), 'ndjson', { minimumSeverity: 'critical' });
    expect(await refused(text)).toContain('was written with --severity, which leaves findings out');
  });

  it('that is no report of this version is refused', async () => {
    const [header = '', first = ''] = (await textOf(await report())).split('\n');
    expect(await refused(header.replace('report@1', 'report@2'))).toContain('FILE: line 1: this is ha-audit/report@2; expected a report');
    expect(await refused('{ "schema": "ha-audit/snapshot@1" }')).toContain('FILE: line 1: this is ha-audit/snapshot@1; expected a report');
    expect(await refused('{}')).toContain('FILE: line 1: this has no "schema"');
    expect(await refused('[1]')).toContain('FILE: line 1: this has no "schema"');
    expect(await refused('ruleset: strict\n')).toContain('FILE: line 1: the JSON ends or breaks here');
    expect(await refused(`${header}\n${first.replace('"status":"fail"', '"status":"broken"')}`)).toContain(
      'FILE: line 2 is no result: /status',
    );
    expect(await refused(header.replace('"counts"', '"count"'))).toContain('FILE: line 1 is not a whole header of a report');
  });
});
