import { Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/report.ts';
import ocsf from '../../src/output/ocsf.ts';
import { sameShape } from '../kit/hostile-report.ts';
import { hostileText } from '../kit/hostile-text.ts';
import { outputOptions } from '../kit/output-options.ts';
import { type StoredReport, streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';
import { oneNat } from '../kit/report-parts.ts';

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text);
const codes = (...values: readonly number[]) => Type.Unsafe<number>({ type: 'integer', enum: values });

/**
 * The attributes of https://schema.ocsf.io/1.8.0/classes/compliance_finding and of its objects that ha-audit uses, with what is
 * required there; whatever else it wrote would be refused here.
 */
const findingSchema = Type.Object(
  {
    metadata: Type.Object(
      {
        version: Type.Literal('1.8.0'),
        product: Type.Object({ name: text, vendor_name: text, version: text }, closed),
        profiles: Type.Tuple([Type.Literal('cloud')]),
        event_code: text,
      },
      closed,
    ),
    category_uid: Type.Literal(2),
    category_name: Type.Literal('Findings'),
    class_uid: Type.Literal(2003),
    class_name: Type.Literal('Compliance Finding'),
    activity_id: codes(1, 2, 3),
    activity_name: text,
    type_uid: codes(200301, 200302, 200303),
    type_name: text,
    time: Type.Integer({ minimum: 1_600_000_000_000, description: 'Milliseconds.' }),
    severity_id: codes(1, 2, 3, 4, 5),
    severity: text,
    status_id: codes(1, 3, 4),
    status: text,
    status_code: text,
    status_detail: Type.Optional(text),
    comment: Type.Optional(text),
    message: text,
    finding_info: Type.Object(
      {
        uid: text,
        title: text,
        desc: text,
        types: texts,
        analytic: Type.Object({ uid: text, name: text, type_id: Type.Literal(1), type: Type.Literal('Rule') }, closed),
        src_url: Type.Optional(text),
        first_seen_time: Type.Optional(Type.Integer()),
      },
      closed,
    ),
    compliance: Type.Object(
      { control: text, standards: Type.Array(text, { minItems: 1 }), requirements: texts, status_id: codes(1, 2, 3), status: text },
      closed,
    ),
    resources: Type.Array(
      Type.Object(
        { uid: text, name: text, type: text, region: text, cloud_partition: Type.Optional(text), labels: Type.Optional(texts) },
        closed,
      ),
      { minItems: 1 },
    ),
    remediation: Type.Optional(Type.Object({ desc: text, references: Type.Optional(texts) }, closed)),
    cloud: Type.Object(
      {
        provider: Type.Literal('AWS'),
        region: text,
        account: Type.Object({ uid: text, type_id: Type.Literal(10), type: Type.Literal('AWS Account') }, closed),
      },
      closed,
    ),
    unmapped: Type.Object({}, { additionalProperties: true }),
  },
  closed,
);
type Finding = typeof findingSchema.static;
const isFindings = new Ajv({ allErrors: true, strict: false }).compile<readonly Finding[]>(Type.Array(findingSchema));

const { mixed, 'only-unknown': onlyUnknown, 'all-pass': allPass, empty } = reportFixtures;
if (mixed === undefined || onlyUnknown === undefined || allPass === undefined || empty === undefined)
  throw new Error('fixtures are missing');

function read(stored: StoredReport): readonly Finding[] {
  const document: unknown = JSON.parse([...ocsf.render(streamed(stored), outputOptions())].join(''));
  if (!isFindings(document)) throw new Error(JSON.stringify(isFindings.errors?.slice(0, 5)));
  return document;
}

const summary = (finding: Finding) => [
  finding.status_code,
  finding.compliance.status,
  finding.status,
  finding.activity_name,
  finding.severity,
];
const withResult = (more: Partial<Result>): StoredReport => ({
  ...mixed,
  results: mixed.results.slice(0, 1).map((each) => ({ ...each, ...more })),
});

describe('OCSF', () => {
  it.each(Object.entries(reportFixtures))('of %s holds every verdict as sound finding', (_name, stored) => {
    expect(read(stored).map((finding) => finding.finding_info.uid)).toEqual(stored.results.map(({ id }) => id));
  });

  it('tells failing, waived, unknown and passing verdicts apart', () => {
    const of = (status: string, isWaived = false) =>
      read(mixed)
        .filter((_, index) => mixed.results[index]?.status === status && (mixed.results[index].waiver !== null) === isWaived)
        .map(summary);
    expect(of('fail')[0]).toEqual(['FAIL', 'Fail', 'New', 'Create', 'Critical']);
    expect(of('fail', true)).toEqual([['WAIVED', 'Fail', 'Suppressed', 'Create', 'High']]);
    expect(of('unknown')[0]).toEqual(['UNKNOWN', 'Warning', 'New', 'Create', 'High']);
    expect(of('pass')).toEqual([['PASS', 'Pass', 'Resolved', 'Close', 'Informational']]);
  });

  it('never lets an unknown verdict pass', () => {
    expect(read(onlyUnknown).map((finding) => finding.compliance.status_id)).toEqual([2, 2, 2]);
    expect(read(onlyUnknown)[0]?.message).toContain('Let the scanning role call');
    expect(read(empty)).toEqual([]);
  });

  it('has the numbers of its words', () => {
    for (const finding of read(mixed)) {
      expect(finding.type_uid).toBe(finding.class_uid * 100 + finding.activity_id);
      expect(finding.type_name).toBe(`Compliance Finding: ${finding.activity_name}`);
      expect({ Create: 1, Update: 2, Close: 3 }[finding.activity_name]).toBe(finding.activity_id);
      expect({ New: 1, Suppressed: 3, Resolved: 4 }[finding.status]).toBe(finding.status_id);
      expect({ Pass: 1, Warning: 2, Fail: 3 }[finding.compliance.status]).toBe(finding.compliance.status_id);
      expect({ Informational: 1, Low: 2, Medium: 3, High: 4, Critical: 5 }[finding.severity]).toBe(finding.severity_id);
    }
  });

  it('takes its time from the run, in milliseconds', () => {
    expect(new Set(read(mixed).map(({ time }) => time))).toEqual(new Set([Date.parse('2026-11-20T02:00:12.000Z')]));
  });

  it('says since when a finding holds, where that is known', () => {
    const [finding] = read(withResult({ since: { time: '2026-08-01T00:00:00.000Z', exact: true } }));
    expect(finding?.finding_info.first_seen_time).toBe(Date.parse('2026-08-01T00:00:00.000Z'));
  });

  it('updates what the baseline has already', () => {
    expect(read(withResult({ baseline: 'unchanged' })).map(summary)).toEqual([['FAIL', 'Fail', 'New', 'Update', 'Critical']]);
    expect(read(withResult({ baseline: 'new' })).map(summary)).toEqual([['FAIL', 'Fail', 'New', 'Create', 'Critical']]);
  });

  it('says who accepted a risk, and until when', () => {
    const [finding] = read(withResult({ waiver: oneNat.waiver }));
    expect(finding?.comment).toBe('waived until 2027-03-31 by platform@example.com: One NAT gateway is enough for the nightly batch.');
  });

  it('names the standards behind a rule', () => {
    expect(read(mixed)[0]?.compliance).toMatchObject({
      control: 'rds.instance-multi-az',
      standards: ['AWS Security Hub CSPM', 'ha-audit'],
      requirements: ['rds-multi-az', 'securityhub:RDS.5'],
    });
  });

  it('is sound, whatever is written in the account', () => {
    sameShape(hostileText, (stored) => {
      expect(read(stored)).toHaveLength(stored.results.length);
    });
  });
});
