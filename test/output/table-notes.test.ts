import { describe, expect, it } from 'vitest';
import type { OutputOptions } from '../../src/output/define.ts';
import table from '../../src/output/table.ts';
import { outputOptions } from '../kit/output-options.ts';
import { evidence, failing, report, resource, type StoredReport, streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const { mixed } = reportFixtures;
if (mixed === undefined) throw new Error('fixtures are missing');

const rendered = (stored: StoredReport, overrides: Partial<OutputOptions> = {}) =>
  [...table.render(streamed(stored), outputOptions(overrides))].join('');

const database = (name: string) => resource('rds.instance', 'AWS::RDS::DBInstance', `arn:aws:rds:us-east-1:123456789012:db:${name}`, name);
const rules = {
  'rds.instance-multi-az': { title: 'A standby', why: 'Because.', severity: 'critical', invariants: [], references: [] },
} as const;
const failingDatabase = (name: string, observed: Parameters<typeof evidence>[2], expected: Parameters<typeof evidence>[3]) =>
  failing({ rule: 'rds.instance-multi-az', resource: database(name), evidence: [evidence(database(name), 'value', observed, expected)] });
const exit = { code: 1, reason: '1 finding' } as const;

describe('a severity that was lowered', () => {
  const inEnvironment = (name: string, environment: 'development' | 'test') => ({
    ...failingDatabase(name, false, true),
    severity: 'medium' as const,
    ruleSeverity: 'critical' as const,
    environment,
  });
  const stored = report({ rules, results: [failingDatabase('orders', false, true)], exit });
  const results = [...stored.results, inEnvironment('sandbox', 'development'), inEnvironment('trial', 'test')];
  const lowered: StoredReport = { ...stored, counts: { ...stored.counts, fail: 3, lowered: 2 }, results };

  it('is told in words, for each environment, and what is not is not', () => {
    const text = rendered(lowered);
    expect(text).toMatch(/CRITICAL {2}orders/);
    expect(text).toMatch(/MEDIUM {4}sandbox[^]*\n {2}counts {2}medium, critical in production: this is development\n/);
    expect(text).toMatch(/MEDIUM {4}trial[^]*\n {2}counts {2}medium, critical in production: this is test\n/);
    expect(text.match(/counts {2}/g)).toHaveLength(2);
  });

  it('is counted in the summary', () => {
    expect(rendered(lowered)).toContain('2 of them count less than in production, because of their environment.\n');
    expect(rendered({ ...lowered, counts: { ...lowered.counts, lowered: 1 } })).toContain(
      '1 of them counts less than in production, because of its environment.',
    );
    expect(rendered(stored)).not.toContain('in production');
  });
});

describe('what was seen and not judged', () => {
  const place = { account: '123456789012', region: 'us-east-1', gap: null } as const;
  const entry = (service: string, examples: readonly string[], count = examples.length) =>
    ({ ...place, service, count, examples, how: ['network-interface'] }) as const;
  const summary = (seen: StoredReport['seen'], verbose = false) =>
    rendered({ ...mixed, ...(seen === undefined ? {} : { seen }) }, { width: 120, verbose }).split('\nSummary\n')[1] ?? '';

  it('stands below the summary, every service once', () => {
    const seen = [entry('EKS', ['shop']), entry('Lambda', ['a', 'b', 'c'], 7), { ...entry('EKS', ['batch']), region: 'eu-central-1' }];
    expect(summary(seen)).toContain('\nSeen, not judged: EKS (shop, batch), Lambda (a, b and 5 more).\n');
  });

  it('is cut where there is much of it, unless verbose', () => {
    const seen = Array.from({ length: 10 }, (_, index) => entry(`Service ${index}`, [`x${index}`]));
    expect(summary(seen)).toContain('and 2 further services.');
    expect(summary(seen, true)).toContain('Service 9 (x9)');
  });

  it('says where not everything could be seen', () => {
    const gap = {
      reason: 'denied',
      action: 'ec2:DescribeNetworkInterfaces',
      account: '1',
      region: 'r',
      detail: 'access was denied.',
    } as const;
    const unseen = { ...place, service: null, count: null, examples: [], how: [], gap };
    expect(summary([unseen, unseen])).toContain('Not all that stands in the account could be seen: access was denied.\n');
  });

  it('is harmless', () => {
    const text = summary([entry('EKS', ['\u001b[2J\u202eshop\n'.repeat(20)])]);
    expect(text).not.toMatch(/[\u001b\u202e]/u);
    expect(text).toMatch(/EKS \(shop shop [^)]*…\)/);
  });

  it('is not spoken of where there is nothing', () => {
    expect(summary([])).toBe(summary(undefined));
  });
});
