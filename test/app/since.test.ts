import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChosenAccounts } from '../../src/app/live-options.ts';
import { sinceWhen, withDates } from '../../src/app/since.ts';
import { selectRules } from '../../src/app/rule-selection.ts';
import type { Severity } from '../../src/model/report.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { credentialsFor, withVariables } from '../kit/live.ts';
import { judgeAccount } from '../kit/whole-account.ts';
import { node, world } from '../kit/world.ts';

const account = '123456789012';
const place = { account, region: 'us-east-1', name: 'orders' };
const arn = `arn:aws:rds:us-east-1:${account}:db:orders`;
const database = (overrides: object = {}): NodeRecord => ({
  ...node('rds.instance', 'orders', { publiclyAccessible: true, ...overrides }, place),
  id: arn,
});
const rules = selectRules({ ruleset: 'standard', include: ['rds.instance-not-public'], exclude: [], settings: {} });

/** An item of history. */
const was = (time: string, publiclyAccessible: unknown, configurationItemStatus = 'OK') => ({
  accountId: account,
  awsRegion: 'us-east-1',
  resourceType: 'AWS::RDS::DBInstance',
  resourceId: 'db-ORDERS',
  configurationItemCaptureTime: new Date(time),
  configurationItemStatus,
  configurationStateId: time,
  configuration: JSON.stringify(publiclyAccessible === undefined ? {} : { dBInstanceIdentifier: 'orders', publiclyAccessible }),
});

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
  endpoint.on('config:SelectResourceConfig', ({ parameters }) =>
    String(parameters['Expression']).includes(`arn = '${arn}'`) ? { Results: ['{"resourceId":"db-ORDERS"}'] } : {},
  );
});
afterEach(() => endpoint.close());

async function dated(snapshot: Snapshot = world(database()), minimumSeverity?: Severity, accounts: ChosenAccounts | null = null) {
  const report = judgeAccount(snapshot, { rules });
  const options = {
    credentials: { profile: null, roleArn: null, externalId: null },
    regions: [],
    environment: process.env,
    signal: new AbortController().signal,
    now: () => new Date('2026-11-21T06:14:00Z'),
  };
  const { dates, warnings } = await withVariables(credentialsFor(endpoint), () =>
    sinceWhen(report, snapshot, minimumSeverity, options, accounts),
  );
  return { since: [...withDates(report, dates).results].map((result) => result.since ?? null), warnings };
}

const history = (...items: readonly object[]) => endpoint.on('config:GetResourceConfigHistory', { configurationItems: items });
const exactly = (time: string) => ({ since: [{ time: `${time}.000Z`, exact: true }], warnings: [] });

