import fc from 'fast-check';
import { evidence, failing, gap, report, resource, type StoredReport, unknown } from './report-builder.ts';
import { rules } from './report-parts.ts';

export interface Secrets {
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
export function telling({ account, name, stranger, workload, tag, address, id }: Secrets): StoredReport {
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
        placement: [{ resource: db.id, zones: ['use1-az1'], subnets: [`arn:aws:ec2:us-east-1:${account}:subnet/${id}`], isPartial: true }],
      },
    ],
    exit: { code: 1, reason: said },
  });
  return {
    ...built,
    run: {
      ...built.run,
      accountNames: { [account]: stranger },
      judged: { accounts: [account], regions: [...built.run.regions, 'global'] },
    },
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
/** What a redacted report must not give away. */
export const secrets: fc.Arbitrary<Secrets> = fc.record({
  account: fc.stringMatching(/^[1-9]\d{11}$/),
  name,
  stranger: letters,
  workload: name,
  tag: name,
  address,
  id: fc.stringMatching(/^vpc-[0-9a-f]{17}$/),
});
