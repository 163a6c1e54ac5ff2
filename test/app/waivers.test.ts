import { describe, expect, it } from 'vitest';
import { waiverWarnings } from '../../src/app/waivers.ts';
import { type LibraryScanOptions, scan } from '../../src/app/library.ts';
import type { Report } from '../../src/model/report.ts';
import { savedAs } from '../kit/snapshot-bytes.ts';
import { denied, node, world, worldWithGaps } from '../kit/world.ts';

const rules = ['rds.instance-multi-az', 'rds.instance-deletion-protection'];
const database = (name: string, overrides: Parameters<typeof node<'rds.instance'>>[2] = {}) =>
  node('rds.instance', name, { multiAz: false, deletionProtection: false, engine: 'mysql', tags: { Stack: name }, ...overrides });
const account = savedAs(
  'account.ndjson',
  world(database('orders-db'), database('batch-db'), database('sound-db', { multiAz: true, deletionProtection: true })),
);
const why = 'reason: enough, owner: me@example.com';
const at = '2026-11-21T12:00:00Z';

async function judged(waivers: string, options: LibraryScanOptions = {}): Promise<Report> {
  return scan({ from: account, rules, asOf: new Date(at), config: savedAs('ha-audit.yaml', `waivers:\n${waivers}`), ...options });
}

const waivedIn = (report: Report) =>
  [...report.results].filter(({ waiver }) => waiver !== null).map(({ rule, resource }) => `${rule.slice(13)} ${resource.name ?? ''}`);
const entry = (fields: string, expires = '2027-03-31') => `  - { ${fields}, ${why}, expires: ${expires} }\n`;
const both = ['multi-az orders-db', 'deletion-protection orders-db'];

describe('a waiver', () => {
  it('takes what it matches out of the counts and the exit status, and keeps it in the results', async () => {
    const before = await judged('  []');
    const after = await judged(entry('resource: orders-db') + entry('resource: batch-db'));
    expect([before.exit.code, before.counts.fail, before.counts.waived, before.waivers]).toEqual([1, 4, 0, undefined]);
    expect(after.exit).toEqual({ code: 0, reason: 'nothing failing at or above high, 4 waived' });
    expect(after.counts).toEqual({ ...before.counts, fail: 0, waived: 4, failBySeverity: { critical: 0, high: 0, medium: 0, low: 0 } });
    expect(after.rules.map(({ pass, fail, waived }) => [pass, fail, waived])).toEqual([
      [1, 0, 2],
      [1, 0, 2],
    ]);
    expect([...after.results].map(({ id }) => id)).toEqual([...before.results].map(({ id }) => id));
    expect(waivedIn(after)).toHaveLength(4);
  });

  it.each([
    ['the ARN', 'resource: "arn:aws:rds:eu-west-1:111111111111:db/orders-db"', both],
    ['the name', 'resource: orders-db', both],
    ['a glob', 'resource: ord*', both],
    ['a rule and a name', 'rule: rds.instance-multi-az, resource: orders-db', both.slice(0, 1)],
    ['a glob of rules', 'rule: "rds.instance-del*", resource: "*"', ['deletion-protection batch-db', 'deletion-protection orders-db']],
    ['account and region', 'resource: ord*, account: "111111111111", region: eu-west-1', both],
    ['another region', 'resource: ord*, region: us-*', []],
    ['tags', 'resource: "*-db", tags: { Stack: ord* }', both],
    ['a tag that is not there', 'resource: "*-db", tags: { stack: "*" }', []],
    ['a name of another case', 'resource: Orders-DB', []],
    ['a part of the name', 'resource: orders', []],
    ['another workload', 'resource: "*-db", workload: shop', []],
  ])('matches by %s', async (_by, fields, expected) => {
    expect(waivedIn(await judged(entry(fields)))).toEqual(expected);
  });

  it('matches by the short id and the Name tag of what has no name of its own', async () => {
    const from = savedAs('volumes.ndjson', world(node('ec2.volume', 'vol-0abc', { encrypted: false, tags: { Name: 'main volume' } })));
    const volume = { from, rules: ['compute.volume-encrypted'] };
    const [finding] = [...(await judged('  []', volume)).results];
    expect(finding?.status).toBe('fail');
    for (const name of ['vol-0abc', 'vol-0*', 'main volume', finding?.resource.id ?? ''])
      expect((await judged(entry(`resource: "${name}"`), volume)).counts.waived, name).toBe(1);
    expect((await judged(entry(`finding: "${finding?.id ?? ''}"`), volume)).counts.waived).toBe(1);
  });

  it('holds through its last day, in UTC, and not a moment longer', async () => {
    const codeAt = async (asOf: string) => (await judged(entry('resource: "*-db"', '2026-11-21'), { asOf: new Date(asOf) })).exit.code;
    expect(await codeAt('2026-11-20T00:00:00Z')).toBe(0);
    expect(await codeAt('2026-11-21T23:59:59.999Z')).toBe(0);
    expect(await codeAt('2026-11-22T00:00:00Z')).toBe(1);
  });

  it('never covers what is unknown', async () => {
    const from = savedAs('gaps.ndjson', worldWithGaps({}, database('orders-db', { multiAz: denied('rds:DescribeDBInstances') })));
    const report = await judged(entry('resource: "ord*"'), { from });
    expect([report.counts.unknown, report.counts.waived]).toEqual([1, 1]);
    expect((await judged(entry('resource: "ord*"'), { from, requireComplete: true })).exit.code).toBe(3);
  });

  it('does not make a run that judged nothing a good one', async () => {
    expect((await judged(entry('resource: "ord*"'), { from: savedAs('empty.ndjson', world()) })).exit.code).toBe(3);
  });

  it('is not asked where an auditor wants to see everything', async () => {
    const report = await judged(entry('resource: "*-db"'), { waivers: false });
    expect([report.exit.code, report.counts.waived, report.waivers]).toEqual([1, 0, undefined]);
  });
});

