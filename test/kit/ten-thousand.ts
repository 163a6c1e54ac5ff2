import type { Network, Result, Workload } from '../../src/model/report.ts';
import {
  account,
  complete,
  evidence,
  failing,
  passing,
  region,
  report,
  resource,
  type RuleText,
  type StoredReport,
} from './report-builder.ts';
import { arn, rules as known } from './report-parts.ts';

const workloadCount = 200;
const findingCount = 10_000;
const zones = ['use1-az1', 'use1-az2', 'use1-az4'];
const teams = ['orders', 'billing', 'search', 'catalogue', 'login', 'mail', 'reports', 'stock'];
const nameOf = (index: number) => `${teams[index % teams.length] ?? ''}-${Math.floor(index / teams.length) + 1}`;

/** Six real rules and as many variants of each as make a long list. */
const rules: Readonly<Record<string, RuleText>> = Object.fromEntries(
  Array.from({ length: 10 }, (_, variant) =>
    Object.entries(known).map(([id, text]) => [
      variant === 0 ? id : `${id}-${variant}`,
      { ...text, title: `${text.title}${variant === 0 ? '' : `, case ${variant}`}` },
    ]),
  ).flat(),
);
const ruleIds = Object.keys(rules);

const database = (index: number) => {
  const id = `${nameOf(index % workloadCount)}-db-${Math.floor(index / workloadCount)}`;
  return resource('rds.instance', 'AWS::RDS::DBInstance', arn('rds', `db:${id}`), id);
};

function finding(index: number): Result {
  const judged = database(index);
  return failing({
    rule: ruleIds[index % ruleIds.length] ?? '',
    resource: judged,
    workloads: [nameOf(index % workloadCount)],
    message: 'Runs in one zone',
    evidence: [evidence(judged, 'multiAz', false, true)],
    fix: {
      cli: `aws rds modify-db-instance --db-instance-identifier ${judged.name ?? ''} --multi-az --apply-immediately --region ${region}`,
      terraform: 'multi_az = true',
      cloudformation: 'MultiAZ: true',
      effect: 'A standby is made from a snapshot; about twice the instance price.',
    },
  });
}

function workload(index: number): Workload {
  const name = nameOf(index);
  const group = arn('autoscaling', `autoScalingGroup:0:autoScalingGroupName/${name}`);
  const data = database(index).id;
  return {
    ...{ id: `${account}/${region}/${name}`, name, environment: 'prod', account, region },
    tiers: { 'load-balancer': [], app: [group], data: [data] },
    placement: [
      { resource: group, zones: zones.slice(index % 2), subnets: [] },
      { resource: data, zones: zones.slice(0, 1), subnets: [] },
    ],
  };
}

const network: Network = {
  ...{ id: arn('ec2', 'vpc/vpc-0a1b2c3d'), name: 'main', account, region },
  workloads: Array.from({ length: workloadCount }, (_, index) => workload(index).id),
  subnets: zones.map((zone) => ({ id: arn('ec2', `subnet/subnet-${zone}`), name: `private-${zone}`, zone, reach: 'private' })),
  natGateways: [{ id: arn('ec2', 'natgateway/nat-1'), name: 'nat', zones: zones.slice(0, 1) }],
};

/** As many findings as a large organisation has on its first day. */
export function tenThousandFindings(): StoredReport {
  const stored = report({
    rules,
    results: [
      ...Array.from({ length: findingCount }, (_, index) => finding(index)),
      ...Array.from({ length: 500 }, (_, index) => passing({ rule: 'rds.instance-multi-az', resource: database(findingCount + index) })),
    ],
    coverage: [complete('rds.instance', findingCount + 500), complete('autoscaling.group', workloadCount)],
    workloads: Array.from({ length: workloadCount }, (_, index) => workload(index)),
    exit: { code: 1, reason: `${findingCount} findings at or above medium` },
  });
  return { ...stored, networks: [network] };
}
