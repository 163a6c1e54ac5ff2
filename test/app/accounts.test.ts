import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountTargets } from '../../src/app/accounts.ts';
import type { OnProgress } from '../../src/app/live-options.ts';
import { readAccount } from '../../src/app/scan.ts';
import type { Scope } from '../../src/app/scope.ts';
import type { ExitPolicy } from '../../src/engine/exit-status.ts';
import type { Report } from '../../src/model/report.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { credentialsFor, withVariables } from '../kit/live.ts';
import {
  accountOf,
  type AccountsChoice,
  accountsChoice,
  failTwo,
  management,
  readAccounts,
  scriptOrganization,
  ten,
} from '../kit/organization.ts';
import { emptyFolder } from '../kit/run-cli.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = scriptOrganization(await AwsEndpoint.start());
});
afterEach(() => endpoint.close());

const [, denied = '', suspended = '', ordinary = ''] = ten;
const read = (choice?: AccountsChoice, signal?: AbortSignal, onProgress?: OnProgress) => readAccounts(endpoint, choice, signal, onProgress);

const scan = (choice: AccountsChoice = {}, exit: Partial<ExitPolicy> = {}, scope: Partial<Scope> = {}): Promise<Report> =>
  withVariables(credentialsFor(endpoint), async () => {
    const account = await readAccount({
      source: { type: 'live', account: accountsChoice(choice) },
      selection: { ruleset: 'standard', include: ['rds.instance-multi-az'], exclude: [], settings: {} },
      exit: { failOn: 'high', requireComplete: false, allowEmpty: false, ...exit },
      workloads: [],
      scope: { workloads: [], tags: [], ...scope },
      asOf: null,
      signal: new AbortController().signal,
      now: () => new Date(),
      onProgress: () => {},
      onCrash: (rule, resource, error) => expect([rule, resource, error]).toBeNull(),
    });
    return account.judge();
  });

const sessionsIn = ({ coverage }: Pick<Report, 'coverage'>) => coverage.filter(({ kind }) => kind === 'sts.session');

