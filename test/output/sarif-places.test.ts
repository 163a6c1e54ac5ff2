import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { sessionKind } from '../../src/model/coverage.ts';
import type { Result } from '../../src/model/report.ts';
import { githubPreflight } from '../../src/output/sarif-preflight.ts';
import {
  account,
  complete,
  evidence,
  failing,
  gap,
  passing,
  region,
  report,
  resource,
  unknown,
  type StoredReport,
} from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';
import { rules } from '../kit/report-parts.ts';
import { propertyOf, sarifLog } from '../kit/sarif.ts';

const { mixed, empty } = reportFixtures;
if (mixed === undefined || empty === undefined) throw new Error('fixtures are missing');

const instance = (place: { account: string; region: string }, name = 'orders') =>
  resource('rds.instance', 'AWS::RDS::DBInstance', `arn:aws:rds:${place.region}:${place.account}:db:${name}`, name, place);
const fails = (place: { account: string; region: string }, name?: string): Result => {
  const db = instance(place, name);
  return failing({ rule: 'rds.instance-multi-az', resource: db, evidence: [evidence(db, 'multiAz', false, true)] });
};
const scanOf = (results: readonly Result[], where: Partial<Parameters<typeof report>[0]> = {}): StoredReport =>
  report({ rules, results, exit: { code: 1, reason: 'findings' }, ...where });

const accountNumber = (index: number) => String(100_000_000_000 + index);
const categories = ({ runs }: Log) => runs.map(({ automationDetails }) => automationDetails?.id);
const arnsOf = ({ results }: Run) => (results ?? []).map(({ properties }) => propertyOf(properties, 'arn'));
const notes = ({ invocations }: Run) => invocations?.[0]?.toolExecutionNotifications ?? [];
const noteIds = (run: Run) => notes(run).map(({ descriptor }) => descriptor?.id);

