import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import loadBalancer from '../../../src/collectors/elbv2/load-balancer.ts';
import instance from '../../../src/collectors/rds/instance.ts';
import { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { arnOf, balancers, balancing, scriptBalancers } from '../../kit/balancers.ts';
import { db } from '../../kit/db-answer.ts';
import { collectFrom, coverageOf } from '../../kit/live.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());
describe('a listing that is denied', () => {
  it('is a gap of its kind, and of the kinds that depend on it', async () => {
    scriptBalancers(endpoint)
      .deny('elasticloadbalancing:DescribeLoadBalancers')
      .on('rds:DescribeDBInstances', { DBInstances: [db('a')] });
    const snapshot = await collectFrom(endpoint, { collectors: [...balancing, instance] });
    const denied = {
      status: 'denied',
      listed: false,
      items: 0,
      gaps: [{ reason: 'denied', action: 'elasticloadbalancing:DescribeLoadBalancers' }],
    };
    expect(coverageOf(snapshot, 'elbv2.load-balancer')).toMatchObject(denied);
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject(denied);
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({ status: 'complete', items: 1 });
    expect(endpoint.calls('elasticloadbalancing:DescribeListeners')).toBe(0);
  });

  it('marks one parent where only the request for that one fails', async () => {
    scriptBalancers(endpoint).deny(
      'elasticloadbalancing:DescribeListeners',
      undefined,
      ({ parameters }) => parameters['LoadBalancerArn'] === arnOf('a'),
    );
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
    scriptBalancers(endpoint).deny('elasticloadbalancing:DescribeListeners');
    const snapshot = await collectFrom(endpoint, { collectors: balancing });
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject({ status: 'denied', listed: false, items: 0 });
    expect(coverageOf(snapshot, 'elbv2.listener').gaps).toHaveLength(1);
  });

  it('has no children to lose where the parent is gone by then', async () => {
    scriptBalancers(endpoint).fail(
      'elasticloadbalancing:DescribeListeners',
      400,
      'LoadBalancerNotFound',
      'One or more load balancers not found',
      ({ parameters }) => parameters['LoadBalancerArn'] === arnOf('a'),
    );
    const snapshot = await collectFrom(endpoint, { collectors: balancing });
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject({ status: 'complete', listed: true, items: 1, gaps: [] });
  });
});

describe('a detail', () => {
  it('is asked in batches', async () => {
    const names = Array.from({ length: 45 }, (_, index) => `lb-${String(index).padStart(2, '0')}`);
    scriptBalancers(endpoint).on('elasticloadbalancing:DescribeLoadBalancers', balancers(...names));
    const snapshot = await collectFrom(endpoint, { collectors: [loadBalancer] });
    expect([
      endpoint.calls('elasticloadbalancing:DescribeTags'),
      endpoint.calls('elasticloadbalancing:DescribeLoadBalancerAttributes'),
    ]).toEqual([3, 45]);
    expect(snapshot.nodes.every(({ facts }) => JSON.stringify(facts['tags']) === '{"Env":"prod"}')).toBe(true);
  });

  it('spoils its facts and nothing else where it is denied', async () => {
    scriptBalancers(endpoint).deny('elasticloadbalancing:DescribeTags', undefined, ({ parameters }) =>
      String(parameters['ResourceArns.member.1']).includes('loadbalancer'),
    );
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
    scriptBalancers(endpoint)
      .on('elasticloadbalancing:DescribeLoadBalancers', balancers(...names))
      .fail('elasticloadbalancing:DescribeTags', 400, 'LoadBalancerNotFound', 'One or more not found', ({ parameters }) =>
        Object.values(parameters).includes(arnOf('c')),
      );
    const snapshot = await collectFrom(endpoint, { collectors: [loadBalancer] });
    expect(snapshot.nodes.map(({ name, facts }) => [name, facts['tags']])).toEqual(
      ['a', 'b', 'd', 'e'].map((name) => [name, { Env: 'prod' }]),
    );
    expect(coverageOf(snapshot, 'elbv2.load-balancer')).toMatchObject({ status: 'complete', items: 4, gaps: [] });
  });

  it('is a gap for the item that the answer leaves out', async () => {
    scriptBalancers(endpoint).on('elasticloadbalancing:DescribeTags', { TagDescriptions: [{ ResourceArn: arnOf('a'), Tags: [] }] });
    const snapshot = await collectFrom(endpoint, { collectors: [loadBalancer] });
    expect(snapshot.nodes.map(({ name, gaps }) => [name, gaps['tags']?.reason])).toEqual([
      ['a', undefined],
      ['b', 'malformed'],
    ]);
    expect(coverageOf(snapshot, 'elbv2.load-balancer')).toMatchObject({ status: 'partial', listed: true });
  });
});
