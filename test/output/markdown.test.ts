import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Output, OutputOptions } from '../../src/output/define.ts';
import markdown from '../../src/output/markdown.ts';
import { code, fenced, prose } from '../../src/output/markdown/escape.ts';
import { plainText } from '../../src/output/plain-text.ts';
import summary from '../../src/output/summary.ts';
import { harmless, reportSaying, sameShape } from '../kit/hostile-report.ts';
import { hostileText } from '../kit/hostile-text.ts';
import { outputOptions } from '../kit/output-options.ts';
import { evidence, failing, gap, report, resource, type StoredReport, streamed, unknown } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const { mixed, 'only-unknown': onlyUnknown, 'all-pass': allPass, empty } = reportFixtures;
if (mixed === undefined || onlyUnknown === undefined || allPass === undefined || empty === undefined)
  throw new Error('fixtures are missing');

const text = (output: Output, stored: StoredReport, overrides: Partial<OutputOptions> = {}) =>
  [...output.render(streamed(stored), outputOptions(overrides))].join('');

/** As GitHub shows it, before it looks for mentions and the like. */
const shown = (markup: string) => markup.replace(/&#(\d+);/g, (_entity, unit: string) => String.fromCharCode(Number(unit)));

const fence = /^(`{3,})(?:sh|hcl|yaml)\n[^]*?\n\1$/gm;
const ownCommands = /`ha-audit (?:permissions|scan --format json)`/g;
const withoutCode = (document: string) => document.replace(fence, '');

const judged = (index: number) =>
  resource('ec2.volume', 'AWS::EC2::Volume', `arn:aws:ec2:us-east-1:123456789012:volume/vol-${index}`, `vol-${index}`);
const rule = { title: 'Volumes are encrypted', why: 'A copy can be read.', severity: 'low', invariants: [], references: [] } as const;

function manyFailures(count: number, saying = 'encrypted is false'): StoredReport {
  const fail = (id: string, index: number) =>
    failing({ rule: id, resource: judged(index), message: saying, evidence: [evidence(judged(index), 'encrypted', false, true)] });
  return report({
    rules: { 'a.low': rule, 'b.critical': { ...rule, severity: 'critical' } },
    results: [...Array.from({ length: count }, (_, index) => fail('a.low', index)), fail('b.critical', count)],
    exit: { code: 1, reason: '1 finding' },
  });
}

function manyCauses(count: number): StoredReport {
  const results = Array.from({ length: count }, (_, index) =>
    unknown({ rule: 'a.low', resource: judged(index), gaps: [gap({ action: `ec2:DescribeThing${index}` })] }),
  );
  return report({ rules: { 'a.low': rule }, results, exit: { code: 3, reason: 'nothing was evaluated' } });
}

describe('text in Markdown', () => {
  it.each([
    ['prose', prose],
    ['code', (name: string) => code(name).replace(/^<code>|<\/code>$/g, '')],
  ])('is all there as %s, and holds no sign that Markdown or HTML reads', (_kind, escape) => {
    fc.assert(
      fc.property(hostileText, (hostile) => {
        const markup = escape(hostile);
        expect(shown(markup).replaceAll('\u200b', '')).toBe(plainText(hostile).trim());
        expect(markup.replace(/&#\d+;/g, '')).not.toMatch(/[\\`*_[\]<>&|~\n]|:\/\/|www\./i);
      }),
    );
  });

  it('mentions nobody, refers to nothing and shows no emoji', () => {
    fc.assert(
      fc.property(hostileText, (hostile) => {
        expect(shown(prose(hostile))).not.toMatch(/[@#!$%][^\s\u200b]|GH-\d|:[\w+-]+:/i);
        expect(shown(code(hostile))).not.toMatch(/@[^\s\u200b]/);
      }),
    );
  });

  it('leaves harmless text as it is', () => {
    expect(prose('The grace period is 60 s, 178 s are needed (1.5 x 118 s): 100% "sure"')).toBe(
      'The grace period is 60 s, 178 s are needed (1.5 x 118 s): 100% "sure"',
    );
    expect(code('arn:aws:rds:us-east-1:123456789012:db:orders-db')).toBe('<code>arn:aws:rds:us-east-1:123456789012:db:orders-db</code>');
    expect(prose('rds:DescribeDBInstances')).toBe('rds:DescribeDBInstances');
  });

  it('stays inside its fence', () => {
    fc.assert(
      fc.property(hostileText, (hostile) => {
        expect(fenced('sh', hostile).replace(fence, '')).toBe('\n');
      }),
    );
  });
});

