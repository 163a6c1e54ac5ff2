import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountTargets } from '../../src/app/accounts.ts';
import type { OnProgress } from '../../src/app/live-options.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { accountOf, type AccountsChoice, failTwo, management, readAccounts, scriptOrganization, ten } from '../kit/organization.ts';
import { emptyFolder } from '../kit/run-cli.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = scriptOrganization(await AwsEndpoint.start());
});
afterEach(() => endpoint.close());

const [, denied = '', suspended = '', ordinary = ''] = ten;
const read = (choice?: AccountsChoice, signal?: AbortSignal, onProgress?: OnProgress) => readAccounts(endpoint, choice, signal, onProgress);
const accountsAsked = () => [...new Set(endpoint.received.filter(({ service }) => service === 'rds').map(accountOf))].sort();

describe('a run that is resumed', () => {
  const filesIn = (folder: string) => readdirSync(folder).sort();

  it('reads only the accounts that failed, and gives the same report as one that read all', async () => {
    const resume = join(emptyFolder(), 'state');
    failTwo(endpoint, denied, suspended);
    const first = await read({ resume });
    expect(filesIn(resume)).toHaveLength(8);
    for (const file of filesIn(resume)) expect(statSync(join(resume, file)).mode & 0o777).toBe(0o600);
    endpoint.received.length = 0;
    const second = await read({ resume });
    expect(accountsAsked()).toEqual([]);
    expect([second.nodes, second.header.coverage]).toEqual([first.nodes, first.header.coverage]);
    await endpoint.close();

    endpoint = scriptOrganization(await AwsEndpoint.start());
    const third = await read({ resume });
    expect(accountsAsked()).toEqual([denied, suspended]);
    expect(third.nodes.map(({ account }) => account)).toEqual([...ten, ...ten]);
    expect(third.header.coverage).toEqual((await read()).header.coverage);
  });

  it('keeps what was read before it was interrupted', async () => {
    const resume = emptyFolder();
    const stop = new AbortController();
    endpoint.on('rds:DescribeDBInstances', async (request) => {
      if (accountOf(request) === ten[9]) {
        stop.abort(new Error('interrupted'));
        await new Promise((resolve) => setTimeout(resolve, 2000));
      }
      return { DBInstances: [] };
    });
    const { header } = await read({ resume }, stop.signal);
    expect(header.coverage.find(({ account, kind }) => account === ten[9] && kind === 'rds.instance')).toMatchObject({
      gaps: [{ reason: 'timeout' }],
    });
    const kept = filesIn(resume).map((file) => file.slice(0, 12));
    expect(kept.length).toBeGreaterThanOrEqual(6);
    expect(kept).not.toContain(ten[9]);
  });

  it('does not read again where calls were refused or failed, and does where they were throttled', async () => {
    const resume = emptyFolder();
    const throttled = ten[8];
    endpoint.deny('rds:DescribeDBInstances', undefined, (request) => accountOf(request) === ordinary);
    endpoint.fail('rds:DescribeDBInstances', 500, 'InternalFailure', 'no', (request) => accountOf(request) === management);
    endpoint.fail('rds:DescribeDBInstances', 400, 'Throttling', 'Rate exceeded', (request) => accountOf(request) === throttled);
    const first = await read({ resume });
    const gapsOf = ({ header }: Snapshot) =>
      header.coverage.flatMap(({ gaps }) => gaps.map(({ account, reason }) => `${account} ${reason}`)).sort();
    expect(gapsOf(first)).toEqual([`${management} service-error`, `${ordinary} denied`, `${throttled} throttled`].sort());
    await endpoint.close();
    endpoint = scriptOrganization(await AwsEndpoint.start());
    const told: unknown[] = [];
    const second = await read({ resume }, undefined, (progress) => told.push(progress));
    expect(accountsAsked()).toEqual([throttled]);
    expect(gapsOf(second)).toEqual([`${management} service-error`, `${ordinary} denied`].sort());
    expect(told).toContainEqual(expect.objectContaining({ account: ordinary, outcome: 'kept', isWhole: false }));
  });

  it('says at once that its folder is a file', async () => {
    const resume = join(emptyFolder(), 'state');
    writeFileSync(resume, '');
    await expect(read({ resume })).rejects.toThrow(`cannot make the folder ${resume}: there is a file of that name`);
    expect(accountsAsked()).toEqual([]);
  });

  it('gives its report also where an account cannot be kept', async () => {
    const resume = emptyFolder();
    const told: unknown[] = [];
    const targets = accountTargets([management, ordinary]);
    await read({ resume, targets });
    const [own = ''] = filesIn(resume);
    rmSync(join(resume, own));
    mkdirSync(join(resume, own));
    const { header } = await read({ resume, targets }, undefined, (progress) => told.push(progress));
    expect(header.nodes).toBe(4);
    expect(told).toContainEqual({
      step: 'account',
      account: management,
      outcome: 'read',
      detail: `cannot write ${join(resume, own)}: it is a folder`,
    });
    await expect(read({ resume: join(resume, own, '..', filesIn(resume)[1] ?? ''), targets })).rejects.toMatchObject({
      name: 'InputError',
    });
  });

  it('uses nothing of another selection, of another day, of another account or damaged', async () => {
    const resume = emptyFolder();
    const targets = accountTargets([management, ordinary]);
    await read({ resume, targets });
    const [own = '', other = ''] = filesIn(resume).map((file) => join(resume, file));
    const asked = async (choice: AccountsChoice) => {
      endpoint.received.length = 0;
      await read({ resume, targets, ...choice });
      return accountsAsked();
    };
    expect(await asked({})).toEqual([]);
    expect(await asked({ regions: ['eu-west-1'] })).toEqual([management, ordinary]);
    expect(await asked({ orgRole: 'other' })).toEqual([ordinary]);
    expect(await asked({})).toEqual([]);

    const text = gunzipSync(readFileSync(other)).toString();
    writeFileSync(other, gzipSync(text).subarray(0, 100));
    expect(await asked({})).toEqual([ordinary]);
    writeFileSync(other, readFileSync(own));
    expect(await asked({})).toEqual([ordinary]);
    const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString();
    writeFileSync(other, gzipSync(text.replaceAll(/"finishedAt":"[^"]*"/g, `"finishedAt":"${yesterday}"`)));
    expect(await asked({})).toEqual([ordinary]);
    utimesSync(other, new Date(0), new Date(0));
    expect(await asked({})).toEqual([]);
  });
});
