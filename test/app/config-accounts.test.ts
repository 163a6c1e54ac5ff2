import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountTargets, severalAccounts } from '../../src/app/accounts.ts';
import type { SeveralAccounts } from '../../src/app/live-options.ts';
import { configSource, readSource, type Source } from '../../src/app/read-source.ts';
import type { Kind } from '../../src/model/kinds.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { type Item, recording } from '../kit/config-items.ts';
import { vpc as vpcItem } from '../kit/config-account.ts';
import { credentialsFor, withVariables } from '../kit/live.ts';
import { accountOf, failTwo, management, scriptOrganization } from '../kit/organization.ts';
import { emptyFolder, runCli } from '../kit/run-cli.ts';

const [own, other, third] = [management, '100000000001', '100000000002'] as const;
const kinds: ReadonlySet<Kind> = new Set(['ec2.vpc', 'ec2.security-group', 'elasticache.subnet-group']);
const regions = ['eu-west-1', 'us-east-1'];

let endpoint: AwsEndpoint;
/** Accounts in which AWS Config records nothing. */
let silent: readonly string[];
beforeEach(async () => {
  silent = [];
  endpoint = scriptOrganization(await AwsEndpoint.start());
  const unless = (answer: object) => (request: Parameters<typeof accountOf>[0]) => (silent.includes(accountOf(request)) ? {} : answer);
  endpoint
    .on('config:DescribeConfigurationRecorders', unless(recording.recorders))
    .on('config:DescribeConfigurationRecorderStatus', unless(recording.statuses))
    .on('config:SelectResourceConfig', (request) => {
      const expression = String(request.parameters['Expression']);
      const rows = [vpc(accountOf(request), request.region)].filter(({ resourceType }) => expression.includes(`'${String(resourceType)}'`));
      return { Results: rows.map((row) => JSON.stringify(row)) };
    });
});
afterEach(() => endpoint.close());

const vpc = (account: string, region: string): Item =>
  vpcItem(`vpc-${region}-${account}`, { accountId: account, awsRegion: region }, { ownerId: account });

interface Choice {
  readonly accounts?: readonly string[];
  readonly resume?: string;
}

const read = (type: 'config' | 'config+live', { accounts = [own, other, third], resume }: Choice = {}): Promise<Snapshot> => {
  const several = { targets: accountTargets(accounts), orgRole: 'audit', isAsked: true, resume: resume ?? null };
  const source: Source = { type, account: { regions, several } };
  return withVariables(credentialsFor(endpoint), () =>
    readSource(source, { kinds, signal: new AbortController().signal, onProgress: () => {} }),
  );
};
const keysOf = ({ nodes }: Snapshot) => nodes.map(({ kind, key, account, region }) => [kind, key, account, region]);
const vpcsOf = (...accounts: readonly string[]) =>
  regions.flatMap((region) => accounts.map((account) => ['ec2.vpc', `vpc-${region}-${account}`, account, region]));
const statuses = ({ header }: Snapshot, kind: string) =>
  header.coverage.flatMap((entry) => (entry.kind === kind ? [`${entry.account} ${entry.region} ${entry.status}`] : []));
const inEach = (outcome: (account: string) => string) =>
  [own, other, third].flatMap((account) => regions.map((region) => `${account} ${region} ${outcome(account)}`));
/** Accounts and regions that were asked for an action, by whose credentials. */
const asked = (action: string) => [
  ...new Set(endpoint.received.flatMap((request) => (request.action === action ? [`${accountOf(request)} ${request.region}`] : []))),
];

