import {
  account,
  complete,
  evidence,
  failing,
  gap,
  passing,
  region,
  report,
  resource,
  unknown,
  type StoredReport,
} from './report-builder.ts';
import {
  rules,
  orders,
  reports,
  web,
  template,
  vpc,
  workload,
  workloads,
  coverage,
  singleAz,
  shortGrace,
  openSsh,
  unencrypted,
  oneNat,
  deniedVersions,
  everyDatabase,
  arn,
} from './report-parts.ts';

const empty = report({
  rules,
  exit: { code: 3, reason: 'nothing was evaluated' },
  notApplicable: { 'rds.instance-multi-az': 1 },
  coverage: [complete('rds.instance', 1)],
});

const allPass = report({
  rules,
  results: [
    passing({ rule: 'rds.instance-multi-az', resource: orders, workloads: ['ha-web'], evidence: [evidence(orders, 'multiAz', true)] }),
    passing({ rule: 'network.nat-per-zone', resource: vpc, workloads: ['ha-web'] }),
    passing({ rule: 'launch-template.imdsv2', resource: template, workloads: ['ha-web'] }),
  ],
  coverage,
  workloads: workloads.slice(0, 1),
  exit: { code: 0, reason: 'no findings at or above high' },
});

const mixed = report({
  rules,
  results: [
    singleAz(orders, 'ha-web'),
    singleAz(reports, 'reporting'),
    shortGrace,
    openSsh,
    unencrypted('vol-0123456789abcdef0'),
    unencrypted('vol-0123456789abcdef1'),
    oneNat,
    passing({ rule: 'network.nat-per-zone', resource: { ...vpc, id: `${vpc.id}9`, name: 'batch-vpc' } }),
    unknown({ rule: 'launch-template.imdsv2', resource: template, workloads: ['ha-web'], gaps: [deniedVersions] }),
    unknown({
      rule: 'auto-scaling.grace-covers-boot',
      resource: { ...web, id: `${web.id}-batch`, name: 'reporting-workers' },
      workloads: ['reporting'],
      gaps: [
        gap({
          reason: 'no-evidence',
          action: null,
          detail: 'no lifecycle hook, tag or target health tells how long reporting-workers boots',
        }),
      ],
    }),
  ],
  notApplicable: { 'rds.instance-multi-az': 2 },
  coverage: [
    ...coverage,
    complete('ec2.launch-template-version', 0, { status: 'denied', gaps: [deniedVersions], listed: false }),
    complete('ec2.volume', 2),
  ],
  workloads,
  exit: { code: 1, reason: '4 findings at or above high' },
});

const onlyUnknown = report({
  rules,
  results: [
    unknown({ rule: 'rds.instance-multi-az', resource: everyDatabase, gaps: [gap()] }),
    unknown({
      rule: 'network.nat-per-zone',
      resource: vpc,
      workloads: ['ha-web'],
      gaps: [gap({ action: 'ec2:DescribeNatGateways', detail: 'UnauthorizedOperation' })],
    }),
    unknown({
      rule: 'launch-template.imdsv2',
      resource: template,
      workloads: ['ha-web'],
      gaps: [deniedVersions, gap({ reason: 'throttled', action: 'ec2:DescribeImages', detail: 'RequestLimitExceeded after 5 attempts' })],
    }),
  ],
  coverage: [complete('rds.instance', 0, { status: 'denied', gaps: [gap()], listed: false })],
  workloads: workloads.slice(0, 1),
  exit: { code: 3, reason: 'nothing was evaluated: every verdict is unknown' },
});

const hostileName =
  '\u001b[2J\u001b]0;owned\u0007`rm -rf ~`\r\n| \u202etxt.exe\u200f \u009b31m[click](https://evil.example) {0} </script><img src=x onerror=alert(1)> 数据库🚀';
const hostileDb = resource('rds.instance', 'AWS::RDS::DBInstance', arn('rds', 'db:hostile'), hostileName, {
  tags: { [hostileName]: hostileName, __proto__x: 'y' },
});
const hostile = report({
  rules,
  results: [
    failing({
      rule: 'rds.instance-multi-az',
      resource: hostileDb,
      workloads: [hostileName],
      message: `multiAz of ${hostileName} is false`,
      evidence: [evidence(hostileDb, 'name', hostileName, { nested: [hostileName] })],
      fix: {
        cli: `aws rds modify-db-instance --db-instance-identifier '${hostileName}' --multi-az`,
        terraform: hostileName,
        cloudformation: null,
        effect: hostileName,
      },
    }),
    unknown({ rule: 'network.nat-per-zone', resource: { ...vpc, name: hostileName }, gaps: [gap({ detail: hostileName })] }),
  ],
  coverage,
  workloads: [{ ...workload('x', hostileName, []), name: hostileName }],
  exit: { code: 1, reason: '1 finding at or above high' },
});

const longName = (index: number) => `extraordinarily-long-database-name-of-the-${'very-'.repeat(index % 9)}important-team-${index}`;
const many = report({
  rules,
  results: Array.from({ length: 60 }, (_, index) => {
    const place = index % 2 === 0 ? { region } : { region: 'eu-central-1', account: '210987654321' };
    const db = { ...orders, ...place, id: arn('rds', `db:${longName(index)}`), name: longName(index) };
    return index % 5 === 4
      ? unknown({
          rule: 'compute.volumes-encrypted',
          resource: db,
          gaps: [gap({ reason: 'timeout', action: `rds:Describe${index % 3}`, detail: `no answer to request ${index}`, ...place })],
        })
      : { ...singleAz(db, `team-${index % 4}`), workloads: [`team-${index % 4}`] };
  }),
  coverage,
  regions: [region, 'eu-central-1'],
  accounts: [account, '210987654321'],
  exit: { code: 1, reason: '48 findings at or above high' },
});

/** Every report that each output has a golden for, by name. */
export const reportFixtures: Readonly<Record<string, StoredReport>> = {
  empty,
  'all-pass': allPass,
  mixed,
  'only-unknown': onlyUnknown,
  'hostile-strings': hostile,
  many,
};
