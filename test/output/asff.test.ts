import { createHash } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/report.ts';
import asff from '../../src/output/asff.ts';
import { asffFindingOf } from '../../src/output/asff/finding.ts';
import { resourceType } from '../../src/output/asff/resource-type.ts';
import { sameShape } from '../kit/hostile-report.ts';
import { hostileText } from '../kit/hostile-text.ts';
import { outputOptions } from '../kit/output-options.ts';
import { gap, type StoredReport, streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';

const closed = { additionalProperties: false };
/** AWS calls this NonEmptyString. */
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const time = Type.String({ format: 'date-time', pattern: 'Z$' });
const oneOf = (...words: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: words });

/**
 * Fields and limits of https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html and of the user guide's
 * required and optional attributes, read in 2026-11, as far as ha-audit uses them; whatever else it wrote would be refused here.
 */
const findingSchema = Type.Object(
  {
    SchemaVersion: Type.Literal('2018-10-08'),
    Id: text(512),
    ProductArn: Type.String({
      pattern: '^arn:aws[a-z-]*:securityhub:[a-z]+(-[a-z]+)+-\\d:\\d{12}:product/\\d{12}/default$',
      maxLength: 2048,
    }),
    ProductName: text(128),
    CompanyName: text(128),
    GeneratorId: text(512),
    AwsAccountId: Type.String({ pattern: '^\\d{12}$' }),
    CreatedAt: time,
    UpdatedAt: time,
    FirstObservedAt: Type.Optional(time),
    LastObservedAt: time,
    FindingProviderFields: Type.Object(
      {
        Severity: Type.Object({ Label: oneOf('INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'), Original: text(64) }, closed),
        Types: Type.Array(Type.String({ pattern: '^[^/]+(/[^/]+){0,2}$' }), { minItems: 1, maxItems: 50 }),
      },
      closed,
    ),
    Title: text(256),
    Description: text(1024),
    Remediation: Type.Object(
      { Recommendation: Type.Object({ Text: text(512), Url: Type.Optional(Type.String({ format: 'uri', maxLength: 2048 })) }, closed) },
      closed,
    ),
    Compliance: Type.Object(
      {
        Status: oneOf('PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE'),
        StatusReasons: Type.Optional(
          Type.Array(Type.Object({ ReasonCode: Type.String({ pattern: '^[A-Z_]+$' }), Description: text(2048) }, closed), { minItems: 1 }),
        ),
        RelatedRequirements: Type.Optional(Type.Array(text(2048), { maxItems: 32 })),
      },
      closed,
    ),
    RecordState: oneOf('ACTIVE', 'ARCHIVED'),
    ProductFields: Type.Record(Type.String({ pattern: '^[\\w./-]{1,128}$' }), Type.String({ minLength: 1, maxLength: 2048 }), {
      ...closed,
      maxProperties: 50,
    }),
    Resources: Type.Array(
      Type.Object(
        {
          Type: Type.String({ pattern: '^(Other|Aws[A-Z]\\w+)$' }),
          Id: text(512),
          Region: Type.String({ minLength: 1, maxLength: 16 }),
          Partition: Type.String({ pattern: '^aws' }),
          Tags: Type.Optional(
            Type.Record(Type.String({ pattern: '^(?=[^]*\\S)[^]{1,128}$' }), text(256), { ...closed, maxProperties: 50 }),
          ),
        },
        closed,
      ),
      { minItems: 1, maxItems: 32 },
    ),
  },
  closed,
);
type Finding = typeof findingSchema.static;
const ajv = new Ajv({ allErrors: true, strict: false });
formats.default(ajv);
const isFindings = ajv.compile<readonly Finding[]>(Type.Array(findingSchema));
const mostBytes = 240_000;

const { mixed, 'only-unknown': onlyUnknown, empty } = reportFixtures;
if (mixed === undefined || onlyUnknown === undefined || empty === undefined) throw new Error('fixtures are missing');
const [firstResult] = mixed.results;
if (firstResult === undefined) throw new Error('the mixed report has results');

