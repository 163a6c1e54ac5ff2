import { describe, expect, it } from 'vitest';
import type { Result, SourceLocation } from '../../src/model/report.ts';
import { githubPreflight } from '../../src/output/sarif-preflight.ts';
import { sameShape } from '../kit/hostile-report.ts';
import { hostileText } from '../kit/hostile-text.ts';
import { evidence, failing, report, resource, type StoredReport } from '../kit/report-builder.ts';
import { rules } from '../kit/report-parts.ts';
import { propertyOf, readBack, resultsOf, sarifLog, sarifText, schemaProblems } from '../kit/sarif.ts';

const line = (overrides: Partial<SourceLocation> = {}): SourceLocation => ({
  file: 'infra/data base.tf',
  startLine: 12,
  startColumn: 3,
  endLine: 12,
  endColumn: 19,
  precision: 'attribute',
  address: 'aws_db_instance.app[0]',
  lineHash: '3f2a0c4d5e6b7a81:1',
  ...overrides,
});

function fails(name: string, source: SourceLocation | undefined, more: Partial<Result> = {}): Result {
  const db = resource('rds.instance', 'AWS::RDS::DBInstance', `arn:aws:rds:us-east-1:123456789012:db:${name}`, name);
  const result = failing({
    rule: 'rds.instance-multi-az',
    resource: db,
    evidence: [evidence(db, 'multiAz', false, true)],
    fix: {
      cli: `aws rds modify-db-instance --db-instance-identifier ${name}`,
      terraform: 'multi_az = true',
      cloudformation: 'MultiAZ: true',
      effect: null,
    },
    ...more,
  });
  return source === undefined ? result : { ...result, source };
}

const scanOf = (...results: readonly Result[]): StoredReport => ({
  ...report({ rules, results, exit: { code: 1, reason: 'findings' } }),
  results,
});
const physical = (stored: StoredReport) => resultsOf(sarifLog(stored)).map(({ locations }) => locations?.[0]?.physicalLocation);

describe('SARIF of findings whose line of code is known', () => {
  it('points to that line, with the hash code scanning computes for it', () => {
    const stored = scanOf(fails('app', line()));
    expect(physical(stored)).toEqual([
      { artifactLocation: { uri: 'infra/data%20base.tf' }, region: { startLine: 12, startColumn: 3, endLine: 12, endColumn: 19 } },
    ]);
    const [shown] = resultsOf(sarifLog(stored));
    expect(shown?.partialFingerprints?.['primaryLocationLineHash']).toBe('3f2a0c4d5e6b7a81:1');
    expect(shown?.message.text).toContain('In the code: multi_az = true');
    expect(propertyOf(shown?.properties, 'findings')).toMatchObject([{ id: stored.results[0]?.id, address: 'aws_db_instance.app[0]' }]);
  });

  it('takes the first line of a block alone', () => {
    expect(physical(scanOf(fails('app', line({ endLine: 40, endColumn: 2, precision: 'block' }))))[0]?.region).toEqual({
      startLine: 12,
      startColumn: 3,
      endLine: 12,
    });
  });

  it('is one result for a rule, file and line, with every finding in it, as bad as the worst', () => {
    const instances = Array.from({ length: 14 }, (_, index) =>
      fails(`app-${index}`, line({ address: `aws_db_instance.app[${index}]` }), { severity: index === 0 ? 'critical' : 'low' }),
    );
    const [shown, ...others] = resultsOf(sarifLog(scanOf(...instances)));
    expect(others).toEqual([]);
    expect(shown?.level).toBe('error');
    expect(shown?.message.text).toMatch(/^'app-0', 'app-1', 'app-2' and 11 more \(rds\.instance\): multiAz is false/);
    expect(shown?.message.text).toContain('14 resources: arn:aws:rds:us-east-1:123456789012:db:app-0, ');
    expect(shown?.message.text).toContain('Fix of the first: aws rds modify-db-instance --db-instance-identifier app-0');
    const text = sarifText(scanOf(...instances));
    expect(instances.filter(({ id, resource: { id: arn } }) => !text.includes(id) || !text.includes(arn))).toEqual([]);
    expect(shown?.locations?.[0]?.logicalLocations?.map(({ name }) => name)).toEqual(instances.map(({ resource: { name } }) => name));
  });

  it('keeps other rules, files and lines apart', () => {
    const other = fails('c', line());
    const stored = scanOf(
      fails('a', line()),
      fails('b', line({ startLine: 13, endLine: 13, lineHash: '3f2a0c4d5e6b7a81:2' })),
      fails('d', line({ file: 'infra/other.tf' })),
      { ...other, rule: 'network.nat-per-zone' },
      fails('e', undefined),
    );
    expect(resultsOf(sarifLog(stored))).toHaveLength(5);
    expect(githubPreflight(sarifLog(stored))).toEqual([]);
  });

  it('keeps the same line apart where it made resources in two regions', () => {
    const abroad = fails('b', line());
    const stored = scanOf(fails('a', line()), { ...abroad, resource: { ...abroad.resource, region: 'eu-west-1' } });
    expect(sarifLog(stored).runs.map(({ results }) => results?.length)).toEqual([1, 1]);
  });

  it('does not change its identity when an instance comes or goes', () => {
    const prints = (...results: readonly Result[]) => resultsOf(sarifLog(scanOf(...results)))[0]?.partialFingerprints;
    expect(prints(fails('a', line()), fails('b', line()))).toEqual(prints(fails('b', line())));
    expect(prints(fails('a', line({ startLine: 90, endLine: 90 })))).toEqual(prints(fails('a', line())));
  });

  it('stays with the anchor, without region, where no line is known or its file is not in the repository', () => {
    const anchored = { artifactLocation: { uri: 'README.md' } };
    const outside = ['../other/main.tf', '/etc/passwd', '', 'a//b.tf', './main.tf', 'a\u202eb.tf', 'a\ud800b.tf'];
    for (const source of [undefined, ...outside.map((file) => line({ file }))])
      expect(physical(scanOf(fails('a', source)))).toEqual([anchored]);
  });

  it('counts a finding on a known line in, even above the 5,000 kept alerts', () => {
    const filler = Array.from({ length: 5001 }, (_, index) => fails(`x-${index}`, undefined));
    const told: string[] = [];
    const text = sarifText(scanOf(fails('first', line()), ...filler, fails('last', line())), { onNote: (note) => told.push(note) });
    expect(text).toContain(':db:last');
    expect(told.join()).toContain('Only the 5001 worst of 5003 failing results');
  });

  it('uses the words of CloudFormation in a template', () => {
    const [shown] = resultsOf(sarifLog(scanOf(fails('a', line({ file: 'stack.yaml' })))));
    expect(shown?.message.text).toContain('In the code: MultiAZ: true');
  });

  it('is sound, whatever is written in the account and in the file', () => {
    sameShape(hostileText, (stored) => {
      const text = stored.results[0]?.message ?? '';
      const located = {
        ...stored,
        results: stored.results.map((result) => ({ ...result, source: line({ file: `a/${text}`, address: text }) })),
      };
      const log = readBack(JSON.parse(sarifText(located)));
      expect(schemaProblems(log)).toEqual([]);
      expect(githubPreflight(log)).toEqual([]);
    });
  });
});
