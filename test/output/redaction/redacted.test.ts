import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/app/redact.ts';
import {
  baselineSummarySchema,
  countsSchema,
  evidenceSchema,
  fixSchema,
  networkSchema,
  reportHeaderSchema,
  resourceReferenceSchema,
  resultSchema,
  runInfoSchema,
  seenSchema,
  waiverSchema,
  waiverSummarySchema,
  workloadSchema,
} from '../../../src/model/report.ts';
import { coverageEntrySchema } from '../../../src/model/coverage.ts';
import { gapSchema } from '../../../src/model/gap.ts';
import { formats, loadOutput } from '../../../src/output/formats.ts';
import { outputOptions } from '../../kit/output-options.ts';
import { evidence, failing, gap, report, resource, streamed, type StoredReport, unknown } from '../../kit/report-builder.ts';
import { reportFixtures } from '../../kit/report-fixtures.ts';
import { rules } from '../../kit/report-parts.ts';

interface Secrets {
  readonly account: string;
  readonly name: string;
  /** Stands in texts and in no field of its own. */
  readonly stranger: string;
  readonly workload: string;
  readonly tag: string;
  readonly address: string;
  readonly id: string;
}

/** A report that says everything everywhere. */
function telling({ account, name, stranger, workload, tag, address, id }: Secrets): StoredReport {
  const said = `${name} in ${workload} (${account}) reaches ${stranger} and ${id} at ${address}, tagged ${tag}: see arn:aws:iam::${account}:role/${stranger}`;
  const db = resource('rds.instance', 'AWS::RDS::DBInstance', `arn:aws:rds:us-east-1:${account}:db:${name}`, name, {
    account,
    tags: { Team: tag, [stranger]: tag },
  });
  const vpc = resource('ec2.vpc', 'AWS::EC2::VPC', `arn:aws:ec2:us-east-1:${account}:vpc/${id}`, tag, { account, tags: null });
  const waiver = { reason: said, owner: stranger, ticket: `https://${stranger}.example/${tag}`, expires: '2027-03-31' };
  const gaps = [gap({ account, detail: said })];
  const finding = { id: 'f', rule: 'rds.instance-multi-az', severity: 'high' as const, resource: db.id, name };
  const built = report({
    rules,
    accounts: [account],
    results: [
      failing({
        rule: 'rds.instance-multi-az',
        resource: db,
        workloads: [workload],
        message: said,
        evidence: [{ ...evidence(db, said, { [stranger]: [said, address] }, stranger), derivation: said }],
        related: [vpc.id],
        fix: { cli: `aws rds modify-db-instance --db-instance-identifier '${name}'`, terraform: said, cloudformation: said, effect: said },
        follows: { rule: 'network.nat-per-zone', resource: vpc.id },
        source: {
          file: `${stranger}/main.tf`,
          startLine: 1,
          startColumn: 1,
          endLine: 1,
          endColumn: 2,
          precision: 'block',
          address: name,
          lineHash: 'x',
        },
      }),
      failing({ rule: 'rds.instance-multi-az', resource: { ...db, id: `${db.id}-2` }, waiver, evidence: [evidence(db, 'multiAz', false)] }),
      unknown({ rule: 'network.nat-per-zone', resource: vpc, message: said, gaps }),
    ],
    coverage: [{ kind: 'rds.instance', account, region: 'us-east-1', status: 'partial', items: 1, gaps, listed: true }],
    workloads: [
      {
        id: `${account}/us-east-1/${workload}`,
        name: workload,
        environment: tag,
        account,
        region: 'us-east-1',
        tiers: { 'load-balancer': [], app: [vpc.id], data: [db.id] },
        placement: [{ resource: db.id, zones: ['use1-az1'], subnets: [`arn:aws:ec2:us-east-1:${account}:subnet/${id}`] }],
      },
    ],
    exit: { code: 1, reason: said },
  });
  return {
    ...built,
    run: { ...built.run, accountNames: { [account]: stranger } },
    seen: [
      { service: 'EKS', account, region: 'us-east-1', count: 1, examples: [stranger], how: ['tag'], gap: gap({ account, detail: said }) },
    ],
    waivers: [
      { match: { rule: 'rds.instance-multi-az', resource: `${name}*` }, ...waiver, state: 'active', findings: 1, note: said, line: 3 },
    ],
    baseline: {
      takenAt: '2026-11-01T00:00:00.000Z',
      new: 1,
      unchanged: 0,
      fixed: [finding],
      unknown: [finding],
      gone: [finding],
      notJudged: [finding],
    },
  };
}

const redactedOf = (stored: StoredReport): StoredReport => {
  const { results, ...header } = redact(streamed(stored));
  return { ...header, results: [...results] };
};

