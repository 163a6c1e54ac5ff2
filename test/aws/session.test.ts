import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSession, type SessionOptions } from '../../src/aws/session.ts';
import { startError } from '../../src/aws/start-error.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { credentialsFor, type Variables, withVariables } from '../kit/live.ts';
import { containing, matching } from '../kit/matching.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

const nobody = { profile: null, roleArn: null, externalId: null };

async function open(variables: Variables, options: Partial<SessionOptions> = {}) {
  return withVariables(variables, () =>
    openSession({
      credentials: nobody,
      regions: [],
      environment: process.env,
      signal: new AbortController().signal,
      now: () => new Date(),
      ...options,
    }),
  );
}

function opened(variables: Variables = {}, options: Partial<SessionOptions> = {}) {
  return open({ ...credentialsFor(endpoint), ...variables }, options);
}

/** Configuration and credentials files with these contents. */
function files(config: string, credentials = ''): Variables {
  const folder = mkdtempSync(join(tmpdir(), 'ha-audit-'));
  writeFileSync(join(folder, 'config'), config);
  writeFileSync(join(folder, 'credentials'), credentials);
  return { AWS_CONFIG_FILE: join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') };
}

const withoutKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

describe('a session', () => {
  it('knows the account, the partition and the region', async () => {
    expect(await opened()).toMatchObject({ account: '123456789012', partition: 'aws', homeRegion: 'us-east-1' });
  });

  it('takes the region from the profile, from AWS_DEFAULT_REGION, or from the first that is named', async () => {
    const profile = files('[profile eu]\nregion = eu-central-1\n', '[eu]\naws_access_key_id = A\naws_secret_access_key = b\n');
    expect(
      (await opened({ AWS_REGION: undefined, ...withoutKeys, ...profile }, { credentials: { ...nobody, profile: 'eu' } })).homeRegion,
    ).toBe('eu-central-1');
    expect((await opened({ AWS_REGION: undefined, AWS_DEFAULT_REGION: 'eu-north-1' })).homeRegion).toBe('eu-north-1');
    expect((await opened({ AWS_REGION: undefined }, { regions: ['sa-east-1'] })).homeRegion).toBe('sa-east-1');
    expect((await opened({}, { regions: ['cn-north-1'] })).homeRegion).toBe('cn-north-1');
    expect((await opened({ AWS_REGION: undefined }, { regions: ['all'] })).homeRegion).toBe('us-east-1');
  });

  it('is that of the profile, also where the environment has keys', async () => {
    const profile = files('', '[audit]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = b\n');
    await opened(profile, { credentials: { ...nobody, profile: 'audit' } });
    expect(endpoint.received.map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIDPROFILE']);
  });

  it('assumes the role once for all clients and regions', async () => {
    const roleArn = 'arn:aws:iam::123456789012:role/auditor';
    endpoint.on('ec2:DescribeVpcs', {}).on('rds:DescribeDBInstances', {});
    await withVariables(credentialsFor(endpoint), async () => {
      const session = await openSession({
        credentials: { profile: null, roleArn, externalId: 'secret-handshake' },
        regions: [],
        environment: process.env,
        signal: new AbortController().signal,
        now: () => new Date(),
      });
      const { DescribeVpcsCommand } = await import('@aws-sdk/client-ec2');
      const { DescribeDBInstancesCommand } = await import('@aws-sdk/client-rds');
      await Promise.all(
        ['us-east-1', 'eu-west-1'].flatMap((region) => [
          session.clients(region).ec2.send(new DescribeVpcsCommand({})),
          session.clients(region).rds.send(new DescribeDBInstancesCommand({})),
        ]),
      );
      session.close();
    });
    const assumed = endpoint.received.filter(({ action }) => action === 'sts:AssumeRole');
    expect(assumed.map(({ accessKeyId, parameters }) => [accessKeyId, parameters['RoleArn'], parameters['ExternalId']])).toEqual([
      ['AKIDTESTER', roleArn, 'secret-handshake'],
    ]);
    expect(endpoint.received.filter(({ action }) => action !== 'sts:AssumeRole').map(({ accessKeyId }) => accessKeyId)).toEqual(
      Array.from({ length: 5 }, () => 'ASIAROLE'),
    );
  });

  it('assumes the role again when its credentials are about to expire', async () => {
    let hours = 1;
    endpoint.on('sts:AssumeRole', () => ({
      Credentials: {
        AccessKeyId: `ASIA${hours}`,
        SecretAccessKey: 's',
        SessionToken: 't',
        Expiration: new Date(Date.now() + 3600_000 * hours++),
      },
    }));
    let now = Date.now();
    await withVariables(credentialsFor(endpoint), async () => {
      const { createCredentials } = await import('../../src/aws/credentials.ts');
      const { Network } = await import('../../src/aws/network.ts');
      const network = new Network({}, new AbortController().signal);
      const credentials = createCredentials(
        { profile: null, roleArn: 'arn:aws:iam::123456789012:role/r', externalId: null },
        network,
        'us-east-1',
        () => new Date(now),
      );
      const keys = async () => (await credentials()).accessKeyId;
      expect(await Promise.all([keys(), keys()])).toEqual(['ASIA1', 'ASIA1']);
      now += 56 * 60_000;
      expect(await Promise.all([keys(), keys()])).toEqual(['ASIA2', 'ASIA2']);
    });
    expect(endpoint.calls('sts:AssumeRole')).toBe(2);
  });
});

describe('a session that cannot be had', () => {
  const roleArn = 'arn:aws:iam::123456789012:role/auditor';

  it('for lack of credentials says so in one sentence, and what else there is to do', async () => {
    const failure = opened(withoutKeys);
    await expect(failure).rejects.toMatchObject({ name: 'SetupError', subject: 'credentials' });
    await expect(failure).rejects.toThrow(/^No AWS credentials were found: [^.]*--demo[^.]*--from FILE\.$/);
  });

  it('for lack of credentials says that, and not that there is no region either', async () => {
    await expect(open({})).rejects.toThrow(/^No AWS credentials were found/);
  });

  it('for lack of a region', async () => {
    await expect(opened({ AWS_REGION: undefined })).rejects.toMatchObject({
      subject: 'region',
      message: containing('--region'),
    });
  });

  it.each([[{}], [{ AWS_PROFILE: 'adit' }]])('for a profile that does not exist, rather than as somebody else', async (variables) => {
    const credentials = 'AWS_PROFILE' in variables ? nobody : { ...nobody, profile: 'adit' };
    const failure = opened({ ...files('[profile audit]\nregion = us-east-1\n'), ...variables }, { credentials });
    await expect(failure).rejects.toMatchObject({
      subject: 'profile',
      message: matching(/^There is no profile adit .* Did you mean audit\?/),
    });
    expect(endpoint.calls()).toBe(0);
  });

  it('for a profile whose single sign-on is over', async () => {
    const sso = files(
      '[profile sso]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = x\n[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\n',
    );
    await expect(opened({ ...withoutKeys, ...sso }, { credentials: { ...nobody, profile: 'sso' } })).rejects.toMatchObject({
      subject: 'credentials',
      message: containing('aws sso login'),
    });
  });

  it('for a profile that leads nowhere', async () => {
    const chained = files('[profile chained]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = nowhere\n');
    await expect(opened({ ...withoutKeys, ...chained }, { credentials: { ...nobody, profile: 'chained' } })).rejects.toMatchObject({
      subject: 'credentials',
      message: containing('nowhere'),
    });
  });

  it('for expired credentials', async () => {
    endpoint.expireAfter(0);
    await expect(opened()).rejects.toMatchObject({
      subject: 'credentials',
      message: matching(/^The AWS credentials have expired; sign in again/),
    });
  });

  it('for wrong credentials', async () => {
    endpoint.fail('sts:GetCallerIdentity', 403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
    await expect(opened()).rejects.toMatchObject({
      subject: 'credentials',
      message: containing('does not accept the credentials'),
    });
  });

  it('for a role that may not be assumed', async () => {
    endpoint.deny(
      'sts:AssumeRole',
      'User: arn:aws:iam::123456789012:user/tester is not authorized to perform: sts:AssumeRole on resource: x',
    );
    await expect(opened({}, { credentials: { ...nobody, roleArn } })).rejects.toMatchObject({
      subject: 'role',
      message: containing(roleArn),
    });
  });

  it('for an endpoint that is down', async () => {
    await expect(opened({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      subject: 'network',
      message: 'AWS cannot be reached in us-east-1: the connection was refused. Check the network, HTTPS_PROXY and AWS_ENDPOINT_URL.',
    });
  });

  it('for a region whose name nobody knows', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND sts.us-esat-1.amazonaws.com'), { code: 'ENOTFOUND' });
    const error = await startError(unknown, { profile: null, roleArn: null, region: 'us-esat-1' });
    expect(error).toMatchObject({ subject: 'network', message: containing('Did you mean us-east-1?') });
  });

  it('because the run is stopped', async () => {
    const stop = new AbortController();
    endpoint.fault('sts:GetCallerIdentity', () => {
      stop.abort(new Error('Ctrl-C'));
      return new Promise(() => {});
    });
    await expect(opened({}, { signal: stop.signal })).rejects.toThrow('Ctrl-C');
  });
});