describe('several accounts in one run', () => {
  it('are entered by the role, but for the one of the credentials', async () => {
    const { header, nodes } = await read({ externalId: 'handshake' });
    const roles = endpoint.received.filter(({ operation }) => operation === 'AssumeRole').map(({ parameters }) => parameters);
    expect(roles.map(({ RoleArn }) => RoleArn).toSorted()).toEqual(ten.slice(1).map((id) => `arn:aws:iam::${id}:role/audit/ha-audit`));
    expect(new Set(roles.map(({ ExternalId, RoleSessionName }) => `${String(ExternalId)} ${String(RoleSessionName)}`))).toEqual(
      new Set(['handshake ha-audit']),
    );
    expect([header.accounts, header.regions, header.nodes]).toEqual([ten, ['us-east-1'], 20]);
    expect(nodes.map(({ kind, account }) => `${kind} ${account}`)).toEqual([
      ...ten.map((id) => `ec2.vpc ${id}`),
      ...ten.map((id) => `rds.instance ${id}`),
    ]);
    expect(header.coverage.filter(({ kind }) => kind === 'ec2.vpc').map(({ account, status }) => `${account} ${status}`)).toEqual(
      ten.map((id) => `${id} complete`),
    );
  });

  it('may have roles, external ids, regions and names of their own', async () => {
    const targets = accountTargets([management, { id: denied, name: 'orders', role: 'reader', externalId: 'own', regions: ['eu-west-1'] }]);
    const { header } = await read({ targets, orgRole: null });
    const [role] = endpoint.received.filter(({ operation }) => operation === 'AssumeRole');
    expect([role?.parameters['RoleArn'], role?.parameters['ExternalId']]).toEqual([`arn:aws:iam::${denied}:role/reader`, 'own']);
    expect(header).toMatchObject({
      regions: ['eu-west-1', 'us-east-1'],
      accountRegions: { [management]: ['us-east-1'], [denied]: ['eu-west-1'] },
      accountNames: { [denied]: 'orders' },
    });
  });

  it('need a role to be named', async () => {
    await expect(read({ orgRole: null })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('--org-role NAME'),
    });
    expect(await read({ targets: accountTargets([management]), orgRole: null })).toMatchObject({ header: { accounts: [management] } });
  });

  it('give one report, in which two that fail are two lines of coverage and never look green', async () => {
    failTwo(endpoint, denied, suspended);
    const report = await scan({}, { failOn: 'never', requireComplete: true });
    const results = [...report.results];
    expect(sessionsIn(report)).toMatchObject([
      {
        account: denied,
        region: 'global',
        status: 'denied',
        listed: false,
        gaps: [{ reason: 'denied', action: 'sts:AssumeRole', account: denied }],
      },
      {
        account: suspended,
        region: 'global',
        status: 'denied',
        listed: false,
        gaps: [{ reason: 'denied', action: 'sts:AssumeRole', account: suspended }],
      },
    ]);
    expect(report.coverage.filter(({ account }) => account === denied || account === suspended)).toHaveLength(2);
    expect(report.run.accounts).toEqual(ten);
    expect(results.map(({ status, resource }) => `${status} ${resource.account}`).toSorted()).toEqual(
      ten.map((id) => `${id === denied || id === suspended ? 'unknown' : Number(id) % 2 === 0 ? 'pass' : 'fail'} ${id}`).toSorted(),
    );
    expect(results.find(({ status }) => status === 'unknown')?.resource.id).toBe(`arn:aws:rds:us-east-1:${denied}:db/*`);
    expect(report.exit.code).toBe(3);
  });

  it('can be narrowed to some when they are judged', async () => {
    failTwo(endpoint, denied, suspended);
    const results = [...(await scan({}, {}, { accounts: [denied, `*${ordinary.slice(-3)}`] })).results];
    expect(results.map(({ status, resource }) => `${status} ${resource.account}`).toSorted()).toEqual([
      `fail ${ordinary}`,
      `unknown ${denied}`,
    ]);
    expect([...(await scan({}, {}, { regions: ['eu-*'] })).results]).toEqual([]);
  });

  it('are an error where none can be entered', async () => {
    endpoint.deny('sts:AssumeRole');
    await expect(read({ targets: accountTargets([denied, suspended]) })).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining(`None of the 2 accounts can be read: The role audit/ha-audit of account ${denied} cannot be used`),
    });
  });

  it('end at once where a region is none, before any of them is read', async () => {
    const targets = [...accountTargets(ten.slice(0, 9)), ...accountTargets([{ id: ten[9] ?? '', regions: ['eu-west-9'] }])];
    for (const choice of [{ regions: ['eu-west-9'] }, { targets }]) {
      await expect(read(choice)).rejects.toMatchObject({ name: 'SetupError', subject: 'region' });
      expect(endpoint.calls('sts:AssumeRole')).toBe(0);
    }
  });

  it('are one lost where STS answers nonsense for it', async () => {
    endpoint.on('sts:GetCallerIdentity', (request) =>
      accountOf(request) === ordinary ? {} : { Account: accountOf(request), Arn: `arn:aws:sts::${accountOf(request)}:assumed-role/a/b` },
    );
    expect(sessionsIn((await read()).header)).toMatchObject([{ account: ordinary, status: 'failed', gaps: [{ reason: 'malformed' }] }]);
  });

  it('are entered in the partition of the credentials', async () => {
    for (const [partition, region] of [
      ['aws-us-gov', 'us-gov-west-1'],
      ['aws-cn', 'cn-north-1'],
    ] as const) {
      endpoint.received.length = 0;
      endpoint.on('ec2:DescribeRegions', { Regions: [{ RegionName: region, OptInStatus: 'opt-in-not-required' }] });
      endpoint.on('sts:GetCallerIdentity', (request) => ({
        Account: accountOf(request),
        Arn: `arn:${partition}:sts::${accountOf(request)}:assumed-role/ha-audit/ha-audit`,
      }));
      const { header, nodes } = await read({ targets: accountTargets([management, ordinary]), regions: [region] });
      const [role] = endpoint.received.filter(({ operation }) => operation === 'AssumeRole');
      expect([role?.parameters['RoleArn'], role?.region]).toEqual([`arn:${partition}:iam::${ordinary}:role/audit/ha-audit`, region]);
      expect([header.partition, nodes[0]?.id.split(':')[1]]).toEqual([partition, partition]);
    }
  });

  it('are entered again before the session of one expires', async () => {
    let entered = 0;
    scriptOrganization(endpoint, () => {
      entered += 1;
      // Five minutes before its end, a session is renewed.
      return new Date(Date.now() + (entered === 1 ? 300_500 : 3_600_000));
    });
    // The client that then lists the VPCs has held the first session from its start.
    endpoint.delay('ec2:DescribeRegions', 800);
    const { header } = await read({ targets: accountTargets([ordinary]) });
    expect([entered, header.coverage.flatMap(({ gaps }) => gaps)]).toEqual([2, []]);
  });

  it('that are suspended on the way count as far as they were read', async () => {
    let isSuspended = false;
    endpoint.on('ec2:DescribeVpcs', (request) => {
      if (accountOf(request) === suspended) isSuspended = true;
      return { Vpcs: [{ VpcId: 'vpc-1', OwnerId: accountOf(request), IsDefault: false, State: 'available', CidrBlock: '10.0.0.0/16' }] };
    });
    endpoint.fault('rds:DescribeDBInstances', async (request) => {
      while (accountOf(request) === suspended && !isSuspended) await new Promise((resolve) => setTimeout(resolve, 5));
      return null;
    });
    endpoint.fail('*', 403, 'InvalidClientTokenId', 'The security token included in the request is invalid.', (request) => {
      return isSuspended && accountOf(request) === suspended && request.operation !== 'DescribeVpcs';
    });
    const resume = emptyFolder();
    const report = await scan({ resume });
    expect(sessionsIn(report)).toMatchObject([
      {
        account: suspended,
        status: 'partial',
        gaps: [{ reason: 'denied', detail: expect.stringContaining('was lost while it was read') }],
      },
    ]);
    expect([...report.results].find(({ resource }) => resource.account === suspended)).toMatchObject({ status: 'unknown' });
    expect(report.coverage.find(({ account, kind }) => account === suspended && kind === 'rds.instance')?.status).toBe('denied');
    expect(readdirSync(resume).some((file) => file.startsWith(suspended))).toBe(false);
  });

  it('are a line of coverage each where time is over before they are read', async () => {
    const stop = new AbortController();
    endpoint.on('rds:DescribeDBInstances', async (request) => {
      if (accountOf(request) === ordinary) {
        stop.abort(new Error('time is over'));
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      return { DBInstances: [] };
    });
    const { header } = await read({}, stop.signal);
    expect(header.accounts).toEqual(ten);
    for (const account of ten.slice(4)) {
      expect(header.coverage.filter((entry) => entry.account === account)).toMatchObject([
        { kind: 'sts.session', status: 'failed', gaps: [{ reason: 'timeout' }] },
      ]);
    }
  });

  it('are read as far as they are, where the credentials of one expire on the way', async () => {
    endpoint.fail(
      'rds:DescribeDBInstances',
      403,
      'ExpiredToken',
      'The security token has expired',
      (request) => accountOf(request) === ordinary,
    );
    endpoint.fail(
      'sts:GetCallerIdentity',
      403,
      'ExpiredToken',
      'The security token has expired',
      (request) =>
        accountOf(request) === ordinary && endpoint.received.some((each) => each.service === 'rds' && accountOf(each) === ordinary),
    );
    const report = await scan();
    expect(sessionsIn(report)).toMatchObject([
      { account: ordinary, status: 'partial', gaps: [{ reason: 'expired-credentials', action: 'sts:AssumeRole' }] },
    ]);
    expect([...report.results].filter(({ resource }) => resource.account === ordinary)).toMatchObject([{ status: 'unknown' }]);
  });
});