describe('the report on waivers', () => {
  it('says which apply, have expired or match nothing, in the order of the configuration', async () => {
    const report = await judged(
      entry('resource: ord*', '2026-11-20') + entry('resource: nobody') + entry('rule: rds.instance-multi-az, resource: batch-db'),
    );
    expect(report.waivers?.map(({ state, findings, line, note }) => ({ state, findings, line, note }))).toEqual([
      { state: 'expired', findings: 2, line: 2, note: 'it covers findings of 2 rules: name one' },
      { state: 'unused', findings: 0, line: 3, note: null },
      { state: 'active', findings: 1, line: 4, note: null },
    ]);
    expect(report.exit.code).toBe(1);
    expect(waiverWarnings(report, 'ha-audit.yaml')).toEqual([
      'the waiver of me@example.com for resource ord* (ha-audit.yaml:2) expired on 2026-11-20: 2 findings count again',
      'the waiver of me@example.com for resource ord* (ha-audit.yaml:2): it covers findings of 2 rules: name one',
      'the waiver of me@example.com for resource nobody (ha-audit.yaml:3) matches no failing result: remove it, or correct it',
    ]);
  });

  it.each([
    ['2026-11-21', 'it expires today'],
    ['2026-11-22', 'it expires in 1 day'],
    ['2026-12-05', 'it expires in 14 days'],
    ['2026-12-06', null],
  ])('warns of an end on %s', async (expires, note) => {
    const report = await judged(entry('rule: rds.instance-multi-az, resource: orders-db', expires));
    expect(report.waivers?.[0]?.note).toBe(note);
  });

  it('warns of one that accepts many resources and names none', async () => {
    const from = savedAs('many.ndjson', world(...Array.from({ length: 11 }, (_, index) => database(`db-${index}`))));
    const noteOf = async (fields: string) => (await judged(entry(fields), { from })).waivers?.[0]?.note;
    expect(await noteOf('rule: rds.instance-multi-az')).toBe('it covers more than 10 resources and names none');
    expect(await noteOf('rule: rds.instance-multi-az, resource: "*"')).toBe('it covers more than 10 resources and names none');
    expect(await noteOf('rule: rds.instance-multi-az, resource: db-*')).toBe(null);
  });
});
