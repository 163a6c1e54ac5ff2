import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/model/input-error.ts';
import type { OutputOptions } from '../../src/output/define.ts';
import gitlab from '../../src/output/gitlab.ts';
import { harmless, sameShape } from '../kit/hostile-report.ts';
import { hostileText } from '../kit/hostile-text.ts';
import { outputOptions } from '../kit/output-options.ts';
import { type StoredReport, streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const { mixed, 'only-unknown': onlyUnknown, 'all-pass': allPass, empty } = reportFixtures;
if (mixed === undefined || onlyUnknown === undefined || allPass === undefined || empty === undefined)
  throw new Error('fixtures are missing');

/** What GitLab asks for: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const isReport = new Ajv().compile<readonly Entry[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^[^./]' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

function read(stored: StoredReport, overrides: Partial<OutputOptions> = {}): readonly Entry[] {
  const document: unknown = JSON.parse([...gitlab.render(streamed(stored), outputOptions(overrides))].join(''));
  if (!isReport(document)) throw new Error(JSON.stringify(isReport.errors));
  return document;
}

describe("GitLab's code quality report", () => {
  it.each(Object.entries(reportFixtures))('of %s is one, and has no fingerprint twice', (_name, stored) => {
    const fingerprints = read(stored).map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });

  it('holds failures that are not waived under their id, and no passes', () => {
    const failures = mixed.results.filter(({ status, waiver }) => status === 'fail' && waiver === null);
    const [waived] = read(mixed).filter(({ description }) => description.includes('Accepted: '));
    expect(waived).toMatchObject({ severity: 'info', check_name: 'network.nat-per-zone' });
    expect(waived?.description).toContain('Accepted: waived until 2027-03-31 by platform@example.com: One NAT gateway');
    const entries = read(mixed).filter(({ severity }) => severity !== 'info');
    expect(entries.map(({ fingerprint, check_name }) => [fingerprint, check_name])).toEqual(failures.map(({ id, rule }) => [id, rule]));
    expect(entries.map(({ severity }) => severity)).toEqual(['blocker', 'blocker', 'blocker', 'critical', 'major', 'major']);
    expect(entries[0]?.description).toBe(
      'orders-db (rds.instance 123456789012 us-east-1): multiAz is false, expected true. ' +
        'Fix: aws rds modify-db-instance --db-instance-identifier orders-db --multi-az --region us-east-1',
    );
  });

  it('tells unknowns by cause, as information, so that a report of them alone is not empty', () => {
    const entries = read(onlyUnknown);
    expect(entries.map(({ severity, check_name }) => [severity, check_name])).toEqual([
      ['info', 'unknown/denied'],
      ['info', 'unknown/denied'],
      ['info', 'unknown/denied'],
      ['info', 'unknown/throttled'],
      ['info', 'nothing-judged'],
    ]);
    expect(entries[0]?.description).toContain('Let the scanning role call ec2:DescribeLaunchTemplateVersions');
    expect(entries[4]?.description).toBe('Nothing could be judged: every verdict is unknown.');
    expect(read(empty).map(({ check_name }) => check_name)).toEqual(['nothing-judged']);
    expect(read(allPass)).toEqual([]);
  });

  it('keeps the fingerprint of a cause, however many verdicts wait for it', () => {
    const fingerprints = (count: number) =>
      read({ ...onlyUnknown, results: onlyUnknown.results.slice(0, count) }).map((entry) => entry.fingerprint);
    expect(fingerprints(3)).toEqual(expect.arrayContaining(fingerprints(1)));
  });

  it('says why a failure counts less and what it follows from', () => {
    const results = mixed.results.slice(0, 1).map((result) => ({
      ...result,
      ...({ severity: 'low', ruleSeverity: 'critical', environment: 'development' } as const),
      follows: { rule: 'network.nat-per-zone', resource: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1' },
    }));
    const [entry] = read({ ...mixed, results });
    expect(entry?.severity).toBe('minor');
    expect(entry?.description).toContain(
      'Severity: low, critical in production: this is development. Follows from: network.nat-per-zone on vpc-1: mending that mends this too. Fix: ',
    );
  });

  it('points every entry to the first line of the anchor', () => {
    for (const { location } of read(mixed, { sarif: { anchor: './infra/main stack.tf' } }))
      expect(location).toEqual({ path: 'infra/main stack.tf', lines: { begin: 1 } });
    expect(() => read(mixed, { sarif: undefined })).toThrow(/anchor/);
    expect(() => read(mixed, { sarif: { anchor: '../outside.tf' } })).toThrow(InputError);
  });

  it('points a finding to its line of code, and keeps those of one line apart', () => {
    const source = { file: 'infra/data base.tf', startLine: 12, startColumn: 3, endLine: 12, endColumn: 9, lineHash: 'a:1' } as const;
    const sourced = (file: string) =>
      mixed.results.map((result) => ({
        ...result,
        source: { ...source, file, precision: 'attribute', address: 'aws_db_instance.app[0]' } as const,
      }));
    const findings = read({ ...mixed, results: sourced(source.file) }).filter(({ check_name }) => !check_name.startsWith('unknown/'));
    expect(findings).toHaveLength(7);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(7);
    for (const { location } of findings) expect(location).toEqual({ path: 'infra/data base.tf', lines: { begin: 12 } });
    for (const { location } of read({ ...mixed, results: sourced('../elsewhere/main.tf') })) expect(location.path).toBe('README.md');
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(
      read(mixed)
        .slice(0, 7)
        .map(({ fingerprint }) => fingerprint),
    );
  });

  it('keeps its shape, whatever is written in the account', () => {
    sameShape(hostileText, (stored) => {
      expect(read(stored).map(({ check_name, severity }) => [check_name, severity])).toEqual(
        read(harmless).map(({ check_name, severity }) => [check_name, severity]),
      );
    });
  });
});
