import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeReport } from '../../src/app/write-report.ts';
import { streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'ha-audit-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('tells what a format left out', async () => {
  const { mixed } = reportFixtures;
  if (mixed === undefined) throw new Error('there is no mixed report');
  const results = mixed.results.map((result) => ({ ...result, resource: { ...result.resource, account: 'prod' } }));
  const path = join(folder, 'findings.json');
  const notes: string[] = [];
  const failures = await writeReport(streamed({ ...mixed, results }), [{ format: 'asff', path }], {
    terminal: { color: false, width: 80 },
    verbose: false,
    minimumSeverity: undefined,
    sarifAnchor: null,
    onNote: (note) => notes.push(note),
  });
  expect(failures).toEqual([]);
  expect(notes.join()).toContain('ASFF: 10 verdicts left out');
  expect(readFileSync(path, 'utf8')).toBe('[]\n');
});