describe.each([
  ['a comment', markdown],
  ['a job summary', summary],
] as const)('Markdown of %s', (_name, output) => {
  it('keeps its shape, whatever is written in the account', () => {
    /** Tags, headings and items in their order. */
    const shape = (stored: StoredReport) => {
      const document = withoutCode(text(output, stored));
      expect(document.replace(ownCommands, '')).not.toMatch(/`|\]\(|!\[|<!(?!-- ha-audit:report [\w+/-]+ -->\n)/);
      return [...document.matchAll(/<\/?[^>]*>|^(?:#+|- \*\*[\w ]+|\|)/gm)].map(([mark]) => mark);
    };
    sameShape(hostileText, (stored) => {
      expect(shape(stored)).toEqual(shape(harmless));
    });
  });

  it('is not green where nothing could be judged', () => {
    expect(text(output, onlyUnknown)).toContain('## ⚠️ ha-audit: Nothing could be judged: every verdict is unknown\n');
    expect(text(output, onlyUnknown)).toContain('<details open><summary><strong>Unknown: 3 verdicts could not be reached');
    expect(text(output, empty)).toContain('## ⚠️ ha-audit: Nothing was judged');
    expect(text(output, allPass)).toContain('## ✅ ha-audit: Everything that was judged holds\n');
    for (const stored of [onlyUnknown, empty, mixed]) expect(text(output, stored)).not.toContain('✅');
  });

  it('names the permission that cures an unknown', () => {
    expect(text(output, onlyUnknown)).toContain(
      'Let the scanning role call rds:DescribeDBInstances (`ha-audit permissions` prints the policy',
    );
  });

  it('has the worst finding first, with evidence and fix folded', () => {
    const document = text(output, mixed);
    const headings = [...document.matchAll(/^### (\w+): /gm)].map(([, severity]) => severity);
    expect(headings).toEqual(['Critical', 'Critical', 'High', 'Medium']);
    const [, block = ''] = document.split('<details><summary><code>orders-db</code>: multiAz is false, expected true</summary>');
    expect(block.split('</details>')[0]).toContain('```sh\naws rds modify-db-instance --db-instance-identifier orders-db --multi-az');
  });

  it('says why a failure counts less and what it follows from', () => {
    const results = mixed.results.slice(0, 1).map((result) => ({
      ...result,
      ...({ severity: 'low', ruleSeverity: 'critical', environment: 'development' } as const),
      follows: { rule: 'network.nat-per-zone', resource: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1' },
    }));
    const document = text(output, { ...mixed, results, counts: { ...mixed.counts, lowered: 1 } });
    expect(document).toContain('### Low: <code>rds.instance-multi-az</code>');
    expect(document).toContain('- **Severity:** low, critical in production: this is development\n');
    expect(document).toContain('- **Follows from:** network.nat-per-zone on vpc-1: mending that mends this too\n');
    expect(document).toContain('1 of them counts less than in production');
  });

  it('says what it does not list', () => {
    expect(text(output, mixed)).toContain('Not listed: 1 waived finding;');
    expect(text(output, mixed, { minimumSeverity: 'critical' })).toContain('Not shown because of --severity: 3 failing.');
    expect(text(output, allPass)).not.toMatch(/Not (listed|shown)/);
  });
});

describe('Markdown of a comment', () => {
  const most = 65_536;

  it('begins with a mark by which a bot finds it again', () => {
    expect(text(markdown, mixed).split('\n')[0]).toBe('<!-- ha-audit:report 123456789012/us-east-1 -->');
    const later = { ...mixed, run: { ...mixed.run, startedAt: '2027-01-01T00:00:00Z', finishedAt: '2027-01-01T00:01:00Z' } };
    expect(text(markdown, later)).toBe(text(markdown, mixed));
    const elsewhere = { ...mixed, run: { ...mixed.run, regions: ['--><script>', 'eu-west-1'] } };
    expect(text(markdown, elsewhere).split('\n')[0]).toBe('<!-- ha-audit:report 123456789012/-script-+eu-west-1 -->');
  });

  it('is as long as GitHub takes it, cut by severity, and says so', () => {
    const stored = manyFailures(3000);
    const document = text(markdown, stored);
    expect(document.length).toBeLessThanOrEqual(most);
    expect(document.indexOf('### Critical')).toBeLessThan(document.indexOf('### Low'));
    expect(document).toContain('**For want of room, what follows stands without evidence and fix.**');
    const listed = stored.results.filter(({ id }) => document.includes(id));
    expect(listed).toEqual(stored.results.slice(0, listed.length));
    expect(listed.length).toBeGreaterThan(150);
    const leftOut = stored.results.length - listed.length;
    expect(document).toContain(
      `**Left out for want of room: ${leftOut} findings (${leftOut} low).** \`ha-audit scan --format json\` has all of them.\n`,
    );
  });

  it('is as long as GitHub takes it even where every name is long and needs escaping', () => {
    for (const stored of [manyFailures(200, '<@'.repeat(5000)), reportSaying('`|'.repeat(40_000))]) {
      const document = text(markdown, stored);
      expect(document.length).toBeLessThanOrEqual(most);
      expect(document).toContain('### Critical');
      expect(document.split('<details').length).toBe(document.split('</details>').length);
    }
  });

  it('tells causes in full as far as there is room, and names further permissions', () => {
    const few = text(markdown, manyCauses(20));
    expect(few).not.toContain('further cause');
    const many = text(markdown, manyCauses(200));
    expect(many.length).toBeLessThanOrEqual(most);
    expect(many).toMatch(/\*\*\d+ further causes\*\*, for want of room by permission alone:/);
    for (let index = 0; index < 200; index += 1) expect(many).toContain(`ec2:DescribeThing${index}`);
    expect(text(markdown, manyCauses(5000)).length).toBeLessThanOrEqual(most);
  });
});

describe('Markdown of a job summary', () => {
  it('stays within a mebibyte, in bytes', () => {
    const document = text(summary, manyFailures(12_000, '数据库'.repeat(60)));
    expect(Buffer.byteLength(document)).toBeLessThanOrEqual(1024 * 1024);
    expect(Buffer.byteLength(document)).toBeGreaterThan(800 * 1024);
    expect(document).toContain('Left out for want of room');
  });

  it('shows in which zones the tiers of a workload stand, and that of some it is not known', () => {
    const document = text(summary, mixed);
    expect(document).toContain('**ha-web** (prod, us-east-1):');
    expect(document).toContain('| Tier | <code>use1-az1</code> | <code>use1-az2</code> | zone unknown |');
    expect(document).toContain('| Application | 1 | 1 | - |');
    expect(document).toContain('| Data | - | - | 1 |');
    const [workload] = mixed.workloads;
    if (workload === undefined) throw new Error('the mixed report has workloads');
    const partly = { ...workload, placement: workload.placement.map((each) => ({ ...each, isPartial: true as const })) };
    expect(text(summary, { ...mixed, workloads: [partly] })).toContain('| Application | 1 | 1 | 1 |');
    const elsewhere = { ...workload, account: '210987654321' };
    expect(text(summary, { ...mixed, workloads: [workload, elsewhere] })).toContain('**ha-web** (prod, 210987654321, us-east-1):');
    const workloads = Array.from({ length: 30 }, (_, index) => ({ ...workload, name: `${index} | x` }));
    expect(text(summary, { ...mixed, workloads })).toContain('And 10 further workloads.');
    expect(text(summary, { ...mixed, workloads })).toContain('**0 &#124; x**');
    expect(text(summary, { ...mixed, workloads: [{ ...workload, placement: [] }] })).not.toContain('Zones of the workloads');
  });
});
