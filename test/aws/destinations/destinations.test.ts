import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigRule } from '../../../src/aws/destinations/config-rule.ts';
import { EventBus } from '../../../src/aws/destinations/event-bus.ts';
import { Bucket } from '../../../src/aws/destinations/object-store.ts';
import { importFindings } from '../../../src/aws/destinations/security-hub.ts';
import { Topic } from '../../../src/aws/destinations/topic.ts';
import { InputError } from '../../../src/model/input-error.ts';
import { DestinationsEndpoint, jsonAnswer, published, s3Error, snsError } from '../../kit/destinations-endpoint.ts';
import { withVariables } from '../../kit/live.ts';
import { having, matching } from '../../kit/matching.ts';

const { signal } = new AbortController();
const bytes = new TextEncoder().encode('hello');
const plain = { contentType: 'text/plain', signal };
const topicArn = 'arn:aws:sns:eu-west-1:123456789012:people';
let endpoint: DestinationsEndpoint;

beforeEach(async () => {
  endpoint = await DestinationsEndpoint.start();
});
afterEach(async () => endpoint.close());

function reached<T>(work: () => Promise<T>): Promise<T> {
  return withVariables(endpoint.variables, work);
}

function failure(pattern: RegExp): unknown {
  return having({ name: 'DestinationError', message: matching(pattern) });
}

/** Of a request to a service that speaks JSON. */
function membersOf<T>(body: Buffer): T {
  const members: T = JSON.parse(body.toString());
  return members;
}

describe('the bucket', () => {
  it('gives back what was put, and null of what is not there', async () => {
    await reached(async () => {
      const bucket = new Bucket('reports');
      expect(await bucket.get('a/b.json', signal)).toBeNull();
      const version = await bucket.put('a/b.json', bytes, plain);
      expect(await bucket.get('a/b.json', signal)).toMatchObject({ version });
      expect(new TextDecoder().decode((await bucket.get('a/b.json', signal))?.body)).toBe('hello');
    });
    expect(endpoint.to('s3')[1]).toMatchObject({ path: '/reports/a/b.json', headers: { 'content-type': 'text/plain' } });
  });

  it('writes over one version only, and says null where it is another', async () => {
    await reached(async () => {
      const bucket = new Bucket('reports');
      const first = await bucket.put('state', bytes, { ...plain, over: null });
      expect(first).toBe('"1"');
      expect(await bucket.put('state', bytes, { ...plain, over: null })).toBeNull();
      expect(await bucket.put('state', bytes, { ...plain, over: first })).toBe('"2"');
      expect(await bucket.put('state', bytes, { ...plain, over: first })).toBeNull();
    });
  });

  it('says null where somebody writes at the very moment', async () => {
    endpoint.inTurn('s3', s3Error(409, 'ConditionalRequestConflict'));
    expect(await reached(() => new Bucket('reports').put('state', bytes, { ...plain, over: '"1"' }))).toBeNull();
  });

  it.each([
    ['AccessDenied', 403],
    ['NoSuchBucket', 404],
  ])('names what failed and the permission: %s', async (code, status) => {
    endpoint.inTurn('s3', s3Error(status, code));
    await reached(async () => {
      const bucket = new Bucket('reports');
      await expect(bucket.put('k', bytes, plain)).rejects.toEqual(
        failure(new RegExp(`^writing s3://reports/k failed \\(s3:PutObject\\): ${code}: told by`)),
      );
      await expect(bucket.get('k', signal)).rejects.toEqual(
        failure(new RegExp(`^reading s3://reports/k failed \\(s3:GetObject\\): ${code}`)),
      );
    });
  });

  it('is tried again where it is overloaded', async () => {
    endpoint.inTurn('s3', s3Error(503, 'SlowDown'), { status: 200, body: '', headers: { etag: '"1"' } });
    expect(await reached(() => new Bucket('reports').put('k', bytes, plain))).toBe('"1"');
    expect(endpoint.to('s3')).toHaveLength(2);
  });

  it('that does not answer is left when the time is over, and the error says so', async () => {
    endpoint.inTurn('s3', null);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new InputError('out of time before writing k was done')), 100);
    const work = reached(() => new Bucket('reports').put('k', bytes, { ...plain, signal: stop.signal }));
    await expect(work).rejects.toEqual(failure(/\(s3:PutObject\): InputError: out of time before writing k was done$/));
  });
});

describe('the topic', () => {
  it('is reached in its own region, with a subject that SNS takes', async () => {
    endpoint.inTurn('sns', published);
    await reached(() => new Topic(topicArn).publish(`Übel\n${'x'.repeat(200)}`, 'ä'.repeat(200_000), signal));
    const [request] = endpoint.to('sns');
    const form = new URLSearchParams(request?.body.toString());
    expect(request?.region).toBe('eu-west-1');
    expect(form.get('Subject')).toBe(`?bel?${'x'.repeat(94)}`);
    expect(Buffer.byteLength(form.get('Message') ?? '')).toBeLessThanOrEqual(250_000);
  });

  it('that throttles is tried again', async () => {
    endpoint.inTurn('sns', snsError(400, 'Throttling'), snsError(400, 'Throttling'), published);
    await reached(() => new Topic(topicArn).publish('s', 'm', signal));
    expect(endpoint.to('sns')).toHaveLength(3);
  });

  it('that is gone is named', async () => {
    endpoint.inTurn('sns', snsError(404, 'NotFound'));
    await expect(reached(() => new Topic(topicArn).publish('s', 'm', signal))).rejects.toEqual(
      failure(/^publishing to arn:aws:sns:eu-west-1:123456789012:people failed \(sns:Publish\): NotFound/),
    );
  });
});

