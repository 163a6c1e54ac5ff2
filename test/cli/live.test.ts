import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { credentialsFor } from '../kit/live.ts';
import { emptyFolder, runCli } from '../kit/run-cli.ts';
import { scriptSmallAccount } from '../kit/small-account.ts';
import { containing, matching } from '../kit/matching.ts';

let endpoint: AwsEndpoint;
let cwd: string;
beforeEach(async () => {
  endpoint = scriptSmallAccount(await AwsEndpoint.start());
  endpoint.answersEmpty = true;
  cwd = emptyFolder();
});
afterEach(() => endpoint.close());

const run = (line: string, variables: Readonly<Record<string, string | undefined>> = {}) =>
  runCli(line.split(' '), { cwd, variables: { ...credentialsFor(endpoint), ...variables } });
const regionsAsked = () =>
  [...new Set(endpoint.received.filter(({ action }) => action === 'ec2:DescribeVpcs').map(({ region }) => region))].sort();

describe('a live scan', () => {
  it('tells how far it is, what it found and which regions it did not read', async () => {
    const { status, stdout, stderr } = await run('scan --rules rds.* --format ndjson');
    const lines = stderr.trimEnd().split('\n');
    expect(lines[0]).toBe('reading account 123456789012 in 1 region: us-east-1');
    expect(lines[1]).toMatch(/^read us-east-1: (\d+) of \1 kinds, \d+ resources$/);
    expect(lines.at(-1)).toMatch(
      new RegExp(`^ha-audit: exit ${status}: .*; 2 enabled regions were not read \\(--region all reads them\\)$`),
    );
    expect(stdout).toContain('"source":"live"');
    expect(await run('scan --rules rds.* --quiet')).toMatchObject({ stderr: matching(/^ha-audit: exit [^\n]*\n$/) });
  });

  it('reads the regions that are named, else those of the configuration, else the one of the SDK', async () => {
    await run('scan --rules network.*');
    expect(regionsAsked()).toEqual(['us-east-1']);
    writeFileSync(join(cwd, 'ha-audit.yaml'), 'regions: [eu-west-1, eu-south-1]\n');
    endpoint.received.length = 0;
    await run('scan --rules network.*');
    expect(regionsAsked()).toEqual(['eu-south-1', 'eu-west-1']);
    endpoint.received.length = 0;
    await run('scan --rules network.* --region eu-west-1,us-east-1');
    expect(regionsAsked()).toEqual(['eu-west-1', 'us-east-1']);
    endpoint.received.length = 0;
    const { stderr } = await run('scan --rules network.* --region all');
    expect(regionsAsked()).toEqual(['eu-south-1', 'eu-west-1', 'us-east-1']);
    expect(stderr).not.toContain('not read');
  });

  it('knows a disabled region that was named', async () => {
    const { status, stdout } = await run('scan --rules rds.* --region me-south-1 --format json');
    expect([status, stdout]).toEqual([3, containing('The region is disabled in this account.')]);
  });

  it('keeps what it read, for its owner alone, which gives the same report', async () => {
    const live = await run('scan --rules rds.* --save-snapshot kept.ndjson.gz --format json');
    expect(statSync(join(cwd, 'kept.ndjson.gz')).mode & 0o777).toBe(0o600);
    const saved = await runCli(['scan', '--from', 'kept.ndjson.gz', '--rules', 'rds.*', '--format', 'json'], { cwd });
    const withoutRun = (text: string) => text.replace(/"run":\{[^{}]*\}/, '');
    expect([saved.status, withoutRun(saved.stdout)]).toEqual([live.status, withoutRun(live.stdout)]);
    expect(withoutRun(live.stdout)).not.toBe(live.stdout);
  });

  it('is made as the role that is named, with its external id', async () => {
    const roleArn = 'arn:aws:iam::123456789012:role/auditor';
    await run(`scan --rules rds.instance-multi-az --role-arn ${roleArn} --external-id handshake`);
    const [assumed] = endpoint.received.filter(({ action }) => action === 'sts:AssumeRole');
    expect([assumed?.parameters['RoleArn'], assumed?.parameters['ExternalId']]).toEqual([roleArn, 'handshake']);
    expect(endpoint.received.filter(({ action }) => action.startsWith('rds:')).map(({ accessKeyId }) => accessKeyId)).toContain('ASIAROLE');
  });

  it('fails before it reads anything where its output could not be written', async () => {
    for (const flag of ['--save-snapshot no/such/x', '--format json=no/such/x', '-o .']) expect((await run(`scan ${flag}`)).status).toBe(2);
    expect(endpoint.calls()).toBe(0);
  });

  it('is bounded in time', async () => {
    endpoint.delay('sts:GetCallerIdentity', 20_000);
    expect(await run('scan --timeout 1s')).toMatchObject({
      status: 2,
      stderr: 'ha-audit: exit 2: --timeout of 1 s was over before anything could be read\n',
    });
  });
});

