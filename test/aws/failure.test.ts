import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classify } from '../../src/aws/failure.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { containing } from '../kit/matching.ts';

const place = { account: '123456789012', region: 'us-east-1' };

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

/** What the three protocols make of the same trouble. */
const services = {
  ec2: { action: 'ec2:DescribeVpcs', call: (config: object) => new EC2Client(config).send(new DescribeVpcsCommand({})) },
  rds: { action: 'rds:DescribeDBInstances', call: (config: object) => new RDSClient(config).send(new DescribeDBInstancesCommand({})) },
  kms: { action: 'kms:DescribeKey', call: (config: object) => new KMSClient(config).send(new DescribeKeyCommand({ KeyId: 'k' })) },
};
const everyService = Object.values(services);

async function failing({ action, call }: (typeof everyService)[number], url = endpoint.url) {
  const requestHandler = new NodeHttpHandler({ requestTimeout: 300, connectionTimeout: 300, throwOnRequestTimeout: true });
  const config = {
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler,
  };
  const error: unknown = await call(config).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) throw new Error('the call did not fail');
  return classify(error, { action, ...place });
}

describe('the real SDK against a service that', () => {
  it.each(everyService)('denies $action', async (service) => {
    endpoint.deny(service.action);
    expect(await failing(service)).toEqual({
      outcome: 'gap',
      gap: { reason: 'denied', action: service.action, ...place, detail: `No identity policy allows ${service.action}.` },
    });
  });

  it.each(everyService)('throttles $action', async (service) => {
    endpoint.throttle(service.action, 1);
    expect((await failing(service)).gap.reason).toBe('throttled');
  });

  it.each(everyService)('finds the credentials of $action expired', async (service) => {
    endpoint.expireAfter(0);
    expect((await failing(service)).gap).toMatchObject({ reason: 'expired-credentials', action: service.action });
  });

  it.each(everyService)('answers $action with the HTML of a broken proxy', async (service) => {
    endpoint.html(service.action, 500);
    const { outcome, gap } = await failing(service);
    expect([outcome, gap.reason, gap.detail]).toEqual([
      'gap',
      'service-error',
      `${service.action} failed inside AWS (HTTP 500), also after retries.`,
    ]);
  });

  it.each(everyService)('answers $action with an HTML page not found, which is no sign that a resource is gone', async (service) => {
    endpoint.html(service.action, 404);
    const { outcome, gap } = await failing(service);
    expect([outcome, gap.reason]).toEqual(['gap', 'service-error']);
  });

  it.each(everyService)('cuts the answer to $action short', async (service) => {
    endpoint
      .on('ec2:DescribeVpcs', { Vpcs: [{ VpcId: 'vpc-1' }] })
      .on('rds:DescribeDBInstances', { DBInstances: [{ DBInstanceIdentifier: 'a' }] });
    endpoint.on('kms:DescribeKey', { KeyMetadata: { KeyId: 'k' } }).truncate(service.action);
    expect((await failing(service)).gap).toMatchObject({
      reason: 'malformed',
      detail: `The answer to ${service.action} could not be read.`,
    });
  });

  it.each(everyService)('resets the connection of $action', async (service) => {
    endpoint.cut(service.action);
    expect((await failing(service)).gap).toMatchObject({
      reason: 'service-error',
      detail: `${service.action} failed: the connection was reset.`,
    });
  });

  it.each(everyService)('does not answer $action in time', async (service) => {
    endpoint.delay(service.action, 2000);
    expect((await failing(service)).gap.reason).toBe('timeout');
  });

  it('does not listen', async () => {
    const { port } = endpoint;
    await endpoint.close();
    const { gap } = await failing(services.rds, `http://127.0.0.1:${port}`);
    endpoint = await AwsEndpoint.start();
    expect(gap).toMatchObject({ reason: 'service-error', detail: 'rds:DescribeDBInstances failed: the connection was refused.' });
  });

  it('does not exist, which is no sign that there is nothing to read', async () => {
    const { outcome, gap } = await failing(services.rds, 'http://rds.invalid');
    expect([outcome, gap.reason]).toEqual(['gap', 'service-error']);
  });

  it.each([
    [services.ec2, 400, 'InvalidVpcID.NotFound', 'The vpc ID vpc-1 does not exist'],
    [services.rds, 404, 'DBInstanceNotFound', 'DBInstance a not found.'],
    [services.rds, 400, 'ValidationError', 'AutoScalingGroup name not found - null'],
    [services.kms, 400, 'NotFoundException', "Key 'arn:aws:kms:us-east-1:123456789012:key/k' does not exist"],
  ] as const)('lost the resource %#', async (service, status, code, message) => {
    endpoint.fail(service.action, status, code, message);
    expect((await failing(service)).outcome).toBe('gone');
  });

  it('does not know the operation', async () => {
    const { outcome, gap } = await failing(services.rds);
    expect([outcome, gap.reason]).toEqual(['gap', 'unsupported']);
  });

  it('is not offered in the region', async () => {
    endpoint.fail('ec2:DescribeVpcs', 400, 'UnsupportedOperation', 'The functionality you requested is not available in this region.');
    expect((await failing(services.ec2)).outcome).toBe('unavailable');
  });

  it('has that setting switched off', async () => {
    endpoint.fail('kms:DescribeKey', 400, 'NoSuchBucketPolicy', 'There is none.');
    expect((await failing(services.kms)).outcome).toBe('not-configured');
  });

  it.each([
    [services.ec2, 401, 'AuthFailure'],
    [services.rds, 403, 'InvalidClientTokenId'],
    [services.kms, 400, 'UnrecognizedClientException'],
  ] as const)('does not know the credentials %#', async (service, status, code) => {
    endpoint.fail(service.action, status, code, 'AWS was not able to validate the provided access credentials');
    expect((await failing(service)).gap).toMatchObject({ reason: 'denied', detail: containing('region may be disabled') });
  });

  it('has another time than this machine', async () => {
    endpoint.fault('rds:DescribeDBInstances', (_request, response) => {
      response.setHeader('date', new Date(Date.now() - 3600_000).toUTCString());
      return null;
    });
    endpoint.fail('rds:DescribeDBInstances', 403, 'SignatureDoesNotMatch', 'Signature not yet current');
    expect((await failing(services.rds)).gap).toMatchObject({
      reason: 'service-error',
      detail: containing('clock of this machine'),
    });
  });

  it('answers with terminal escapes, ids and times', async () => {
    const message =
      'bad \u009b31m value \u202e at 2026-11-21T06:14:00Z (RequestId: 6f0b1c1e-0000-4000-8000-0123456789ab) Encoded authorization failure message: abcDEF';
    endpoint.fail('ec2:DescribeVpcs', 400, 'InvalidParameterValue', message);
    const { gap } = await failing(services.ec2);
    expect(gap.detail).toBe('ec2:DescribeVpcs failed: InvalidParameterValue (HTTP 400): bad 31m value at (');
  });
});

