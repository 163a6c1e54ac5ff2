import { describe, expect, it } from 'vitest';
import type { BaselineSummary, Result, WaiverSummary } from '../../src/model/report.ts';
import { loadOutput, type Format } from '../../src/output/formats.ts';
import { outputOptions } from '../kit/output-options.ts';
import { streamed, type StoredReport } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const hostile = '<script>\u001b[31m@all|`x`';
const waiver = (state: WaiverSummary['state'], overrides: Partial<WaiverSummary> = {}): WaiverSummary => ({
  match: { rule: 'network.nat-per-zone', resource: 'vpc-0a1b2c3d' },
  reason: `batch ${hostile}`,
  owner: 'platform@example.com',
  expires: '2027-03-31',
  state,
  findings: 1,
  note: 'it expires in 4 days',
  line: 3,
  ...overrides,
});
const gone = {
  id: 'f'.repeat(20),
  rule: 'rds.instance-multi-az',
  severity: 'high',
  resource: 'arn:aws:rds:us-east-1:1:db:old-db',
  name: null,
} as const;
const baseline: BaselineSummary = {
  takenAt: '2026-11-20T02:00:12.000Z',
  new: 1,
  unchanged: 3,
  fixed: [{ ...gone, name: `mended ${hostile}` }],
  unknown: [],
  gone: [gone],
  notJudged: [],
};
const { mixed } = reportFixtures;
if (mixed === undefined) throw new Error('the fixture is missing');
const results: readonly Result[] = mixed.results.map((result) =>
  result.status === 'fail' ? { ...result, baseline: result.rule === 'auto-scaling.grace-covers-boot' ? 'new' : 'unchanged' } : result,
);
const report: StoredReport = {
  ...mixed,
  waivers: [
    waiver('active'),
    waiver('expired', { findings: 0, ticket: 'OPS-1' }),
    waiver('unused', { match: { resource: hostile }, note: null }),
  ],
  baseline,
  results,
};

async function rendered(format: Format, shown: StoredReport = report): Promise<string> {
  return [...(await loadOutput(format)).render(streamed(shown), outputOptions({ width: 100 }))].join('');
}

describe('what is accepted', () => {
  it('is told in the table, also without --verbose', async () => {
    const text = await rendered('table');
    expect(text).toContain('Waived: 1 finding by 1 waiver; 1 expired, 1 unused');
    expect(text).toMatch(/ {2}active {2}rule network\.nat-per-zone, resource vpc-0a1b2c3d: 1 finding, until 2027-03-31 by/);
    expect(text).toMatch(/ {2}expired .*\n.*\[OPS-1\]/);
    expect(text).toMatch(/ {2}unused {2}resource <script>/);
    expect(text).not.toContain('\u001b');
  });

  it.each(['markdown', 'summary'] as const)('is told in %s, where nothing of it is markup', async (format) => {
    const text = await rendered(format);
    expect(text).toContain('<strong>Waived: 1 finding by 1 waiver; 1 expired, 1 unused</strong>');
    expect(text).toContain('- **expired:** rule network.nat-per-zone');
    expect(text).not.toMatch(/<script>|\u001b|[^;]@all/);
  });

  it('is told in JUnit, CSV, JSON and NDJSON', async () => {
    expect(await rendered('junit')).toContain('Waiver, expired: rule network.nat-per-zone, resource vpc-0a1b2c3d: 0 findings');
    expect(await rendered('csv')).toContain('until 2027-03-31 by platform@example.com: One NAT gateway is enough for the nightly batch.');
    for (const format of ['json', 'ndjson'] as const) {
      const text = await rendered(format);
      expect(text).toContain('"state":"expired","findings":0');
      expect(text).toContain('"baseline":{"takenAt":');
      expect(text).toContain('"baseline":"new"');
    }
  });
});

describe('what is new', () => {
  it('comes first in the table, and what ended is told for what it is', async () => {
    const text = await rendered('table');
    const [ownPlace, others] = [text.indexOf('HIGH      ha-web'), text.indexOf('CRITICAL  orders-db')];
    expect(ownPlace).toBeGreaterThan(0);
    expect(others).toBeGreaterThan(ownPlace);
    expect(text.match(/^NEW /gm)).toHaveLength(1);
    const unwrapped = text.replaceAll('\n', ' ');
    expect(unwrapped).toContain('Since the report of 2026-11-20T02:00:12.000Z: 1 new, 3 unchanged, 1 fixed, 1 gone with their resource.');
    expect(unwrapped).toContain('Fixed: mended <script>@all|`x` (rds.instance-multi-az)');
    expect(unwrapped).toContain('Gone with their resource: old-db (rds.instance-multi-az)');
  });

  it('comes first in Markdown', async () => {
    const text = await rendered('markdown');
    const headings = [...text.matchAll(/^### (?<title>.*)$/gm)].map(({ groups }) => groups?.['title'] ?? '');
    expect(headings[0]).toContain('New, high: <code>auto-scaling.grace-covers-boot');
    expect(headings.filter((title) => title.startsWith('New'))).toHaveLength(1);
    expect(text).toContain('- **gone with their resource:** old-db');
  });

  it('is told in CSV and JUnit', async () => {
    expect((await rendered('csv')).split('\r\n').filter((row) => /,new(?:,|$)/.test(row))).toHaveLength(1);
    expect(await rendered('junit')).toContain('\nBaseline: new\n');
  });

  it('is never folded away under a cause that was there before', async () => {
    const [first, second] = results.filter(({ status, waiver: accepted }) => status === 'fail' && accepted === null);
    if (first === undefined || second === undefined) throw new Error('the fixture has too few failures');
    const follows = { rule: first.rule, resource: first.resource.id };
    const text = async (baselineOf: Result['baseline']) =>
      rendered('table', {
        ...report,
        results: [
          { ...first, baseline: 'unchanged' },
          { ...second, severity: first.severity, follows, ...(baselineOf === undefined ? {} : { baseline: baselineOf }) },
        ],
      });
    expect(await text('unchanged')).toContain('hence');
    expect(await text('new')).not.toContain('hence');
  });
});
