import { describe, expect, it } from 'vitest';
import { Graph } from '../../src/graph/graph.ts';
import { isKind } from '../../src/model/kinds.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { environmentOf } from '../../src/topology/environment-names.ts';
import { Environments } from '../../src/topology/environments.ts';
import { deriveTopology } from '../../src/topology/topology.ts';
import { environmentTagKeys, type WorkloadSetting } from '../../src/topology/workload-names.ts';
import { Workloads } from '../../src/topology/workloads.ts';
import { denied, node, world, worldWithGaps } from '../kit/world.ts';

describe('the name of an environment', () => {
  it.each([
    ['production', ['prod', 'PROD', 'Production', 'prd', 'live', 'prod-eu', 'eu-west-1-prod', 'prod2', 'DR', ' prod ']],
    [
      'staging',
      ['staging', 'stage', 'Stg', 'pre-prod', 'preprod', 'Pre-Production', 'UAT', 'nonprod', 'non-production', 'staging-us-east-1'],
    ],
    ['test', ['test', 'Testing', 'tst', 'qa', 'QA-01', 'qa2', 'integration', 'e2e', 'dev/test']],
    ['development', ['dev', 'DEV', 'development', 'develop', 'Dev-2', 'dev_euw1', 'sandbox', 'sbx', 'demo', 'poc', 'lab']],
  ])('%s has many spellings', (environment, values) => {
    for (const value of values) expect([value, environmentOf(value)]).toEqual([value, environment]);
  });

  it('is none where a word of it may mean anything', () => {
    const values = [
      '',
      ' ',
      '-',
      '42',
      'eu-west-1',
      'blue',
      'dev-portal',
      'orders-dev',
      'testimony',
      'device',
      'production-like',
      'latest',
      'beta',
      '1a',
    ];
    for (const value of values) expect([value, environmentOf(value)]).toEqual([value, null]);
  });

  it('is the one nearest to production where it names two', () => {
    expect([environmentOf('prod-test'), environmentOf('live-demo'), environmentOf('staging+dev')]).toEqual([
      'production',
      'production',
      'staging',
    ]);
  });

  it('may be one of your own, which goes first', () => {
    const names = [{ matches: (value: string) => value === 'dev', environment: 'production' } as const];
    expect([environmentOf('dev', names), environmentOf('Dev', names)]).toEqual(['production', 'development']);
  });

  it('is none where it is hostile', () => {
    for (const value of ['\u202evrp', 'dev\u0000prod\u0000x', '__proto__', 'constructor', `${'dev-'.repeat(10_000)}dev`])
      expect(environmentOf(value)).toBe(null);
  });
});

function environmentsIn(
  { header, nodes }: Snapshot,
  settings: readonly WorkloadSetting[] = [],
  naming = { tagKeys: environmentTagKeys, names: [] },
): Readonly<Record<string, string>> {
  const graph = new Graph(header, nodes, { actionsOf: () => [] });
  const environments = new Environments(graph, new Workloads(graph, deriveTopology(graph), settings), settings, naming);
  const views = [...new Set(nodes.map(({ kind }) => kind))].flatMap((kind) => (isKind(kind) ? graph.known(kind) : []));
  return Object.fromEntries(views.map((view) => [view.key, environments.of(view)]));
}

const tagged = (tags: Readonly<Record<string, string>>): NodeRecord => node('rds.instance', 'orders', { tags });
const setting = (name: string, environment: string | null, tags = { Stack: name }): WorkloadSetting => ({
  name,
  tags,
  environment,
  bootSeconds: null,
});