describe('a denial says which policy', () => {
  const user = 'User: arn:aws:iam::123456789012:user/x is not authorized to perform: rds:DescribeDBInstances';
  it.each([
    [
      `${user} because no identity-based policy allows the rds:DescribeDBInstances action`,
      'No identity policy allows rds:DescribeDBInstances.',
    ],
    [`${user} with an explicit deny in an identity-based policy`, 'rds:DescribeDBInstances is denied by an identity policy.'],
    [
      `${user} with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/p-1`,
      'rds:DescribeDBInstances is denied by a service control policy (SCP).',
    ],
    [`${user} with an explicit deny in a resource control policy`, 'rds:DescribeDBInstances is denied by a resource control policy (RCP).'],
    [
      `${user} because no permissions boundary allows the rds:DescribeDBInstances action`,
      'No permissions boundary allows rds:DescribeDBInstances.',
    ],
    [`${user} because no session policy allows the rds:DescribeDBInstances action`, 'No session policy allows rds:DescribeDBInstances.'],
    [
      `${user} because no VPC endpoint policy allows the rds:DescribeDBInstances action`,
      'No VPC endpoint policy allows rds:DescribeDBInstances.',
    ],
    [user, 'rds:DescribeDBInstances is not allowed; AWS does not say by which policy.'],
  ])('%s', async (message, detail) => {
    endpoint.deny('rds:DescribeDBInstances', message);
    expect((await failing(services.rds)).gap.detail).toBe(detail);
  });
});

describe('what is no answer of AWS', () => {
  const call = { action: 'rds:DescribeDBInstances', ...place };

  it('is a crash of ours', () => {
    expect(classify(new TypeError('x is not a function'), call).gap).toMatchObject({
      reason: 'crashed',
      detail: 'rds:DescribeDBInstances could not be made: TypeError: x is not a function',
    });
  });

  it.each([undefined, null, 'text', 7, {}, Object.create(null)])('may be anything: %j', (thrown) => {
    expect(classify(thrown, call).gap.reason).toBe('crashed');
  });
});