/** Every string of a value, keys too. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [...(Array.isArray(value) ? [] : [key]), ...texts(each)]);
}

const rendered = async (stored: StoredReport): Promise<readonly string[]> =>
  Promise.all(
    formats.map(async (format) =>
      [...(await loadOutput(format)).render(streamed(stored), outputOptions({ verbose: true, width: 400 }))].join(''),
    ),
  );

const harmless = { account: '999999999999', name: 'x', stranger: 'x', workload: 'x', tag: 'x', address: '0.0.0.0/0', id: 'vpc-99999999' };

const letters = fc.stringMatching(/^[a-z][a-z0-9]{5,12}$/);
const name = fc.oneof(
  letters,
  fc.stringMatching(/^[A-Z][a-z]{4,8}(?:[-_.][a-zA-Z0-9]{1,8}){1,3}$/),
  fc.tuple(letters, letters).map(([a, b]) => `The ${a} of ${b}`),
  letters.map((text) => `zones/${text}:main`),
  letters.map((text) => `数据${text}库`),
  letters.map((text) => `${text}@${text}.com`),
  fc.constantFrom('The data of the main zone', 'Main VPC', 'app/data store'),
);
const byte = fc.integer({ min: 1, max: 250 });
const address = fc.oneof(
  fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.')),
  fc.tuple(byte, byte).map(([a, b]) => `10.${a}.${b}.0/24`),
  fc.tuple(byte, byte).map(([a, b]) => `2a05:d018:${a.toString(16)}:${b.toString(16)}::1`),
  letters.map((text) => `${text}.cluster.eu-west-1.rds.amazonaws.com`),
);
const secrets: fc.Arbitrary<Secrets> = fc.record({
  account: fc.stringMatching(/^[1-9]\d{11}$/),
  name,
  stranger: letters,
  workload: name,
  tag: name,
  address,
  id: fc.stringMatching(/^vpc-[0-9a-f]{17}$/),
});

describe('a redacted report', () => {
  it('says nothing of whose account it is, in any format', { timeout: 120_000 }, async () => {
    const ours = [...texts(redactedOf(telling(harmless))), ...(await rendered(redactedOf(telling(harmless))))].join('\n');
    await fc.assert(
      fc.asyncProperty(secrets, async (said) => {
        const originals = Object.values<string>({ ...said });
        fc.pre(originals.every((text) => !ours.includes(text)));
        const redacted = redactedOf(telling(said));
        for (const text of [...texts(redacted), ...(await rendered(redacted))]) {
          const left = originals.filter((original) => text.includes(original));
          if (left.length > 0)
            throw new Error(`${left.join(', ')} is left in ${text.slice(Math.max(0, text.indexOf(left[0] ?? '') - 100)).slice(0, 300)}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says the same of the same, whichever format reads it, and however often', async () => {
    const once = redact(streamed(telling({ ...harmless, name: 'orders', stranger: 'ledger' })));
    const first = [...once.results];
    expect([...once.results]).toEqual(first);
    const again = redact(streamed(telling({ ...harmless, name: 'orders', stranger: 'ledger' })));
    const [begun] = again.results;
    expect([begun, ...again.results]).toEqual([first[0], ...first]);
  });

  it('can be read: what is ours stays, and one name is one number', () => {
    const stored = telling({
      ...harmless,
      account: '123456789012',
      name: 'orders',
      stranger: 'ledger',
      workload: 'shop',
      address: '10.1.2.0/24',
      id: 'vpc-0a1b2c3d',
    });
    const [result] = redactedOf(stored).results;
    expect(result).toMatchObject({
      rule: 'rds.instance-multi-az',
      resource: { id: 'arn:aws:rds:us-east-1:000000000001:db:name-2', kind: 'rds.instance', region: 'us-east-1', account: '000000000001' },
      fix: { cli: "aws rds modify-db-instance --db-instance-identifier 'name-2'" },
    });
    expect(result?.message).toMatch(
      /^name-2 in name-\d+ \(000000000001\) .* and vpc-0000000\d at 198\.18\.0\.1\/24, .*: see arn:aws:iam::000000000001:role\/name-\d+$/,
    );
  });

  it('replaces a name that is a word of ours, where it is the name', () => {
    const [result] = redactedOf(telling({ ...harmless, name: 'database' })).results;
    expect([result?.resource.name, result?.message.split(' ')[0]]).toEqual(['name-2', 'name-2']);
  });

  it('keeps findings, verdicts and counts, so that runs can be compared', () => {
    for (const stored of Object.values(reportFixtures)) {
      const redacted = redactedOf(stored);
      const kept = ({ results, counts, rules: of }: StoredReport) => ({
        counts,
        of,
        results: results.map(({ id, rule, status, severity }) => ({ id, rule, status, severity })),
      });
      expect(kept(redacted)).toEqual(kept(stored));
    }
  });

  it('gives out no replacement that is the name of something else', () => {
    const [result] = redactedOf(telling({ ...harmless, name: 'name-1', stranger: 'ledger' })).results;
    expect(result?.resource.name).toBe('name-3');
  });
});

/** Each of these is redacted by name. A further one is left out of redacted reports until it is thought of, and then named here. */
it('knows every field there is', () => {
  const fields = (schema: { readonly properties: object }) => Object.keys(schema.properties).join(' ');
  expect([
    fields(reportHeaderSchema),
    fields(runInfoSchema),
    fields(countsSchema),
    fields(workloadSchema),
    fields(seenSchema),
    fields(waiverSummarySchema),
    fields(baselineSummarySchema),
    fields(resultSchema),
    fields(waiverSchema),
    fields(networkSchema),
    fields(gapSchema),
    fields(coverageEntrySchema),
    fields(resourceReferenceSchema),
    fields(evidenceSchema),
    fields(fixSchema),
  ]).toEqual([
    'schema tool run exit counts rules coverage workloads networks seen waivers baseline',
    'source startedAt finishedAt accounts accountNames regions ruleset',
    'pass fail unknown notApplicable waived failBySeverity lowered',
    'id name environment account region tiers placement',
    'service account region count examples how gap',
    'match reason owner expires ticket state findings note line',
    'takenAt new unchanged fixed unknown gone notJudged',
    'id rule status severity ruleSeverity environment resource workloads message evidence related gaps fix follows waiver baseline since source',
    'reason owner expires ticket',
    'id name account region workloads subnets natGateways',
    'reason action account region detail',
    'kind account region status items gaps listed',
    'id kind type name account region tags',
    'resource fact observed expected derivation',
    'cli terraform cloudformation effect',
  ]);
});
