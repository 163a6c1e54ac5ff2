import { describe, expect, it } from 'vitest';
import type { OutputOptions } from '../../src/output/define.ts';
import { formats, isFormat, loadOutput } from '../../src/output/formats.ts';
import { expectGolden } from '../kit/golden.ts';
import { reportSaying } from '../kit/hostile-report.ts';
import { outputOptions } from '../kit/output-options.ts';
import { streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const extensions: Readonly<Record<string, string>> = {
  table: 'txt',
  json: 'json',
  ndjson: 'ndjson',
  sarif: 'sarif',
  junit: 'xml',
  markdown: 'md',
  summary: 'md',
  csv: 'csv',
  gitlab: 'json',
  ocsf: 'json',
  asff: 'json',
  html: 'html',
};
const reports = Object.entries(reportFixtures).map(([name, stored]) => ({ name, stored, report: streamed(stored) }));
/** What only a report in which everything holds looks like. */
const goodSigns: Readonly<Record<string, RegExp>> = {
  table: /Everything that was judged holds/,
  json: /"status":"pass"/,
  ndjson: /"status":"pass"/,
  sarif: /"toolExecutionNotifications":\[\]/,
  junit: /<testsuites [^>]* errors="0" skipped="0">/,
  markdown: /✅/,
  summary: /✅/,
  csv: /,pass,/,
  gitlab: /^\[\]\n$/,
  ocsf: /"status":"Pass"/,
  asff: /"PASSED"/,
  html: /Everything that was judged holds/,
};
const hostileTexts = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><a href="javascript:alert(1)">',
  '`rm -rf ~` ```',
  '| a | b |',
  '=cmd|"/c calc"!A1',
  '@SUM(1+1)*cmd',
  '\u001b[2J\u001b]0;owned\u0007\u009b31m',
  '\u202etxt.exe\u2066\u200f',
  'a\r\nb\u2028c',
  '::error::owned',
  ']]>',
  '__proto__',
];
const cases = formats.flatMap((format) => reports.map((each) => ({ ...each, format })));

async function rendered(format: string, report: Parameters<typeof streamed>[0], overrides: Partial<OutputOptions> = {}): Promise<string> {
  if (!isFormat(format)) throw new Error(`no format ${format}`);
  const output = await loadOutput(format);
  return [...output.render(streamed(report), outputOptions(overrides))].join('');
}

describe('every output', () => {
  it.each(formats)('%s is loaded under its name and has a golden extension', async (format) => {
    expect((await loadOutput(format)).format).toBe(format);
    expect(extensions[format]).toBeDefined();
  });

  it('knows no other name', () => {
    expect(isFormat('toString')).toBe(false);
    expect(isFormat('xml')).toBe(false);
  });

  it.each(cases)('$format of $name is what was accepted', async ({ format, name, stored }) => {
    const text = await rendered(format, stored);
    expectGolden(`test/golden/${format}/${name}.${extensions[format] ?? ''}`, text);
    expect(text).toMatch(/[^\r\n]\r?\n$/);
  });

  it.each(cases)('$format of $name gives the same bytes twice', async ({ format, stored }) => {
    expect(await rendered(format, stored)).toBe(await rendered(format, stored));
  });

  it.each(cases)('$format of $name names every failure that is not waived', async ({ format, stored }) => {
    const text = await rendered(format, stored, { verbose: true });
    const failing = stored.results.filter(({ status, waiver }) => status === 'fail' && waiver === null);
    expect(failing.filter(({ id }) => !text.includes(id))).toEqual([]);
  });

  it.each(cases)('$format of $name holds no character that a terminal obeys', async ({ format, stored }) => {
    const text = await rendered(format, stored, { verbose: true });
    expect(text.replaceAll(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  it.each(cases)('$format of $name tells of every waived finding, or how many there are', async ({ format, stored }) => {
    const text = await rendered(format, stored, { verbose: true });
    const waived = stored.results.filter(({ waiver }) => waiver !== null);
    if (!waived.every(({ id }) => text.includes(id))) expect(text).toMatch(new RegExp(`\\b${waived.length} waived\\b`));
  });

  it.each(formats.flatMap((format) => hostileTexts.map((hostile) => ({ format, hostile }))))(
    '$format lets $hostile do nothing',
    async ({ format, hostile }) => {
      const stored = reportSaying(hostile);
      const text = await rendered(format, stored, { verbose: true });
      expect(text.replaceAll(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(stored.results.filter(({ status, waiver, id }) => status === 'fail' && waiver === null && !text.includes(id))).toEqual([]);
      const isJson = (await loadOutput(format)).mediaType.endsWith('json');
      const documents = format === 'ndjson' ? text.trim().split('\n') : [text];
      if (isJson) for (const document of documents) expect(JSON.parse(document)).toBeTruthy();
      // In Markdown they stand in code; its own tests render it.
      if (format === 'html' || format === 'junit') expect(text).not.toMatch(/<img src=x|<script>alert|<\/script><|\bjavascript:alert\b"/);
      if (format === 'csv') expect(text).not.toMatch(/(^|[,;\n])"?\s*[=+@-]/);
    },
  );

  it.each(formats)('%s hides failures below the asked severity, and nothing else', async (format) => {
    const mixed = reportFixtures['mixed'];
    if (mixed === undefined) throw new Error('there is no mixed report');
    const text = await rendered(format, mixed, { minimumSeverity: 'critical', verbose: true });
    const isShown = (severity: string) =>
      mixed.results
        .filter((result) => result.status === 'fail' && result.waiver === null && result.severity === severity)
        .map(({ id }) => text.includes(id));
    expect([isShown('critical'), isShown('high'), isShown('medium')]).toEqual([[true, true, true], [false], [false, false]]);
    expect(text).toContain('ec2:DescribeLaunchTemplateVersions');
  });
});

describe('a report in which everything is unknown', () => {
  const { 'only-unknown': onlyUnknown, 'all-pass': allPass, empty } = reportFixtures;
  if (onlyUnknown === undefined || allPass === undefined || empty === undefined) throw new Error('fixtures are missing');

  it.each(formats)('names every missing permission in %s', async (format) => {
    const text = await rendered(format, onlyUnknown);
    for (const action of [
      'rds:DescribeDBInstances',
      'ec2:DescribeNatGateways',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:DescribeImages',
    ]) {
      expect(text).toContain(action);
    }
  });

  it.each(formats)('has nothing of what tells in %s that all is well', async (format) => {
    const sign = goodSigns[format];
    if (sign === undefined) throw new Error(`say what a good report looks like in ${format}`);
    expect(await rendered(format, allPass)).toMatch(sign);
    // An empty list of verdicts is no better and no worse than the account it comes from.
    for (const stored of [onlyUnknown, empty]) expect(await rendered(format, stored)).not.toMatch(sign);
  });

  it('is not green on a terminal', async () => {
    const green = '\u001b[32m';
    expect(await rendered('table', allPass, { color: true })).toContain(green);
    const text = await rendered('table', onlyUnknown, { color: true });
    expect(text).not.toContain(green);
    expect(text).toContain('Nothing could be judged');
  });

  it('says in SARIF that an empty list of results is no clean bill', async () => {
    expect(await rendered('sarif', onlyUnknown)).toContain('is no clean bill');
    expect(await rendered('sarif', allPass)).not.toContain('is no clean bill');
  });

  it.each(['json', 'ndjson'])('counts them and no pass in %s', async (format) => {
    const text = await rendered(format, onlyUnknown);
    expect(text).toContain('"counts":{"pass":0,"fail":0,"unknown":3,');
    expect(text).toContain('"exit":{"code":3,');
  });
});
