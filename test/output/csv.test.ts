import { describe, expect, it } from 'vitest';
import type { OutputOptions } from '../../src/output/define.ts';
import csv from '../../src/output/csv.ts';
import { readCsv } from '../kit/csv.ts';
import { reportSaying, sameShape } from '../kit/hostile-report.ts';
import { hostileText } from '../kit/hostile-text.ts';
import { outputOptions } from '../kit/output-options.ts';
import { type StoredReport, streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const { mixed, 'only-unknown': onlyUnknown } = reportFixtures;
if (mixed === undefined || onlyUnknown === undefined) throw new Error('fixtures are missing');

const columns =
  'id rule status severity resource account region workloads message fix waiver name kind lowered follows missing baseline source since'.split(
    ' ',
  );
const text = (stored: StoredReport, overrides: Partial<OutputOptions> = {}) =>
  [...csv.render(streamed(stored), outputOptions(overrides))].join('');

/** Rows by the names of the columns. */
function read(stored: StoredReport, overrides: Partial<OutputOptions> = {}): readonly Readonly<Record<string, string>>[] {
  const [head, ...rows] = readCsv(text(stored, overrides)) ?? [];
  expect(head).toEqual(columns);
  for (const row of rows) expect(row).toHaveLength(columns.length);
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? ''])));
}

describe('CSV', () => {
  it.each(Object.entries(reportFixtures))('of %s has a row for every verdict', (_name, stored) => {
    expect(read(stored).map(({ id, status, resource }) => [id, status, resource])).toEqual(
      stored.results.map(({ id, status, resource }) => [id, status, resource.id]),
    );
  });

  it('says of an unknown verdict why, and what would cure it', () => {
    const [database] = read(onlyUnknown);
    expect(database?.['message']).toContain('Access to rds:DescribeDBInstances was denied.');
    expect(database?.['message']).toContain('Let the scanning role call rds:DescribeDBInstances');
    expect(database?.['missing']).toBe('rds:DescribeDBInstances');
    expect(read(onlyUnknown).map(({ fix }) => fix)).toEqual(['', '', '']);
  });

  it('says who waived a failure, until when and why', () => {
    const [waived] = read(mixed).filter(({ waiver }) => waiver !== '');
    expect([waived?.['status'], waived?.['waiver']]).toEqual([
      'fail',
      'until 2027-03-31 by platform@example.com: One NAT gateway is enough for the nightly batch.',
    ]);
  });

  it('says why a failure counts less and what it follows from', () => {
    const results = mixed.results.slice(0, 1).map((result) => ({
      ...result,
      ...({ severity: 'low', ruleSeverity: 'critical', environment: 'development' } as const),
      follows: { rule: 'network.nat-per-zone', resource: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1' },
    }));
    const [row] = read({ ...mixed, results });
    expect(row?.['lowered']).toBe('low, critical in production: this is development');
    expect(row?.['follows']).toBe('network.nat-per-zone on vpc-1: mending that mends this too');
  });

  it('says where a failure is written, and since when it holds', () => {
    const place = {
      startColumn: 1,
      endLine: 12,
      endColumn: 9,
      precision: 'attribute',
      address: 'aws_db_instance.app',
      lineHash: 'a:1',
    } as const;
    const results = mixed.results.slice(0, 1).map((result) => ({
      ...result,
      source: { file: '=infra/main.tf', startLine: 12, ...place },
      since: { time: '2026-08-01T00:00:00.000Z', exact: true },
    }));
    const [row] = read({ ...mixed, results });
    expect([row?.['source'], row?.['since']]).toEqual(["'=infra/main.tf:12", '2026-08-01T00:00:00.000Z']);
  });

  it('hides lesser failures alone', () => {
    expect(read(mixed, { minimumSeverity: 'critical' }).map(({ status, severity }) => `${status ?? ''} ${severity ?? ''}`)).toEqual(
      mixed.results
        .filter(({ status, severity }) => status !== 'fail' || severity === 'critical')
        .map(({ status, severity }) => `${status} ${severity}`),
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['\t=1+1', "'=1+1"],
    ['\r\n@SUM(1)', "'@SUM(1)"],
    ['+49', "'+49"],
    ['-1', "'-1"],
    ['＝1', "'＝1"],
    ['"=1', `'"=1`],
    ['db;=HYPERLINK("//evil.example")', `db;'=HYPERLINK("//evil.example")`],
    ['a=b, c-d', 'a=b, c-d'],
    ['  padded ', 'padded'],
  ])('writes the name %j as %j', (name, cell) => {
    expect(read(reportSaying(name))[0]?.['name']).toBe(cell);
  });

  it('never starts a formula and never adds a row or a column, whatever is written in the account', () => {
    const formula = /^\s*[=+\-@\t\r＝＋－＠]/;
    sameShape(hostileText, (stored) => {
      const rows = read(stored);
      expect(rows).toHaveLength(5);
      for (const cell of rows.flatMap((row) => Object.values(row))) {
        expect(cell).not.toMatch(formula);
        for (const part of cell.split(';')) expect(part).not.toMatch(formula);
      }
    });
  });
});
