import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectors } from '../../src/generated/collectors.ts';
import type { AnyCollector } from '../../src/collectors/kit/define.ts';
import type { CoverageEntry } from '../../src/model/coverage.ts';
import type { Report, Result } from '../../src/model/report.ts';
import type { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { expectGolden } from '../kit/golden.ts';
import { collectFrom } from '../kit/live.ts';
import { verdictTable } from '../kit/verdict-table.ts';
import { judgeAccount } from '../kit/whole-account.ts';
import { readExchanges, replay } from '../kit/wire-recording.ts';

/** Without these there is no run at all, or they say nothing of the account. */
const ofTheSession = ['sts:GetCallerIdentity', 'ec2:DescribeRegions'];

/** The recorded emulator keeps no attributes, parameters, standby zones or managed instances, and its certificates wait for ever. */
const untold = [
  'compute.ssm-managed',
  'load-balancer.access-logs',
  'load-balancer.certificate-renewed',
  'load-balancer.certificate-valid',
  'load-balancer.idle-timeout',
  'rds.instance-performance-insights',
  'rds.instance-tls',
  'rds.max-connections',
  'rds.standby-zone',
];

const keyOf = ({ rule, resource }: Pick<Result, 'rule' | 'resource'>) => `${rule} on ${resource.id}`;

/** The sound account as it was recorded on the wire, read by the real SDK with one action denied after another. */
describe('denying an action', () => {
  let endpoint: AwsEndpoint;
  let all: readonly AnyCollector[];
  let before: ReadonlyMap<string, Result>;
  let denied: string | null = null;
  const actions = new Set<string>();

  beforeAll(async () => {
    endpoint = await replay('fixtures/wire/sound.json.gz');
    listCacheMembers(endpoint);
    all = await Promise.all(Object.values(collectors).map((load) => load()));
    endpoint.deny('*', undefined, ({ action }) => action === denied);
    before = byKey((await scan(null)).report);
    for (const { action } of endpoint.received) if (!ofTheSession.includes(action)) actions.add(action);
  });

  afterAll(() => endpoint.close());

  async function scan(action: string | null): Promise<{ readonly report: Report; readonly coverage: readonly CoverageEntry[] }> {
    denied = action;
    const snapshot = await collectFrom(endpoint, { collectors: all, variables: { AWS_MAX_ATTEMPTS: '1' } });
    return { report: judgeAccount(snapshot), coverage: snapshot.header.coverage };
  }

  it('starts from an account with nothing unknown but what the emulator does not tell', () => {
    const unknown = [...before.values()].filter(({ status }) => status === 'unknown').map(({ rule }) => rule);
    expect([...new Set(unknown)].sort()).toEqual(untold);
  });

  it('makes unknown what needs it, changes nothing else, and is told', async () => {
    expect(actions.size).toBeGreaterThan(35);
    const problems: string[] = [];
    const told: string[] = [];
    for (const action of [...actions].sort()) {
      const { report, coverage } = await scan(action);
      if (!coverage.some(({ gaps }) => gaps.some((gap) => gap.action === action && gap.reason === 'denied')))
        problems.push(`${action}: not in the coverage`);
      problems.push(...problemsOf(action, before, byKey(report)));
      told.push(
        `${action}\n${verdictTable(report, ({ status }) => status === 'unknown')
          .replaceAll(/^/gm, '  ')
          .trimEnd()}\n`,
      );
    }
    expect(problems).toEqual([]);
    expectGolden('test/golden/accounts/denials.txt', told.join('\n'));
  }, 120_000);
});

/** The emulator that was recorded does not list the members of a replication group; AWS does. */
function listCacheMembers(endpoint: AwsEndpoint): void {
  const member = (CacheClusterId: string, zone: string) => ({
    CacheClusterId,
    ARN: `arn:aws:elasticache:us-east-1:123456789012:cluster:${CacheClusterId}`,
    ReplicationGroupId: 'ha-web-cache',
    CacheSubnetGroupName: 'ha-web-data',
    Engine: 'redis',
    CacheClusterStatus: 'available',
    NumCacheNodes: 1,
    CacheNodes: [{ CacheNodeId: '0001', CustomerAvailabilityZone: zone, Endpoint: { Port: 6379 } }],
    SecurityGroups: [{ SecurityGroupId: dataGroup(), Status: 'active' }],
    AtRestEncryptionEnabled: true,
    TransitEncryptionEnabled: true,
  });
  endpoint
    .on('elasticache:DescribeCacheClusters', {
      CacheClusters: [member('ha-web-cache-001', 'us-east-1a'), member('ha-web-cache-002', 'us-east-1b')],
    })
    .on('elasticache:ListTagsForResource', { TagList: [] });
}

/** The security group of the data tier, as the database names it. */
function dataGroup(): string {
  const { body = '' } = readExchanges('fixtures/wire/sound.json.gz').find(({ action }) => action === 'rds:DescribeDBInstances') ?? {};
  const [, group = ''] = /<VpcSecurityGroupId>(sg-[0-9a-f]+)</.exec(body) ?? [];
  return group;
}

function byKey({ results }: Report): ReadonlyMap<string, Result> {
  return new Map([...results].map((result) => [keyOf(result), result]));
}

/** Where a listing is denied, its resources are gone and one unknown stands for them. */
function problemsOf(action: string, before: ReadonlyMap<string, Result>, after: ReadonlyMap<string, Result>): readonly string[] {
  const isTold = ({ gaps }: Result) => gaps.some((gap) => gap.action === action && gap.reason === 'denied');
  const wholes = [...after.values()].filter(({ resource }) => resource.id.endsWith('/*') && !before.has(keyOf({ rule: '', resource })));
  const standsFor = ({ rule, resource }: Result) =>
    wholes.some((whole) => whole.rule === rule && whole.resource.kind === resource.kind && isTold(whole));
  const lost = [...before.values()]
    .filter((result) => !after.has(keyOf(result)) && !standsFor(result))
    .map((result) => `${keyOf(result)} is lost`);
  const wrong = [...after.values()].flatMap((result) => {
    const { status } = before.get(keyOf(result)) ?? { status: null };
    if (result.status === status) return [];
    if (result.status !== 'unknown') return [`${keyOf(result)} became ${result.status}`];
    return isTold(result) ? [] : [`${keyOf(result)} is unknown without naming it: ${JSON.stringify(result.gaps)}`];
  });
  return [...lost, ...wrong].map((problem) => `${action}: ${problem}`);
}