describe('an account that cannot be read', () => {
  const without = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

  it.each([
    ['scan', without, /^No AWS credentials were found: [^.\n]*--demo[^.\n]*--from FILE\.$/],
    ['snapshot -o x', without, /^No AWS credentials were found: /],
    ['permissions --check', without, /^No AWS credentials were found: /],
    ['scan --profile nobody', {}, /^There is no profile nobody/],
    ['scan --region us-esat-1', {}, /us-esat-1 is not a region of the partition aws\. Did you mean us-east-1\?$/],
    ['scan', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, /^AWS cannot be reached in us-east-1: the connection was refused\./],
    ['scan', { AWS_CA_BUNDLE: '/nonexistent.pem' }, /AWS_CA_BUNDLE/],
  ])('%s with %j says why in one line', async (line, variables, message) => {
    const { status, stdout, stderr } = await run(line, variables);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^ha-audit: exit 2: [^\n]*\n$/);
    expect(stderr.trimEnd().slice('ha-audit: exit 2: '.length)).toMatch(message);
  });

  it('because the credentials have expired says so', async () => {
    endpoint.expireAfter(0);
    expect(await run('scan')).toMatchObject({
      status: 2,
      stderr: matching(/^ha-audit: exit 2: The AWS credentials have expired; sign in again[^\n]*\n$/),
    });
  });

  it('because its connections break is unknown, and never green', async () => {
    endpoint.cut('rds:DescribeDBInstances').cut('rds:DescribeDBClusters');
    const { status, stdout } = await run('scan --rules rds.instance-multi-az --format json');
    expect([status, stdout]).toEqual([3, containing('"reason":"service-error","action":"rds:DescribeDBInstances"')]);
  });
});

describe('a snapshot', () => {
  it('holds every kind unless rules narrow it, and tells what could not be read', async () => {
    endpoint.deny('rds:DescribeDBInstances');
    const all = await run('snapshot -o all.ndjson --quiet');
    expect(all).toMatchObject({ status: 0, stdout: '' });
    expect(all.stderr).toMatch(
      /^ha-audit: us-east-1: denied: No identity policy allows rds:DescribeDBInstances\.\nha-audit: exit 0: \d+ resources written to all\.ndjson; 2 enabled regions/,
    );
    await run('snapshot -o some.ndjson.gz --rules elasticache.no-standalone-node');
    const kinds = (text: string) => new Set([...text.matchAll(/^\{"kind":"([^"]*)"/gm)].map(([, kind]) => kind));
    expect(kinds(readFileSync(join(cwd, 'all.ndjson'), 'utf8'))).toContain('kms.key');
    const some = kinds(gunzipSync(readFileSync(join(cwd, 'some.ndjson.gz'))).toString());
    expect([some.has('elasticache.cluster'), some.has('kms.key')]).toEqual([true, false]);
    expect(statSync(join(cwd, 'all.ndjson')).mode & 0o777).toBe(0o600);
  });
});

describe('permissions', () => {
  it('are a policy that can be used as it is', async () => {
    const { status, stdout, stderr } = await run('permissions --rules rds.instance-multi-az');
    expect([status, stderr, endpoint.calls()]).toEqual([0, '', 0]);
    const policy: unknown = JSON.parse(stdout);
    expect(policy).toMatchObject({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Resource: '*' }],
    });
    expect(await run('permissions --rules rds.instance-multi-az --format json')).toEqual({ status, stdout, stderr });
  });

  it('are tried, and what is missing is named with who needs it', async () => {
    expect(await run('permissions --check --rules rds.instance-multi-az')).toMatchObject({
      status: 0,
      stderr: matching(/^ha-audit: exit 0: \d+ of \d+ actions are allowed/),
    });
    endpoint.deny('rds:DescribeDBInstances');
    const { status, stdout, stderr } = await run('permissions --check --rules rds.instance-multi-az');
    expect([status, stderr]).toEqual([
      3,
      matching(/^ha-audit: exit 3: \d+ of \d+ actions are allowed, 1 denied, .*1 of 1 rules would be blind\n$/),
    ]);
    expect(readFileSync('docs/permissions.md', 'utf8')).toContain(`--rules rds.instance-multi-az\n${stdout}`);
    expect(stdout).toContain(
      'rds:DescribeDBInstances: denied: No identity policy allows rds:DescribeDBInstances.\n  blind without it: rds.instance-multi-az\n',
    );
    const json: unknown = JSON.parse((await run('permissions --check --format json --rules rds.instance-multi-az')).stdout);
    expect(json).toContainEqual({
      action: 'rds:DescribeDBInstances',
      outcome: 'denied',
      detail: 'No identity policy allows rds:DescribeDBInstances.',
      regions: ['us-east-1'],
      rules: ['rds.instance-multi-az'],
    });
  });
});
