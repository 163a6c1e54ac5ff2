import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { OutputOptions } from '../../src/output/define.ts';
import junit from '../../src/output/junit.ts';
import { harmless, reportSaying, sameShape } from '../kit/hostile-report.ts';
import { hostileText } from '../kit/hostile-text.ts';
import { outputOptions } from '../kit/output-options.ts';
import { type StoredReport, streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';
import { readXml, type XmlElement } from '../kit/xml.ts';

const { mixed, 'only-unknown': onlyUnknown, 'all-pass': allPass, empty } = reportFixtures;
if (mixed === undefined || onlyUnknown === undefined || allPass === undefined || empty === undefined)
  throw new Error('fixtures are missing');

const text = (stored: StoredReport, overrides: Partial<OutputOptions> = {}) =>
  [...junit.render(streamed(stored), outputOptions(overrides))].join('');
const read = (stored: StoredReport, overrides: Partial<OutputOptions> = {}) => readXml(text(stored, overrides));
const casesOf = (document: XmlElement) => document.children.flatMap(({ children }) => children);
const outcomesOf = ({ children }: XmlElement) => children.map(({ name }) => name).filter((name) => name !== 'system-out');
const scanOf = (document: XmlElement) => casesOf(document)[0];

/** Names of elements and attributes alone. */
const shape = ({ name, attributes, children }: XmlElement): unknown => [name, Object.keys(attributes), children.map(shape)];

describe('JUnit', () => {
  it.each(Object.entries(reportFixtures))('of %s has a case for every verdict, and counts that are right', (_name, stored) => {
    const document = read(stored);
    expect(document.name).toBe('testsuites');
    for (const suite of [document, ...document.children]) {
      const cases = suite === document ? casesOf(document) : suite.children;
      const having = (outcome: string) => cases.filter((each) => outcomesOf(each).includes(outcome)).length;
      const counts = { tests: cases.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
      expect(suite.attributes).toMatchObject(Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])));
      expect(cases.every((each) => outcomesOf(each).length <= 1)).toBe(true);
    }
    const names = casesOf(document).map(({ attributes }) => `${attributes['classname'] ?? ''} ${attributes['name'] ?? ''}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { rule, id } of stored.results)
      expect(names.filter((name) => name.startsWith(`${rule} `) && name.endsWith(`[${id}]`))).toHaveLength(1);
    expect(names).toHaveLength(stored.results.length + 1);
  });

  it.each(Object.entries(reportFixtures))('of %s has one suite for each rule, beside that of the scan', (_name, stored) => {
    const suites = read(stored).children.map(({ attributes }) => attributes['name']);
    expect(suites.slice(1).sort()).toEqual([...new Set(stored.results.map(({ rule }) => rule))].sort());
    expect(suites[0]).toBe('ha-audit');
  });

  it('is neither passed nor failed where something is unknown, and says what would cure it', () => {
    const unknown = casesOf(read(onlyUnknown)).slice(1);
    expect(unknown.map(outcomesOf)).toEqual(onlyUnknown.results.map(() => ['skipped']));
    const messages = unknown.map(({ children: [skipped] }) => skipped?.attributes['message'] ?? '').join('\n');
    expect(messages).toContain('Access to rds:DescribeDBInstances was denied. ');
    expect(messages).toContain('Let the scanning role call rds:DescribeDBInstances');
    expect(messages).toContain('AWS throttled ec2:DescribeImages');
  });

  it('names the file of a finding whose line of code is known', () => {
    const place = {
      startColumn: 1,
      endLine: 12,
      endColumn: 9,
      precision: 'attribute',
      address: 'aws_db_instance.app',
      lineHash: 'a:1',
    } as const;
    const files = (file: string) => {
      const results = mixed.results.slice(0, 1).map((result) => ({ ...result, source: { file, startLine: 12, ...place } }));
      return casesOf(read({ ...mixed, results })).map(({ attributes }) => attributes['file']);
    };
    expect(files('infra/main.tf')).toEqual([undefined, 'infra/main.tf']);
    expect(files('../elsewhere.tf')).toEqual([undefined, undefined]);
    expect(text(mixed)).not.toContain(' file=');
  });

  it('is not green where nothing could be judged', () => {
    for (const [stored, says] of [
      [onlyUnknown, 'nothing was evaluated: every verdict is unknown. Nothing could be judged'],
      [empty, 'nothing was evaluated. Nothing was judged'],
    ] as const) {
      const [outcome] = scanOf(read(stored))?.children ?? [];
      expect(outcome?.name).toBe('error');
      expect(outcome?.attributes['message']).toContain(says);
    }
    const accepted = read({ ...onlyUnknown, exit: { code: 0, reason: 'nothing was evaluated, as allowed' } });
    expect(scanOf(accepted)?.children[0]?.attributes['message']).toBe('Nothing could be judged: every verdict is unknown.');
  });

  it('passes the scan where all was judged, and skips it where something was not', () => {
    expect(outcomesOf(scanOf(read(allPass)) ?? read(allPass))).toEqual([]);
    const [outcome] = scanOf(read(mixed))?.children ?? [];
    expect([outcome?.name, outcome?.attributes['message']]).toEqual(['skipped', '2 verdicts could not be reached.']);
  });

  it('skips what is waived, and says by whom and until when', () => {
    const [waived] = casesOf(read(mixed)).filter(({ attributes }) => attributes['name']?.startsWith('ha-vpc ') === true);
    expect(waived?.children[0]?.attributes['message']).toMatch(
      /^waived until 2027-03-31 by platform@example.com: One NAT gateway is enough/,
    );
  });

  it('gives findings that count less a suite of their own, and says why they do and what they follow from', () => {
    const [first, ...others] = mixed.results;
    if (first === undefined) throw new Error('the mixed report has results');
    const lowered = { ...first, severity: 'low', ruleSeverity: 'critical', environment: 'development' } as const;
    const follows = { rule: 'network.nat-per-zone', resource: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1' };
    const document = read({ ...mixed, results: [...others, { ...lowered, follows }], counts: { ...mixed.counts, lowered: 1 } });
    const suite = document.children.at(-1);
    expect([suite?.attributes['name'], suite?.attributes['tests']]).toEqual(['rds.instance-multi-az (low)', '1']);
    const failure = suite?.children[0]?.children[0];
    expect(failure?.attributes).toEqual({ type: 'low', message: 'multiAz is false, expected true' });
    expect(failure?.text).toContain('Severity: low, critical in production: this is development');
    expect(failure?.text).toContain('Follows from: network.nat-per-zone on vpc-1: mending that mends this too');
    expect(scanOf(document)?.children.at(-1)?.text).toContain('1 of them counts less than in production');
  });

  it('says how many failures it hides', () => {
    expect(text(mixed, { minimumSeverity: 'critical' })).toContain('Not shown because of --severity: 3 failing.');
    expect(text(mixed)).not.toContain('Not shown');
  });

  it('keeps its shape, whatever is written in the account', () => {
    sameShape(hostileText, (stored) => {
      expect(shape(read(stored))).toEqual(shape(read(harmless)));
    });
  });

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)('is XML to a parser of others', () => {
    const parse = ['-c', 'import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())'];
    const hostile = reportSaying('\u0000\u001b[31m\ufffe\uffff\ud800]]><![CDATA[</failure>&amp;&x;"\'\u{10ffff}');
    for (const stored of [hostile, ...Object.values(reportFixtures)]) {
      const { status, stderr } = spawnSync('python3', parse, { input: text(stored), encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    }
  });
});
