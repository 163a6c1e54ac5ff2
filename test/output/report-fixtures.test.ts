import { readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/model/report-schema.ts';
import { expectGolden } from '../kit/golden.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const ajv = new Ajv({ allErrors: true });
formats.default(ajv);
const validate = ajv.compile(reportSchema);
const mixed = reportFixtures['mixed'];
if (mixed === undefined) throw new Error('there is no mixed report');

describe('the report fixtures', () => {
  it.each(Object.entries(reportFixtures))('%s is stored as built, and is a report by the schema', (name, report) => {
    expectGolden(`fixtures/reports/${name}.json`, `${asciiJson(report)}\n`);
    validate(report);
    expect(validate.errors).toBeNull();
  });

  it('are all there is', () => {
    expect(readdirSync('fixtures/reports').sort()).toEqual(
      Object.keys(reportFixtures)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });
});

describe('the schema of the report', () => {
  const [failing] = mixed.results;
  if (failing?.status !== 'fail') throw new Error('the mixed report starts with a failure');

  it.each([
    ['a failure without evidence', { ...mixed, results: [{ ...failing, evidence: [] }] }, '/results/0/evidence'],
    ['an unknown without gap', { ...mixed, results: [{ ...failing, status: 'unknown', gaps: [] }] }, '/results/0/gaps'],
    ['an unknown severity', { ...mixed, results: [{ ...failing, severity: 'urgent' }] }, '/results/0/severity'],
    ['a result without resource', { ...mixed, results: [{ ...failing, resource: null }] }, '/results/0/resource'],
    ['an exit code nobody promised', { ...mixed, exit: { code: 7, reason: 'x' } }, '/exit/code'],
    ['another schema', { ...mixed, schema: 'ha-audit/report@2' }, '/schema'],
    ['a gap for no known reason', { ...mixed, results: [{ ...failing, gaps: [{ reason: 'because' }] }] }, '/results/0/gaps/0/reason'],
    ['coverage of an unknown status', { ...mixed, coverage: [{ ...mixed.coverage[0], status: 'fine' }] }, '/coverage/0/status'],
  ])('refuses %s', (_what, report, path) => {
    expect(validate(report)).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain(path);
  });

  it('lets a later version add fields', () => {
    expect(validate({ ...mixed, added: 1, results: [{ ...failing, added: 1 }] })).toBe(true);
  });
});

/** Characters that an editor or terminal would obey stay readable. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
