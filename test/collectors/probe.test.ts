import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import listener from '../../src/collectors/elbv2/listener.ts';
import loadBalancer from '../../src/collectors/elbv2/load-balancer.ts';
import { probe } from '../../src/collectors/probe.ts';
import instance from '../../src/collectors/rds/instance.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { credentialsFor, withVariables } from '../kit/live.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
  const balancer = (name: string) => ({
    LoadBalancerArn: `arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/${name}/1`,
    LoadBalancerName: name,
  });
  endpoint
    .on('elasticloadbalancing:DescribeLoadBalancers', { LoadBalancers: [balancer('a'), balancer('b')], NextMarker: 'more' })
    .on('elasticloadbalancing:DescribeLoadBalancerAttributes', {})
    .on('elasticloadbalancing:DescribeTags', {})
    .on('elasticloadbalancing:DescribeListeners', {})
    .on('rds:DescribeDBInstances', {});
});
afterEach(() => endpoint.close());

async function tried(regions: readonly string[] = []) {
  const probes = await withVariables(credentialsFor(endpoint), () =>
    probe({
      collectors: [listener, loadBalancer, instance],
      kinds: null,
      regions,
      credentials: { profile: null, roleArn: null, externalId: null },
      environment: process.env,
      signal: new AbortController().signal,
      now: () => new Date(),
    }),
  );
  return Object.fromEntries(
    probes.map(({ action, outcome, gap, regions: where }) => [
      action,
      gap === null ? outcome : `${outcome}: ${gap.detail}${regions.length === 0 ? '' : ` (${where.join(' ')})`}`,
    ]),
  );
}

const all = {
  'ec2:DescribeRegions': 'allowed',
  'elasticloadbalancing:DescribeListenerCertificates': 'untried',
  'elasticloadbalancing:DescribeListeners': 'allowed',
  'elasticloadbalancing:DescribeLoadBalancerAttributes': 'allowed',
  'elasticloadbalancing:DescribeLoadBalancers': 'allowed',
  'elasticloadbalancing:DescribeTags': 'allowed',
  'rds:DescribeDBInstances': 'allowed',
  'sts:GetCallerIdentity': 'allowed',
};

it('tries each action once', async () => {
  expect(await tried()).toEqual(all);
  const calls = endpoint.received.map(({ action }) => action).sort();
  expect(calls).toEqual(Object.entries(all).flatMap(([action, outcome]) => (outcome === 'allowed' ? [action] : [])));
});

it.each(Object.keys(all).filter((action) => !/Certificates|sts:/.test(action)))('names %s where it is denied', async (action) => {
  endpoint.deny(action);
  const probes = await tried();
  expect(probes[action]).toBe(`denied: No identity policy allows ${action}.`);
  expect(Object.values(probes).filter((outcome) => outcome.startsWith('denied'))).toHaveLength(1);
});

it('does not take a failure for a refusal', async () => {
  endpoint.html('rds:DescribeDBInstances', 500);
  expect((await tried())['rds:DescribeDBInstances']).toMatch(/^unclear: /);
});

describe('in several regions', () => {
  const regions = ['us-east-1', 'eu-west-1', 'eu-south-1'];

  it('tries each action once in each', async () => {
    expect(await tried(regions)).toEqual(all);
    const calls = endpoint.received.filter(({ action }) => action === 'rds:DescribeDBInstances').map(({ region }) => region);
    expect(calls.sort()).toEqual(regions.toSorted());
  });

  it('names those in which an action is denied, though another allows it', async () => {
    endpoint.deny('rds:DescribeDBInstances', undefined, ({ region }) => region !== 'eu-west-1');
    expect((await tried(regions))['rds:DescribeDBInstances']).toBe(
      'denied: No identity policy allows rds:DescribeDBInstances. (eu-south-1 us-east-1)',
    );
  });
});