describe('AWS Config of several accounts', () => {
  it('ends in one snapshot, each read in each region with its own credentials', async () => {
    const snapshot = await read('config');
    expect(snapshot.header).toMatchObject({ source: 'config', accounts: [own, other, third], regions, nodes: 6 });
    expect(keysOf(snapshot)).toEqual(vpcsOf(own, other, third));
    expect(statuses(snapshot, 'ec2.vpc')).toEqual(inEach(() => 'complete'));
    expect(statuses(snapshot, 'elasticache.subnet-group')).toEqual(inEach(() => 'not-collected'));
    expect(asked('config:SelectResourceConfig').toSorted()).toEqual([own, other, third].flatMap((id) => regions.map((r) => `${id} ${r}`)));
    expect(asked('ec2:DescribeVpcs')).toEqual([]);
  });

  it('leaves gaps in the account alone where it does not record', async () => {
    silent = [other];
    const snapshot = await read('config');
    expect(keysOf(snapshot)).toEqual(vpcsOf(own, third));
    expect(statuses(snapshot, 'ec2.vpc')).toEqual(inEach((account) => (account === other ? 'not-collected' : 'complete')));
    const gaps = snapshot.header.coverage.filter(({ kind, gaps }) => kind === 'ec2.vpc' && gaps.length > 0).flatMap((entry) => entry.gaps);
    expect(gaps).toMatchObject(regions.map((region) => ({ account: other, region, reason: 'not-collected', action: 'ec2:DescribeVpcs' })));
  });

  it('has those gaps filled by calls to that account alone, with its credentials', async () => {
    silent = [other];
    const snapshot = await read('config+live');
    expect(snapshot.header.source).toBe('config+live');
    expect(statuses(snapshot, 'ec2.vpc')).toEqual(inEach(() => 'complete'));
    expect(statuses(snapshot, 'elasticache.subnet-group')).toEqual(inEach(() => 'complete'));
    expect(snapshot.nodes.flatMap(({ key, account }) => (account === other ? [key] : []))).toEqual([`vpc-${other}`, `vpc-${other}`]);
    expect(asked('ec2:DescribeVpcs').toSorted()).toEqual(regions.map((region) => `${other} ${region}`));
    expect(asked('elasticache:DescribeCacheSubnetGroups')).toHaveLength(6);
  });

  it.each(['config', 'config+live'] as const)('from %s: one that denies the role is a line of coverage', async (type) => {
    failTwo(endpoint, other, 'none');
    const snapshot = await read(type);
    expect(snapshot.header.accounts).toEqual([own, other, third]);
    expect(snapshot.header.coverage.filter(({ account }) => account === other)).toMatchObject([
      { kind: 'sts.session', region: 'global', status: 'denied', listed: false, gaps: [{ action: 'sts:AssumeRole' }] },
    ]);
    expect(keysOf(snapshot)).toEqual(vpcsOf(own, third));
  });

  it('is denied in one account: that account has the gap, named by the call to AWS Config', async () => {
    endpoint.deny('config:SelectResourceConfig', undefined, (request) => accountOf(request) === third);
    const snapshot = await read('config');
    expect(statuses(snapshot, 'ec2.vpc')).toEqual(inEach((account) => (account === third ? 'denied' : 'complete')));
    expect(snapshot.header.coverage.find(({ account, kind }) => account === third && kind === 'ec2.vpc')?.gaps).toMatchObject([
      { reason: 'denied', action: 'config:SelectResourceConfig', account: third },
    ]);
  });

  it('is resumed where it was left, and takes nothing from a run that read otherwise', async () => {
    const resume = emptyFolder();
    failTwo(endpoint, other, 'none');
    const first = await read('config', { resume });
    await endpoint.close();
    endpoint = scriptOrganization(await AwsEndpoint.start());
    const second = await read('config', { resume });
    expect(asked('config:DescribeConfigurationRecorders')).toEqual(regions.map((region) => `${other} ${region}`));
    expect(keysOf(second)).toEqual(keysOf(first));
    await read('config+live', { resume });
    expect(asked('ec2:DescribeVpcs')).toHaveLength(6);
  });

  it('is read again after a while by a resumed run, where it had just begun to record', async () => {
    const resume = emptyFolder();
    const beginning = { ...recording.statuses.ConfigurationRecordersStatus[0], lastStartTime: new Date() };
    endpoint.on('config:DescribeConfigurationRecorderStatus', (request) =>
      accountOf(request) === other ? { ConfigurationRecordersStatus: [beginning] } : recording.statuses,
    );
    expect(statuses(await read('config', { resume }), 'ec2.vpc')).toEqual(inEach((id) => (id === other ? 'failed' : 'complete')));
    endpoint.on('config:DescribeConfigurationRecorderStatus', recording.statuses);
    expect(statuses(await read('config', { resume }), 'ec2.vpc')).toEqual(inEach(() => 'complete'));
  });
});

describe('an aggregator with accounts', () => {
  // Accounts that only the configuration names are those of other sources.
  const configured = { accounts: accountTargets([third]), orgRole: null };
  const nothing = { accounts: [], orgRole: undefined, resume: undefined };
  it.each([
    ['accounts', { accounts: [other] }],
    ['a role', { orgRole: 'audit' }],
    ['a folder', { resume: 'state' }],
  ])('is refused with %s, since it says itself which it holds', (_, asked) => {
    const sourceOf = (several: SeveralAccounts) => configSource('config-aggregator:org', { regions: [], several });
    expect(() => sourceOf(severalAccounts({ ...nothing, ...asked }, configured))).toThrow('an aggregator itself says which');
    expect(sourceOf(severalAccounts(nothing, configured))).toMatchObject({ type: 'config-aggregator', aggregator: 'org' });
  });

  it('ends the program with 2 before anything is asked', async () => {
    const args = ['scan', '--from', 'config-aggregator:org', '--accounts', other, '--org-role', 'audit'];
    const { status, stderr } = await runCli(args, { variables: credentialsFor(endpoint) });
    expect([status, stderr]).toEqual([
      2,
      'ha-audit: exit 2: an aggregator itself says which accounts it holds; --account GLOB narrows what is judged of them\n',
    ]);
    expect(endpoint.calls()).toBe(0);
  });
});