describe('since when a finding holds', () => {
  it('is when its fact became what it is, whatever else changed since', async () => {
    history(
      was('2026-11-01T00:00:00Z', true),
      was('2026-10-03T12:00:00Z', true),
      was('2026-09-01T00:00:00Z', false),
      was('2026-08-01T00:00:00Z', true),
    );
    expect(await dated()).toEqual(exactly('2026-10-03T12:00:00'));
  });

  it('is found on a later page, in any order and told twice', async () => {
    endpoint.on('config:GetResourceConfigHistory', ({ parameters }) =>
      parameters['nextToken'] === undefined
        ? { configurationItems: [was('2026-10-03T12:00:00Z', true), was('2026-11-01T00:00:00Z', true)], nextToken: 'more' }
        : { configurationItems: [was('2026-10-03T12:00:00Z', true), was('2026-09-01T00:00:00Z', false)] },
    );
    expect(await dated()).toEqual(exactly('2026-10-03T12:00:00'));
  });

  it('is the making of a resource that was made anew', async () => {
    history(was('2026-10-03T12:00:00Z', true), was('2026-10-02T00:00:00Z', undefined, 'ResourceDeleted'));
    expect(await dated()).toEqual(exactly('2026-10-03T12:00:00'));
  });

  it.each([
    ['the history begins', [was('2026-10-03T12:00:00Z', true)]],
    ['the fact was not recorded before', [was('2026-10-03T12:00:00Z', true), was('2026-09-01T00:00:00Z', undefined)]],
  ])('is at least as long as %s', async (_, items) => {
    history(...items);
    expect(await dated()).toEqual({ since: [{ time: '2026-10-03T12:00:00.000Z', exact: false }], warnings: [] });
  });

  it('reads no more than a few pages of a history without end', async () => {
    endpoint.on('config:GetResourceConfigHistory', { configurationItems: [was('2026-10-03T12:00:00Z', true)], nextToken: 'again' });
    expect((await dated()).since).toEqual([{ time: '2026-10-03T12:00:00.000Z', exact: false }]);
    expect(endpoint.calls('config:GetResourceConfigHistory')).toBe(3);
  });

  it.each([
    ['AWS Config does not know the resource', () => endpoint.on('config:SelectResourceConfig', {})],
    ['it holds something else now', () => history(was('2026-11-01T00:00:00Z', false))],
    ['it holds nothing', () => history()],
  ])('is not said where %s', async (_, prepare) => {
    prepare();
    expect(await dated()).toEqual({ since: [null], warnings: [] });
  });

  it('is a warning where it may not be asked', async () => {
    endpoint.deny('config:GetResourceConfigHistory');
    const { since, warnings } = await dated();
    expect(since).toEqual([null]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^--since: .*config:GetResourceConfigHistory.* not dated from here on\.$/);
  });

  describe('in other accounts of the run', () => {
    const other = '999999999999';
    const target = { account: other, name: null, role: null, externalId: null, regions: [] };
    const accounts: ChosenAccounts = { targets: [target], orgRole: 'audit', orgExternalId: null };
    const both = world(database(), { ...database(), id: arn.replace(account, other), account: other });
    beforeEach(() => {
      const identity = (id: string) => ({ Account: id, UserId: 'x', Arn: `arn:aws:iam::${id}:user/x` });
      endpoint.on('sts:GetCallerIdentity', ({ accessKeyId }) => identity(accessKeyId === 'ASIAROLE' ? other : account));
      endpoint.on('config:SelectResourceConfig', { Results: ['{"resourceId":"db-ORDERS"}'] });
      history(was('2026-10-03T12:00:00Z', true), was('2026-09-01T00:00:00Z', false));
    });

    it('is read there, with the credentials of its role, which is taken once', async () => {
      const since = { time: '2026-10-03T12:00:00.000Z', exact: true };
      expect(await dated(both, undefined, accounts)).toEqual({ since: [since, since], warnings: [] });
      const signedBy = endpoint.received
        .filter(({ operation }) => operation === 'GetResourceConfigHistory')
        .map((each) => each.accessKeyId);
      expect(signedBy.toSorted()).toEqual(['AKIDTESTER', 'ASIAROLE']);
      expect(endpoint.calls('sts:AssumeRole')).toBe(1);
    });

    it('is a warning for the one that refuses, and a date for the others', async () => {
      endpoint.deny('config:GetResourceConfigHistory', undefined, ({ accessKeyId }) => accessKeyId === 'AKIDTESTER');
      const { since, warnings } = await dated(both, undefined, accounts);
      expect(since.toSorted()).toEqual([{ time: '2026-10-03T12:00:00.000Z', exact: true }, null]);
      expect(warnings).toEqual([expect.stringMatching(/Findings in 123456789012 are not dated from here on\.$/)]);
    });

    it.each([
      ['the role is denied', 'audit'],
      ['no role is named', null],
    ])('is a warning where %s', async (_, orgRole) => {
      endpoint.deny('sts:AssumeRole');
      expect(await dated(both, undefined, { ...accounts, orgRole })).toMatchObject({
        warnings: [expect.stringContaining(`in ${other} are not dated`)],
      });
    });
  });

  it('is not asked for what passes, is hidden, or belongs to others', async () => {
    expect(await dated(world(database({ publiclyAccessible: false })))).toEqual({ since: [null], warnings: [] });
    const foreign = { ...database(), account: '999999999999' };
    expect(await dated(world(foreign))).toEqual({
      since: [null],
      warnings: ['--since: findings in 999999999999 are not dated: this run cannot enter the account to read its history.'],
    });
    const [only] = judgeAccount(world(database()), { rules }).results;
    if (only?.severity !== 'critical') await dated(world(database()), 'critical');
    expect(endpoint.calls('config:GetResourceConfigHistory')).toBe(0);
  });
});
