import { describe, expect, it } from 'vitest';
import type { Report, Result } from '../../src/model/report.ts';
import json from '../../src/output/json.ts';
import ndjson from '../../src/output/ndjson.ts';
import { outputOptions } from '../kit/output-options.ts';
import { type StoredReport, streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const { mixed } = reportFixtures;
if (mixed === undefined) throw new Error('there is no mixed report');

const text = (output: typeof json, report: Report) => [...output.render(report, outputOptions())].join('');
const parsed = (line: string): unknown => JSON.parse(line);

/** The same report, the names of every object in another order. */
function shuffledTop(report: StoredReport): Report {
  const results = report.results.map((result): Result => ({ ...reversed(result), resource: reversed(result.resource) }));
  return { ...reversed(report), results };
}

function reversed<T extends object>(value: T): T {
  const copy = { ...value };
  for (const name of Object.keys(value).reverse()) {
    const descriptor = Object.getOwnPropertyDescriptor(value, name);
    Reflect.deleteProperty(copy, name);
    if (descriptor !== undefined) Object.defineProperty(copy, name, descriptor);
  }
  return copy;
}

describe('json', () => {
  it.each(Object.entries(reportFixtures))('of %s parses to the report itself', (_name, stored) => {
    expect(parsed(text(json, streamed(stored)))).toEqual(stored);
  });

  it('orders fields as documented, however the report was put together', () => {
    const lines = text(json, shuffledTop(mixed)).split('\n');
    expect(lines[0]).toMatch(
      /^\{"schema":"ha-audit\/report@1","tool":.*,"run":.*,"exit":.*,"counts":.*,"rules":.*,"coverage":.*,"workloads":/,
    );
    expect(lines[2]).toMatch(/^\{"id":.*,"rule":.*,"status":.*,"severity":.*,"resource":\{"id":.*,"tags":\{.*\}\},"workloads":/);
  });

  it('puts one result on a line, so that two reports can be compared', () => {
    const lines = text(json, streamed(mixed)).split('\n');
    expect(lines).toHaveLength(mixed.results.length + 4);
  });

  it('differs between two runs in `run` alone', () => {
    const later = { ...mixed, run: { ...mixed.run, startedAt: '2027-01-01T00:00:00Z' } };
    const withoutRun = (line: string) => line.replace(/"run":\{[^}]*\},/, '');
    expect(withoutRun(text(json, streamed(later)))).toBe(withoutRun(text(json, streamed(mixed))));
  });
});

describe('ndjson', () => {
  it.each(Object.entries(reportFixtures))('of %s has the header first, then a result a line', (_name, stored) => {
    const { results, ...header } = stored;
    expect(text(ndjson, streamed(stored)).trimEnd().split('\n').map(parsed)).toEqual([header, ...results]);
  });
});

describe.each([
  ['json', json],
  ['ndjson', ndjson],
])('%s', (_format, output) => {
  it('writes results as they come and holds none', () => {
    let read = 0;
    const [first] = mixed.results;
    if (first === undefined) throw new Error('the mixed report has results');
    const endless = function* () {
      for (;;) {
        read += 1;
        yield first;
      }
    };
    const chunks = output.render({ ...mixed, results: { [Symbol.iterator]: endless } }, outputOptions())[Symbol.iterator]();
    for (let taken = 0; taken < 4; taken += 1) chunks.next();
    expect(read).toBeLessThanOrEqual(4);
    expect(read).toBeGreaterThanOrEqual(3);
  });
});
