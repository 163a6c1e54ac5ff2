import { describe, expect, it } from 'vitest';
import { sessionKind } from '../../src/model/coverage.ts';
import type { Result, RunInfo } from '../../src/model/report.ts';
import { ByAccount } from '../../src/output/by-account.ts';
import { coverageText } from '../../src/output/counts-text.ts';
import { openingText } from '../../src/output/opening-text.ts';
import { report } from '../kit/report-builder.ts';
import { orders, singleAz } from '../kit/report-parts.ts';

const run: RunInfo = {
  source: 'live',
  startedAt: '2026-11-21T12:00:00Z',
  finishedAt: '2026-11-21T12:00:00Z',
  accounts: ['1', '2', '3', '4', '5'],
  accountNames: { 3: 'orders' },
  regions: ['eu-west-1'],
  ruleset: 'standard',
};

describe('what each account comes to', () => {
  it('is told for every one, the worst first', () => {
    const of = (account: string, change: Partial<Result> = {}): Result => {
      const result = singleAz(orders, 'ha-web');
      return { ...result, ...change, resource: { ...result.resource, account } };
    };
    const counts = new ByAccount(run);
    for (const result of [
      of('1', { status: 'pass' }),
      of('2', { status: 'unknown' }),
      of('3', { severity: 'high' }),
      of('4', { severity: 'critical' }),
      of('9', { severity: 'critical' }),
    ])
      counts.add(result);
    expect(counts.list().map(({ account, name }) => `${account} ${name ?? '-'}`)).toEqual(['4 -', '3 orders', '2 -', '1 -', '5 -']);
    expect(counts.list()[0]).toMatchObject({ failBySeverity: { critical: 1, high: 0 }, unknown: 0, pass: 0 });
    const narrowed = new ByAccount({ ...run, judged: { accounts: ['2', '4'], regions: ['eu-west-1', 'global'] } });
    expect(narrowed.list().map(({ account }) => account)).toEqual(['2', '4']);
  });
});

it('the opening line says where nothing was judged', () => {
  const opening = (accounts: readonly string[], regions: readonly string[]) =>
    openingText({ ...report({ rules: {}, exit: { code: 0, reason: '' } }), run: { ...run, judged: { accounts, regions } } });
  expect(opening(run.accounts, ['eu-west-1', 'global'])).toBe('ha-audit 0.1.0: live, 5 accounts, eu-west-1, standard rules');
  expect(opening(['2'], ['eu-west-1', 'global'])).toMatch(/standard rules, judged only in account 2$/);
  expect(opening(['2', '3'], ['eu-west-1'])).toMatch(/standard rules, judged only in 2 accounts, eu-west-1$/);
  expect(opening([], [])).toMatch(/standard rules, judged only in no accounts, no regions$/);
});

it('accounts that were not read whole are named beside the kinds', () => {
  const entry = { kind: 'ec2.vpc', account: '1', region: 'eu-west-1', status: 'complete', items: 1, gaps: [], listed: true } as const;
  const lost = (account: string) => ({ ...entry, kind: sessionKind, account, region: 'global', status: 'denied', listed: false }) as const;
  expect(coverageText([entry])).toBe('Read completely: 1 of 1 kinds of resources.');
  expect(coverageText([entry, lost('3'), lost('2')])).toBe('Read completely: 1 of 1 kinds of resources. Not read whole: accounts 2, 3.');
  expect(coverageText([lost('\u001b[2J')])).toBe('No kind of resource was read. Not read whole: account .');
});