describe('the environment of a resource', () => {
  it.each([
    ['its tag', { Environment: 'dev' }, 'development'],
    ['its tag, whatever the case', { ENV: 'Staging' }, 'staging'],
    ['its tag, of several keys', { stage: 'qa' }, 'test'],
    ['production without a tag', { Team: 'dev' }, 'production'],
    ['production with an empty tag', { Env: ' ' }, 'production'],
    ['production with a word that is not known', { Env: 'blue' }, 'production'],
    ['the one nearest to production, where tags disagree', { Env: 'dev', Stage: 'prod' }, 'production'],
    ['production, where one of them may mean anything', { Env: 'dev', Stage: 'blue' }, 'production'],
  ])('is %s', (_what, tags, environment) => {
    expect(environmentsIn(world(tagged(tags)))).toEqual({ orders: environment });
  });

  it('is production where the tags are not known', () => {
    const orders = node('rds.instance', 'orders', { tags: denied('rds:ListTagsForResource') });
    expect(environmentsIn(world(orders), [setting('orders', 'dev')])).toEqual({ orders: 'production' });
  });

  it('can be told by tags of other keys', () => {
    const naming = { tagKeys: ['lifecycle'], names: [] };
    expect(environmentsIn(world(tagged({ Lifecycle: 'dev', Env: 'prod' })), [], naming)).toEqual({ orders: 'development' });
  });

  it('is what the configuration says of its workload, before any tag', () => {
    const orders = tagged({ Stack: 'orders', Env: 'prod' });
    expect(environmentsIn(world(orders), [setting('orders', 'sandbox')])).toEqual({ orders: 'development' });
    expect(environmentsIn(world(orders), [setting('orders', 'blue')])).toEqual({ orders: 'production' });
    expect(environmentsIn(world(orders), [setting('orders', null)])).toEqual({ orders: 'production' });
  });

  const fleet = (tags: Readonly<Record<string, string>>, ofInstance: Readonly<Record<string, string>> = {}) => [
    node('autoscaling.group', 'web', { tags }),
    node('ec2.instance', 'i-1', { autoScalingGroupName: 'web', autoScalingGroup: 'web', tags: ofInstance }),
    node('ec2.volume', 'vol-1', { instances: ['i-1'], tags: {} }),
  ];

  it('is that of its group, and of its instance', () => {
    const all = { web: 'development', 'i-1': 'development', 'vol-1': 'development' };
    expect(environmentsIn(world(...fleet({ Env: 'dev' })))).toEqual(all);
    expect(environmentsIn(world(...fleet({ Env: 'dev' }, { Env: 'prod' })))).toEqual({
      ...all,
      'i-1': 'production',
      'vol-1': 'production',
    });
  });

  it('is that of the load balancer, the service and the cluster it is part of', () => {
    const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
    const listener = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/web/1/2';
    const nodes = world(
      node('elbv2.load-balancer', balancer, { tags: { Env: 'dev' } }),
      node('elbv2.listener', listener, { loadBalancer: balancer, tags: {} }),
      node('rds.cluster', 'orders', { tags: { Env: 'qa' } }),
      node('rds.instance', 'orders-1', { cluster: 'orders', tags: {} }),
      node('rds.instance', 'alone', { cluster: null, tags: {} }),
      node('autoscaling.policy', 'grow', { group: denied('autoscaling:DescribePolicies') }),
    );
    expect(environmentsIn(nodes)).toMatchObject({
      [listener]: 'development',
      'orders-1': 'test',
      alone: 'production',
      grow: 'production',
    });
  });

  it('is production where its owner was not seen', () => {
    const [, instance, volume] = fleet({ Env: 'dev' });
    if (instance === undefined || volume === undefined) throw new Error('no fleet');
    const unseen = worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, instance, volume);
    expect(environmentsIn(unseen)).toEqual({ 'i-1': 'production', 'vol-1': 'production' });
    expect(environmentsIn(world(node('ec2.volume', 'vol-1', { instances: ['i-1', 'i-2'], tags: {} }), instance))).toMatchObject({
      'vol-1': 'production',
    });
  });

  const stack = (name: string) => [
    node('elbv2.load-balancer', `arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/${name}/1`, {
      tags: { Stack: name },
      securityGroups: [`sg-${name}`],
    }),
    node('ec2.security-group', `sg-${name}`, { tags: {} }),
  ];
  const shared = [node('ec2.vpc', 'vpc-1', { tags: {} }), node('ec2.instance', 'i-9', { tags: {}, vpc: 'vpc-1' })];

  it('is what the configuration says of every workload that uses it', () => {
    const nodes = world(...stack('orders'), ...shared);
    expect(environmentsIn(nodes, [setting('orders', 'dev')])).toMatchObject({ 'sg-orders': 'development', 'vpc-1': 'development' });
    const both = world(...stack('orders'), ...stack('shop'), ...shared);
    const orders = setting('orders', 'dev');
    expect(environmentsIn(both, [orders, setting('shop', 'staging')])).toMatchObject({ 'sg-orders': 'development', 'vpc-1': 'staging' });
    expect(environmentsIn(both, [orders])).toMatchObject({ 'sg-orders': 'development', 'vpc-1': 'production' });
  });

  it('is not that of what merely stands in the same VPC', () => {
    expect(environmentsIn(world(...stack('orders'), ...shared), [setting('orders', 'dev')])).toMatchObject({ 'i-9': 'production' });
  });

  it('is not taken from the tags of others: a tag speaks of what carries it', () => {
    const [balancer, group] = stack('orders');
    if (balancer === undefined || group === undefined) throw new Error('no stack');
    const inDevelopment = { ...balancer, facts: { ...balancer.facts, tags: { Env: 'dev' } } };
    expect(environmentsIn(world(inDevelopment, group, ...shared))).toMatchObject({ 'sg-orders': 'production', 'vpc-1': 'production' });
  });
});