describe('the runs of a SARIF file', () => {
  const here = { account, region };
  const there = { account, region: 'eu-west-1' };
  const elsewhere = { account: '210987654321', region: 'eu-west-1' };

  it('are one where one account and region was scanned, under the name it always had', () => {
    expect(categories(sarifLog(mixed))).toEqual(['ha-audit/123456789012-us-east-1/']);
    expect(categories(sarifLog(empty))).toEqual(['ha-audit/123456789012-us-east-1/']);
  });

  it('are one for each account and region, each with its own results and every rule', () => {
    const log = sarifLog(scanOf([fails(here), fails(there), fails(elsewhere)]));
    expect(categories(log)).toEqual([
      'ha-audit/123456789012-eu-west-1/',
      'ha-audit/123456789012-us-east-1/',
      'ha-audit/210987654321-eu-west-1/',
    ]);
    expect(log.runs.map(arnsOf)).toEqual([[instance(there).id], [instance(here).id], [instance(elsewhere).id]]);
    expect(new Set(log.runs.map(({ tool }) => tool.driver.rules?.length))).toEqual(new Set([Object.keys(rules).length]));
    expect(githubPreflight(log)).toEqual([]);
  });

  it('are there without results too, because that closes old alerts', () => {
    const coverage = [complete('rds.instance', 1), complete('rds.instance', 0, { region: 'eu-west-1' })];
    const [clean, failing_] = sarifLog(scanOf([fails(here)], { coverage })).runs;
    expect([clean?.results, failing_?.results?.length]).toEqual([[], 1]);
    expect(categories(sarifLog(scanOf([], { regions: ['us-east-1', 'eu-west-1'] })))).toHaveLength(2);
  });

  it('hold what lives in no region with the only region of its account, else apart', () => {
    const nowhere = { account, region: 'global' };
    expect(categories(sarifLog(scanOf([fails(here), fails(nowhere)])))).toEqual(['ha-audit/123456789012-us-east-1/']);
    const log = sarifLog(scanOf([fails(here), fails(there), fails(nowhere)]));
    expect(categories(log)).toEqual([
      'ha-audit/123456789012-eu-west-1/',
      'ha-audit/123456789012-global/',
      'ha-audit/123456789012-us-east-1/',
    ]);
  });

  it('take the name they are given, in front of the place where there are several', () => {
    const named = (stored: StoredReport, automationId: string) =>
      categories(sarifLog(stored, { sarif: { anchor: 'README.md', automationId } }));
    expect(named(mixed, 'ha-audit/prod')).toEqual(['ha-audit/prod/']);
    expect(named(scanOf([fails(here), fails(elsewhere)]), 'nightly/')).toEqual([
      'nightly/123456789012-us-east-1/',
      'nightly/210987654321-eu-west-1/',
    ]);
  });

  it('tell of the unknowns, the waived and what was seen of their own place only', () => {
    const db = instance(there, 'reports');
    const entry = { service: 'EKS', ...there, count: 1, examples: ['shop'], how: ['tag'], gap: null } as const;
    const waiver = { reason: 'known', owner: 'me', expires: '2027-01-01' };
    const stored = scanOf([
      fails(here),
      { ...fails(here, 'waived'), waiver },
      unknown({ rule: 'rds.instance-multi-az', resource: db, gaps: [gap(there)] }),
    ]);
    const [other, own] = sarifLog({ ...stored, seen: [entry] }).runs;
    if (own === undefined || other === undefined) throw new Error('there are two runs');
    expect(noteIds(own)).toEqual(['results-waived']);
    expect(noteIds(other)).toEqual(['nothing-judged', 'unknown/denied', 'seen-not-judged']);
    expect(notes(other)[0]?.level).toBe('warning');
  });

  it('make an empty region among others no error, and an account in which nothing was judged one', () => {
    const coverage = [complete('rds.instance', 1), complete('rds.instance', 0, { region: 'eu-west-1' })];
    const [empty_] = sarifLog(scanOf([passing({ rule: 'rds.instance-multi-az', resource: instance(here) })], { coverage })).runs;
    expect(empty_ === undefined ? [] : notes(empty_).map(({ level }) => level)).toEqual(['note']);
    const nothing = sarifLog(scanOf([], { coverage })).runs;
    expect(nothing.flatMap(notes).map(({ level }) => level)).toEqual(['error', 'error']);
  });

  it('share the run of their account where there are more than 20, and say so', () => {
    const regions = Array.from({ length: 11 }, (_, index) => `eu-west-${index}`);
    const places = [account, '210987654321'].flatMap((each) => regions.map((region) => ({ account: each, region })));
    const told: string[] = [];
    const log = sarifLog(scanOf(places.map((place) => fails(place))), { onNote: (note) => told.push(note) });
    expect(categories(log)).toEqual(['ha-audit/123456789012/', 'ha-audit/210987654321/']);
    expect(log.runs.map(({ results }) => results?.length)).toEqual([11, 11]);
    expect(log.runs.map(noteIds)).toEqual([['runs-merged'], ['runs-merged']]);
    expect(told).toEqual(['SARIF: All regions of an account share a run, because code scanning takes no more than 20 runs in a file.']);
  });

  it('are 20 for any number of accounts, and lose no result', () => {
    const places = Array.from({ length: 25 }, (_, index) => ({ account: accountNumber(index), region }));
    const log = sarifLog(scanOf(places.map((place) => fails(place))));
    expect(log.runs).toHaveLength(20);
    expect(categories(log).at(-1)).toBe('ha-audit/further-accounts/');
    expect(log.runs.flatMap(arnsOf)).toHaveLength(25);
    expect(githubPreflight(log)).toEqual([]);
  });

  it('are none for what was not to be judged, whose alerts stay as they are', () => {
    const scan = scanOf([fails(here), fails(elsewhere)], { accounts: [account, elsewhere.account], regions: [region, 'eu-west-1'] });
    const judgedIn = (accounts: readonly string[], regions: readonly string[]): StoredReport => ({
      ...scan,
      run: { ...scan.run, judged: { accounts, regions } },
      coverage: [account, elsewhere.account].flatMap((each) =>
        [region, 'eu-west-1'].map((at) => complete('rds.instance', 1, { account: each, region: at })),
      ),
    });
    expect(categories(sarifLog(judgedIn([account], [region, 'eu-west-1', 'global'])))).toEqual([
      'ha-audit/123456789012-eu-west-1/',
      'ha-audit/123456789012-us-east-1/',
    ]);
    expect(categories(sarifLog(judgedIn([account, elsewhere.account], ['us-east-1'])))).toEqual([
      'ha-audit/123456789012-us-east-1/',
      'ha-audit/210987654321-us-east-1/',
    ]);
    expect(categories(sarifLog(judgedIn([], [])))).toEqual(['ha-audit/not-judged/']);
  });

  it('are one of its own for accounts that could not be entered, whose alerts stay as they are', () => {
    const lost = (id: string) => ({ ...complete(sessionKind, 0, { account: id, region: 'global' }), status: 'denied' as const });
    const is = (id: string) =>
      unknown({ rule: 'rds.instance-multi-az', resource: instance({ account: id, region }), gaps: [gap({ action: 'sts:AssumeRole' })] });
    const ids = [elsewhere.account, '310987654321'];
    const log = sarifLog(scanOf([fails(here), ...ids.map(is)], { accounts: [account, ...ids], coverage: ids.map(lost) }));
    expect(categories(log)).toEqual(['ha-audit/123456789012-us-east-1/', 'ha-audit/not-read/']);
    expect(log.runs.map(noteIds)).toEqual([[], ['nothing-judged', 'unknown/denied']]);

    const many = Array.from({ length: 25 }, (_, index) => accountNumber(index));
    const of = (closed: readonly string[]) =>
      sarifLog(
        scanOf(
          many.filter((id) => !closed.includes(id)).map((id) => fails({ account: id, region })),
          { accounts: many, coverage: closed.map(lost) },
        ),
      );
    expect(categories(of([accountNumber(3), accountNumber(22)]))).toEqual([
      ...categories(of([])).filter((category) => category !== `ha-audit/${accountNumber(3)}/`),
      'ha-audit/not-read/',
    ]);
  });

  it('keep a hostile account or region out of the category', () => {
    const log = sarifLog(scanOf([fails({ account: '../a/\u202eb', region: 'x y' })]));
    expect(categories(log).join()).toMatch(/^(ha-audit\/[\w.-]+\/,?)+$/);
  });

  it('are cut each for itself, worst first', () => {
    const many = (place: { account: string; region: string }, count: number) =>
      Array.from({ length: count }, (_, index) => fails(place, `db-${index}`));
    const told: string[] = [];
    const log = sarifLog(scanOf([...many(here, 5002), ...many(there, 4000)]), { onNote: (note) => told.push(note) });
    expect(log.runs.map(({ results }) => results?.length)).toEqual([4000, 5000]);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('ha-audit/123456789012-us-east-1: Only the 5000 worst of 5002 ');
  });
});