describe('the bus', () => {
  it('gets one event', async () => {
    endpoint.inTurn('events', jsonAnswer({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] }));
    await reached(() => new EventBus('default').put('Verdicts Changed', { a: 1 }, ['arn:x'], signal));
    expect(JSON.parse(endpoint.to('events')[0]?.body.toString() ?? '')).toEqual({
      Entries: [{ EventBusName: 'default', Source: 'ha-audit', DetailType: 'Verdicts Changed', Detail: '{"a":1}', Resources: ['arn:x'] }],
    });
  });

  it('that answers 200 and took nothing has failed', async () => {
    endpoint.inTurn('events', jsonAnswer({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'try later' }] }));
    await expect(reached(() => new EventBus('mine').put('Verdicts Changed', {}, [], signal))).rejects.toEqual(
      failure(/^putting an event on the bus mine failed \(events:PutEvents\): .*InternalFailure try later/),
    );
  });
});

describe('Security Hub', () => {
  const findings = Array.from({ length: 201 }, (_, index) => ({
    SchemaVersion: '2018-10-08',
    Id: `id-${index}`,
    ProductArn: 'arn',
    GeneratorId: 'g',
    AwsAccountId: '123456789012',
    CreatedAt: 't',
    UpdatedAt: 't',
    Title: 't',
    Description: 'd',
    Resources: [],
  }));

  it('gets at most a hundred at a time in the region of the findings, and tells which it refused', async () => {
    const refusal = { Id: 'id-7', ErrorCode: 'InvalidInput', ErrorMessage: 'Invalid ARN' };
    endpoint.inTurn(
      'securityhub',
      jsonAnswer({ FailedCount: 1, SuccessCount: 99, FailedFindings: [refusal] }),
      jsonAnswer({ FailedCount: 0, SuccessCount: 1 }),
    );
    const refused = await reached(() => importFindings('eu-central-1', findings, signal));
    expect(refused).toEqual([{ id: 'id-7', reason: 'InvalidInput Invalid ARN' }]);
    const requests = endpoint.to('securityhub');
    expect(requests.map(({ body }) => membersOf<{ Findings: readonly unknown[] }>(body).Findings.length)).toEqual([100, 100, 1]);
    expect(new Set(requests.map(({ region }) => region))).toEqual(new Set(['eu-central-1']));
  });

  it('that is not enabled says so, with the region', async () => {
    endpoint.inTurn('securityhub', {
      ...jsonAnswer({ Message: 'not subscribed' }, 403),
      headers: { 'x-amzn-errortype': 'InvalidAccessException' },
    });
    await expect(reached(() => importFindings('eu-central-1', findings, signal))).rejects.toEqual(
      failure(/Security Hub of eu-central-1 failed \(securityhub:BatchImportFindings\): InvalidAccessException/),
    );
  });
});

describe('AWS Config', () => {
  const evaluations = Array.from({ length: 205 }, (_, index) => ({
    ComplianceResourceType: 'AWS::EC2::VPC',
    ComplianceResourceId: `vpc-${index}`,
    ComplianceType: 'COMPLIANT' as const,
    OrderingTimestamp: new Date('2026-11-21T05:00:00Z'),
  }));

  it('gets at most a hundred answers at a time, under the token, and says how many it refused', async () => {
    endpoint.inTurn(
      'config',
      jsonAnswer({ FailedEvaluations: [{ ComplianceResourceId: 'vpc-0' }, { ComplianceResourceId: 'vpc-1' }] }),
      jsonAnswer({}),
    );
    expect(await reached(() => new ConfigRule('token').putEvaluations(evaluations, signal))).toBe(2);
    const bodies = endpoint.to('config').map(({ body }) => membersOf<{ Evaluations: readonly unknown[]; ResultToken: string }>(body));
    expect(bodies.map(({ Evaluations, ResultToken }) => [Evaluations.length, ResultToken])).toEqual([
      [100, 'token'],
      [100, 'token'],
      [5, 'token'],
    ]);
  });

  it('that does not know the token has failed', async () => {
    endpoint.inTurn('config', jsonAnswer({ __type: 'InvalidResultTokenException', message: 'no such token' }, 400));
    await expect(reached(() => new ConfigRule('x').putEvaluations(evaluations, signal))).rejects.toEqual(
      failure(/^answering AWS Config failed \(config:PutEvaluations\): InvalidResultTokenException/),
    );
  });
});
