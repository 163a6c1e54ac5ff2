import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/collectors/kit/progress.ts';
import instance from '../../../src/collectors/rds/instance.ts';
import { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { balancing, scriptBalancers } from '../../kit/balancers.ts';
import { db } from '../../kit/db-answer.ts';
import { collectFrom, coverageOf } from '../../kit/live.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

const place = { account: '123456789012', region: 'us-east-1' };
describe('paging', () => {
  it('fetches page two with the token of page one', async () => {
    endpoint.pages('rds:DescribeDBInstances', [{ DBInstances: [db('b')] }, { DBInstances: [db('a')] }]);
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect(snapshot.nodes.map(({ key }) => key)).toEqual(['a', 'b']);
    const asked = endpoint.received
      .filter(({ action }) => action === 'rds:DescribeDBInstances')
      .map(({ parameters }) => parameters['Marker']);
    expect(asked).toEqual([undefined, 'page-2']);
    expect(coverageOf(snapshot, 'rds.instance')).toEqual({
      kind: 'rds.instance',
      ...place,
      status: 'complete',
      items: 2,
      gaps: [],
      listed: true,
    });
  });

  it('is over at an empty token', async () => {
    endpoint.on('rds:DescribeDBInstances', { DBInstances: [db('a')], Marker: '' });
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect([coverageOf(snapshot, 'rds.instance').status, endpoint.calls('rds:DescribeDBInstances')]).toEqual(['complete', 1]);
  });

  it('stops where a token comes back', async () => {
    endpoint.on('rds:DescribeDBInstances', { DBInstances: [db('a')], Marker: 'again' });
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({
      status: 'partial',
      listed: false,
      items: 1,
      gaps: [{ reason: 'malformed', action: 'rds:DescribeDBInstances' }],
    });
    expect(endpoint.calls('rds:DescribeDBInstances')).toBe(2);
  });

  it('keeps the pages before one that fails', async () => {
    endpoint.pages('rds:DescribeDBInstances', [{ DBInstances: [db('a')] }, { DBInstances: [db('b')] }, {}]);
    endpoint.deny('rds:DescribeDBInstances', undefined, ({ parameters }) => parameters['Marker'] === 'page-3');
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect(snapshot.nodes.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({
      status: 'partial',
      listed: false,
      items: 2,
      gaps: [{ reason: 'denied', action: 'rds:DescribeDBInstances' }],
    });
  });

  it('keeps an item once that two pages list', async () => {
    endpoint.pages('rds:DescribeDBInstances', [{ DBInstances: [db('a', { DBInstanceStatus: 'creating' })] }, { DBInstances: [db('a')] }]);
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect(snapshot.nodes.map(({ facts }) => facts['status'])).toEqual(['available']);
    expect(snapshot.header.nodes).toBe(1);
  });
});

describe('what AWS leaves out', () => {
  it('spoils one fact where it is a field', async () => {
    endpoint.on('rds:DescribeDBInstances', { DBInstances: [db('a', { MultiAZ: undefined })] });
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    const [node] = snapshot.nodes;
    expect(node?.gaps).toEqual({
      multiAz: { reason: 'malformed', action: 'rds:DescribeDBInstances', ...place, detail: 'AWS sent no MultiAZ.' },
    });
    expect([Object.keys(node?.facts ?? {}).includes('multiAz'), node?.facts['storageEncrypted']]).toEqual([false, true]);
  });

  it('is told of the kind where it is the name', async () => {
    endpoint.on('rds:DescribeDBInstances', { DBInstances: [db('a', { DBInstanceArn: undefined }), db('b')] });
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect(snapshot.nodes.map(({ key }) => key)).toEqual(['b']);
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({
      status: 'partial',
      listed: false,
      items: 1,
      gaps: [{ reason: 'malformed', action: 'rds:DescribeDBInstances', detail: 'An item cannot be named: AWS sent no DBInstanceArn.' }],
    });
  });
});

describe('a run that is stopped', () => {
  it('keeps what it has, and the rest is a gap', async () => {
    const stop = new AbortController();
    scriptBalancers(endpoint).pages('rds:DescribeDBInstances', [{ DBInstances: [db('a')] }, { DBInstances: [db('b')] }]);
    endpoint.fault('rds:DescribeDBInstances', async ({ parameters }) => {
      if (parameters['Marker'] === undefined) return null;
      stop.abort(new DOMException('--timeout', 'TimeoutError'));
      return new Promise(() => {});
    });
    endpoint.fault('elasticloadbalancing:DescribeLoadBalancers', () => new Promise(() => {}));
    const started = performance.now();
    const snapshot = await collectFrom(endpoint, { collectors: [...balancing, instance], signal: stop.signal });
    expect(performance.now() - started).toBeLessThan(2000);
    const gaps = (action: string) => [{ reason: 'timeout', action, ...place, detail: 'The run was stopped before this was read.' }];
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({
      status: 'partial',
      listed: false,
      items: 1,
      gaps: gaps('rds:DescribeDBInstances'),
    });
    expect(coverageOf(snapshot, 'elbv2.load-balancer')).toMatchObject({
      status: 'failed',
      listed: false,
      gaps: gaps('elasticloadbalancing:DescribeLoadBalancers'),
    });
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject({ status: 'failed', listed: false });
  });
});

it('tells how far it is', async () => {
  endpoint.pages('rds:DescribeDBInstances', [{ DBInstances: [db('a')] }, { DBInstances: [db('b')] }]);
  const seen: Progress[] = [];
  await collectFrom(endpoint, { collectors: [instance], onProgress: (progress) => seen.push(progress) });
  const kind = 'rds.instance' as const;
  expect(seen).toEqual([
    { step: 'planned', account: '123456789012', regions: ['us-east-1'], kinds: 1 },
    { step: 'started', ...place, kind },
    { step: 'page', ...place, kind, items: 1 },
    { step: 'page', ...place, kind, items: 2 },
    { step: 'done', ...place, kind, items: 2, status: 'complete', gaps: 0 },
  ]);
});