function read(stored: StoredReport, onNote?: (note: string) => void): readonly Finding[] {
  const lines = [...asff.render(streamed(stored), outputOptions({ onNote }))].join('');
  const document: unknown = JSON.parse(lines);
  if (!isFindings(document)) throw new Error(JSON.stringify(isFindings.errors?.slice(0, 5)));
  for (const line of lines.split('\n')) if (Buffer.byteLength(line) > mostBytes) throw new Error('a finding is too large');
  return document;
}

const withResult = (more: Partial<Result>): StoredReport => ({ ...mixed, results: [{ ...firstResult, ...more }] });
const statusOf = (finding: Finding | undefined) => [finding?.Compliance.Status, finding?.FindingProviderFields.Severity.Label];

describe('ASFF', () => {
  it.each(Object.entries(reportFixtures))('of %s holds every verdict as sound finding under its id', (_name, stored) => {
    expect(read(stored).map(({ ProductFields }) => ProductFields['ha-audit/FindingId'])).toEqual(stored.results.map(({ id }) => id));
    expect(new Set(read(stored).map(({ Id }) => Id)).size).toBe(stored.results.length);
  });

  it('tells failing, waived, unknown and passing verdicts apart', () => {
    const statuses = read(mixed).map((finding, index) => {
      const result = mixed.results[index];
      return `${result?.waiver === null ? result.status : 'waived'}: ${statusOf(finding).join(' ')}`;
    });
    expect([...new Set(statuses)].sort()).toEqual([
      'fail: FAILED CRITICAL',
      'fail: FAILED HIGH',
      'fail: FAILED MEDIUM',
      'pass: PASSED INFORMATIONAL',
      'unknown: NOT_AVAILABLE HIGH',
      'waived: WARNING INFORMATIONAL',
    ]);
  });

  it('never lets an unknown verdict pass, and says why it is unknown', () => {
    expect(new Set(read(onlyUnknown).map(({ Compliance }) => Compliance.Status))).toEqual(new Set(['NOT_AVAILABLE']));
    const reasons = read(onlyUnknown).flatMap(({ Compliance }) => Compliance.StatusReasons ?? []);
    expect(reasons.map(({ ReasonCode }) => ReasonCode)).toContain('THROTTLED');
    expect(reasons[0]?.Description).toContain('access to rds:DescribeDBInstances was denied: AccessDenied');
    expect(
      read(withResult({ status: 'unknown', evidence: [], gaps: [gap({ reason: 'not-collected' })] }))[0]?.Compliance.StatusReasons?.[0]
        ?.ReasonCode,
    ).toBe('NOT_COLLECTED');
    expect(read(empty)).toEqual([]);
  });

  it('says who accepted a risk, without touching what the customer edits', () => {
    const waiver = { reason: 'batch only', owner: 'me@example.com', expires: '2027-03-31' };
    const [finding] = read(withResult({ waiver }));
    expect(finding?.Compliance.StatusReasons).toEqual([
      { ReasonCode: 'WAIVED', Description: 'waived until 2027-03-31 by me@example.com: batch only' },
    ]);
    for (const field of ['Workflow', 'Note', 'UserDefinedFields', 'VerificationState', 'Severity', 'Types'])
      expect(finding).not.toHaveProperty(field);
  });

  it('has the same id in every run, made of account, region, rule and resource', () => {
    const [finding] = read(mixed);
    const hash = createHash('sha256').update(firstResult.resource.id).digest('hex');
    expect(finding?.Id).toBe(`ha-audit/123456789012/us-east-1/rds.instance-multi-az/${hash}`);
    const later = { ...mixed, run: { ...mixed.run, finishedAt: '2027-01-01T00:00:00.000Z' } };
    expect(read(later)[0]).toMatchObject({ Id: finding?.Id, UpdatedAt: '2027-01-01T00:00:00.000Z' });
  });

  it('keeps the time of creation it is given', () => {
    const context = { tool: mixed.tool, rule: mixed.rules[0], observedAt: '2026-11-20T02:00:12.000Z', homeRegion: 'us-east-1' };
    const finding = asffFindingOf(firstResult, { ...context, createdAt: '2026-01-01T00:00:00.000Z' });
    expect([finding.CreatedAt, finding.UpdatedAt]).toEqual(['2026-01-01T00:00:00.000Z', '2026-11-20T02:00:12.000Z']);
  });

  it('sends what lives in no region to the first region of the run, in the partition of the resource', () => {
    const resource = { ...firstResult.resource, id: 'arn:aws-us-gov:iam::123456789012:role/web', type: 'AWS::IAM::Role', region: 'global' };
    const [finding] = read(withResult({ resource }));
    expect(finding?.ProductArn).toBe('arn:aws-us-gov:securityhub:us-east-1:123456789012:product/123456789012/default');
    expect(finding?.Id).toContain('/123456789012/global/');
    expect(finding?.Resources[0]).toMatchObject({ Type: 'AwsIamRole', Region: 'us-east-1', Partition: 'aws-us-gov' });
  });

  it('leaves out what Security Hub would refuse a whole batch for, and says so', () => {
    const notes: string[] = [];
    const resource = { ...firstResult.resource, account: 'prod' };
    expect(read({ ...mixed, results: [...mixed.results, { ...firstResult, resource }] }, (note) => notes.push(note))).toHaveLength(
      mixed.results.length,
    );
    expect(notes).toEqual([
      'ASFF: 1 verdict left out, because Security Hub takes none without an account id of twelve digits and a region.',
    ]);
  });

  it('cuts what is too long where it can be seen, and counts what it does not list', () => {
    const long = '𝒜'.repeat(5000);
    const arns = Array.from({ length: 50 }, (_, index) => `arn:aws:ec2:us-east-1:123456789012:subnet/${long}${index}`);
    const tags = Object.fromEntries(arns.map((_, index) => [`${index}${long}`, long]));
    const [finding] = read(
      withResult({
        resource: { ...firstResult.resource, id: `${firstResult.resource.id}${long}`, tags },
        message: long,
        related: arns,
        workloads: [long],
        evidence: arns.map((arn) => ({ resource: arn, fact: long, observed: long, expected: long, derivation: long })),
        fix: { cli: long, terraform: long, cloudformation: long, effect: long },
      }),
    );
    expect(finding?.Description).toHaveLength(1024);
    expect(finding?.Description).toMatch(/…$/);
    expect(finding?.Remediation.Recommendation.Text).toMatch(/…$/);
    expect(finding?.Resources).toHaveLength(32);
    expect(finding?.ProductFields['ha-audit/NotListed']).toBe('19 related resources, 40 observations');
    expect(JSON.stringify(finding)).not.toMatch(/\\ud83[5]/);
  });

  it('says since when a finding holds, where that is known', () => {
    const [dated] = read(withResult({ since: { time: '2026-08-01T00:00:00.000Z', exact: true } }));
    expect(dated?.FirstObservedAt).toBe('2026-08-01T00:00:00.000Z');
    expect(read(mixed)[0]).not.toHaveProperty('FirstObservedAt');
  });

  it('passes tags on, but for those without a value', () => {
    const [finding] = read(withResult({ resource: { ...firstResult.resource, tags: { Env: 'prod', Empty: '', ' ': 'x' } } }));
    expect(finding?.Resources[0]?.Tags).toEqual({ Env: 'prod' });
  });

  it('knows the types Security Hub has', () => {
    const types = ['AWS::RDS::DBInstance', 'AWS::EC2::VPC', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::EC2::NatGateway', 'x', ''];
    expect(types.map(resourceType)).toEqual(['AwsRdsDbInstance', 'AwsEc2Vpc', 'AwsElbv2LoadBalancer', 'Other', 'Other', 'Other']);
  });

  it('is sound, whatever is written in the account', () => {
    sameShape(hostileText, (stored) => {
      expect(read(stored)).toHaveLength(stored.results.length);
    });
  });
});
