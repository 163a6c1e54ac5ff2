import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnyCollector } from '../../../src/collectors/kit/define.ts';
import type { Progress } from '../../../src/collectors/kit/progress.ts';
import listener from '../../../src/collectors/elbv2/listener.ts';
import loadBalancer from '../../../src/collectors/elbv2/load-balancer.ts';
import instance from '../../../src/collectors/rds/instance.ts';
import { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { collectFrom, coverageOf } from '../../kit/live.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

const place = { account: '123456789012', region: 'us-east-1' };
const arnOf = (name: string) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/${name}/1`;
const balancers = (...names: readonly string[]) => ({
  LoadBalancers: names.map((name) => ({ LoadBalancerArn: arnOf(name), LoadBalancerName: name, Type: 'application', State: { Code: 'active' } })),
});

function db(name: string, change: object = {}) {
  return {
    DBInstanceIdentifier: name,
    DBInstanceArn: `arn:aws:rds:us-east-1:123456789012:db:${name}`,
    Engine: 'postgres',
    DBInstanceStatus: 'available',
    MultiAZ: true,
    StorageEncrypted: true,
    PubliclyAccessible: false,
    DeletionProtection: true,
    BackupRetentionPeriod: 7,
    ...change,
  };
}

/** Load balancers a and b, each with one listener, all attributes and tags. */
function scriptBalancers(): AwsEndpoint {
  return endpoint
    .on('elasticloadbalancing:DescribeLoadBalancers', balancers('a', 'b'))
    .on('elasticloadbalancing:DescribeLoadBalancerAttributes', { Attributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] })
    .on('elasticloadbalancing:DescribeTags', ({ parameters }) => {
      const arns = Object.entries(parameters).flatMap(([name, value]) => (name.startsWith('ResourceArns.member.') ? String(value) : []));
      return { TagDescriptions: arns.map((ResourceArn) => ({ ResourceArn, Tags: [{ Key: 'Env', Value: 'prod' }] })) };
    })
    .on('elasticloadbalancing:DescribeListeners', ({ parameters }) => {
      const LoadBalancerArn = String(parameters['LoadBalancerArn']);
      return { Listeners: [{ ListenerArn: LoadBalancerArn.replace('loadbalancer', 'listener'), LoadBalancerArn, Port: 80, Protocol: 'HTTP' }] };
    });
}
const balancing: readonly AnyCollector[] = [listener, loadBalancer];

describe('paging', () => {
  it('fetches page two with the token of page one', async () => {
    endpoint.pages('rds:DescribeDBInstances', [{ DBInstances: [db('b')] }, { DBInstances: [db('a')] }]);
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect(snapshot.nodes.map(({ key }) => key)).toEqual(['a', 'b']);
    const asked = endpoint.received.filter(({ action }) => action === 'rds:DescribeDBInstances').map(({ parameters }) => parameters['Marker']);
    expect(asked).toEqual([undefined, 'page-2']);
    expect(coverageOf(snapshot, 'rds.instance')).toEqual({ kind: 'rds.instance', ...place, status: 'complete', items: 2, gaps: [], listed: true });
  });

  it('is over at an empty token', async () => {
    endpoint.on('rds:DescribeDBInstances', { DBInstances: [db('a')], Marker: '' });
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect([coverageOf(snapshot, 'rds.instance').status, endpoint.calls('rds:DescribeDBInstances')]).toEqual(['complete', 1]);
  });

  it('stops where a token comes back', async () => {
    endpoint.on('rds:DescribeDBInstances', { DBInstances: [db('a')], Marker: 'again' });
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({ status: 'partial', listed: false, items: 1, gaps: [{ reason: 'malformed', action: 'rds:DescribeDBInstances' }] });
    expect(endpoint.calls('rds:DescribeDBInstances')).toBe(2);
  });

  it('keeps the pages before one that fails', async () => {
    endpoint.pages('rds:DescribeDBInstances', [{ DBInstances: [db('a')] }, { DBInstances: [db('b')] }, {}]);
    endpoint.deny('rds:DescribeDBInstances', undefined, ({ parameters }) => parameters['Marker'] === 'page-3');
    const snapshot = await collectFrom(endpoint, { collectors: [instance] });
    expect(snapshot.nodes.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({ status: 'partial', listed: false, items: 2, gaps: [{ reason: 'denied', action: 'rds:DescribeDBInstances' }] });
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
    expect(node?.gaps).toEqual({ multiAz: { reason: 'malformed', action: 'rds:DescribeDBInstances', ...place, detail: 'AWS sent no MultiAZ.' } });
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

describe('a listing that is denied', () => {
  it('is a gap of its kind, and of the kinds that depend on it', async () => {
    scriptBalancers().deny('elasticloadbalancing:DescribeLoadBalancers').on('rds:DescribeDBInstances', { DBInstances: [db('a')] });
    const snapshot = await collectFrom(endpoint, { collectors: [...balancing, instance] });
    const denied = { status: 'denied', listed: false, items: 0, gaps: [{ reason: 'denied', action: 'elasticloadbalancing:DescribeLoadBalancers' }] };
    expect(coverageOf(snapshot, 'elbv2.load-balancer')).toMatchObject(denied);
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject(denied);
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({ status: 'complete', items: 1 });
    expect(endpoint.calls('elasticloadbalancing:DescribeListeners')).toBe(0);
  });

  it('marks one parent where only the request for that one fails', async () => {
    scriptBalancers().deny('elasticloadbalancing:DescribeListeners', undefined, ({ parameters }) => parameters['LoadBalancerArn'] === arnOf('a'));
    const snapshot = await collectFrom(endpoint, { collectors: balancing });
    const gap = { reason: 'denied', action: 'elasticloadbalancing:DescribeListeners' };
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject({ status: 'partial', listed: false, items: 1, gaps: [gap] });
    const parents = snapshot.nodes.filter(({ kind }) => kind === 'elbv2.load-balancer');
    expect(parents.map(({ key, gaps }) => [key, gaps['elbv2.listener']?.reason])).toEqual([
      [arnOf('a'), 'denied'],
      [arnOf('b'), undefined],
    ]);
    expect(coverageOf(snapshot, 'elbv2.load-balancer').status).toBe('complete');
  });

  it('is denied where every request for it is', async () => {
    scriptBalancers().deny('elasticloadbalancing:DescribeListeners');
    const snapshot = await collectFrom(endpoint, { collectors: balancing });
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject({ status: 'denied', listed: false, items: 0 });
    expect(coverageOf(snapshot, 'elbv2.listener').gaps).toHaveLength(1);
  });

  it('has no children to lose where the parent is gone by then', async () => {
    scriptBalancers().fail('elasticloadbalancing:DescribeListeners', 400, 'LoadBalancerNotFound', 'One or more load balancers not found', ({ parameters }) => parameters['LoadBalancerArn'] === arnOf('a'));
    const snapshot = await collectFrom(endpoint, { collectors: balancing });
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject({ status: 'complete', listed: true, items: 1, gaps: [] });
  });
});

describe('a detail', () => {
  it('is asked in batches', async () => {
    const names = Array.from({ length: 45 }, (_, index) => `lb-${String(index).padStart(2, '0')}`);
    scriptBalancers().on('elasticloadbalancing:DescribeLoadBalancers', balancers(...names));
    const snapshot = await collectFrom(endpoint, { collectors: [loadBalancer] });
    expect([endpoint.calls('elasticloadbalancing:DescribeTags'), endpoint.calls('elasticloadbalancing:DescribeLoadBalancerAttributes')]).toEqual([3, 45]);
    expect(snapshot.nodes.every(({ facts }) => JSON.stringify(facts['tags']) === '{"Env":"prod"}')).toBe(true);
  });

  it('spoils its facts and nothing else where it is denied', async () => {
    scriptBalancers().deny('elasticloadbalancing:DescribeTags', undefined, ({ parameters }) => String(parameters['ResourceArns.member.1']).includes('loadbalancer'));
    const snapshot = await collectFrom(endpoint, { collectors: balancing });
    const gap = { reason: 'denied', action: 'elasticloadbalancing:DescribeTags' };
    expect(coverageOf(snapshot, 'elbv2.load-balancer')).toMatchObject({ status: 'partial', listed: true, items: 2, gaps: [gap] });
    const [first] = snapshot.nodes.filter(({ kind }) => kind === 'elbv2.load-balancer');
    expect(Object.keys(first?.gaps ?? {})).toEqual(['tags']);
    expect(first?.facts['attributes']).toEqual({ 'deletion_protection.enabled': 'true' });
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject({ status: 'complete', items: 2 });
  });

  it('finds the one that is gone and reads the others', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    scriptBalancers()
      .on('elasticloadbalancing:DescribeLoadBalancers', balancers(...names))
      .fail('elasticloadbalancing:DescribeTags', 400, 'LoadBalancerNotFound', 'One or more not found', ({ parameters }) => Object.values(parameters).includes(arnOf('c')));
    const snapshot = await collectFrom(endpoint, { collectors: [loadBalancer] });
    expect(snapshot.nodes.map(({ name, facts }) => [name, facts['tags']])).toEqual(['a', 'b', 'd', 'e'].map((name) => [name, { Env: 'prod' }]));
    expect(coverageOf(snapshot, 'elbv2.load-balancer')).toMatchObject({ status: 'complete', items: 4, gaps: [] });
  });

  it('is a gap for the item that the answer leaves out', async () => {
    scriptBalancers().on('elasticloadbalancing:DescribeTags', { TagDescriptions: [{ ResourceArn: arnOf('a'), Tags: [] }] });
    const snapshot = await collectFrom(endpoint, { collectors: [loadBalancer] });
    expect(snapshot.nodes.map(({ name, gaps }) => [name, gaps['tags']?.reason])).toEqual([
      ['a', undefined],
      ['b', 'malformed'],
    ]);
    expect(coverageOf(snapshot, 'elbv2.load-balancer')).toMatchObject({ status: 'partial', listed: true });
  });
});

describe('a run that is stopped', () => {
  it('keeps what it has, and the rest is a gap', async () => {
    const stop = new AbortController();
    scriptBalancers().pages('rds:DescribeDBInstances', [{ DBInstances: [db('a')] }, { DBInstances: [db('b')] }]);
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
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({ status: 'partial', listed: false, items: 1, gaps: gaps('rds:DescribeDBInstances') });
    expect(coverageOf(snapshot, 'elbv2.load-balancer')).toMatchObject({ status: 'failed', listed: false, gaps: gaps('elasticloadbalancing:DescribeLoadBalancers') });
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
