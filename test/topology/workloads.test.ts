import { describe, expect, it } from 'vitest';
import { Graph } from '../../src/graph/graph.ts';
import { isKind } from '../../src/model/kinds.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { deriveTopology } from '../../src/topology/topology.ts';
import type { WorkloadSetting } from '../../src/topology/workload-names.ts';
import { Workloads } from '../../src/topology/workloads.ts';
import { denied, node, subnet, world, worldWithGaps, zone } from '../kit/world.ts';

const alb = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const targets = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1';

const stack: readonly NodeRecord[] = [
  ...(['a', 'b'] as const).flatMap((letter) => [zone(letter), ...['public', 'app', 'data'].map((tier) => subnet(tier, letter))]),
  node('ec2.vpc', 'vpc-1'),
  ...['alb', 'app', 'data'].map((tier) => node('ec2.security-group', `sg-${tier}`, { groupName: tier })),
  node('elbv2.load-balancer', alb),
  node('elbv2.target-group', targets),
  node('autoscaling.group', 'web'),
  node('ec2.launch-template', 'lt-00000001'),
  node('ec2.instance', 'i-1'),
  node('ec2.volume', 'vol-1'),
  node('rds.instance', 'orders'),
  node('rds.subnet-group', 'data'),
];

function workloadsOf({ header, nodes }: Snapshot, settings: readonly WorkloadSetting[] = []) {
  const graph = new Graph(header, nodes, { actionsOf: () => [] });
  const workloads = new Workloads(graph, deriveTopology(graph), settings);
  const namesOf = (key: string) => {
    const record = nodes.find((each) => each.key === key);
    if (record === undefined || !isKind(record.kind)) throw new Error(`no ${key} in this world`);
    const view = graph.known(record.kind).find(({ id }) => id === record.id);
    return view === undefined ? [] : workloads.namesOf(view);
  };
  return { workloads, namesOf };
}

const without = (...keys: readonly string[]) => stack.filter(({ key }) => !keys.includes(key));

describe('workloads', () => {
  it('follow the load balancer to its targets, groups and the data of its VPC', () => {
    const { workloads } = workloadsOf(world(...stack));
    expect(workloads.all).toMatchObject([
      {
        name: 'web',
        environment: null,
        tiers: { 'load-balancer': [alb, targets], app: [expect.stringContaining('/web')], data: [expect.stringContaining('orders')] },
      },
    ]);
  });

  it('count a listener to the workload of its load balancer, and to none where that is not known', () => {
    const listener = `${alb.replace('loadbalancer', 'listener')}/443`;
    expect(workloadsOf(world(...stack, node('elbv2.listener', listener))).namesOf(listener)).toEqual(['web']);
    expect(workloadsOf(world(...stack, node('elbv2.listener', listener, { loadBalancer: 'arn:gone' }))).namesOf(listener)).toEqual([]);
  });

  it('say in which zones their parts stand, by zone id', () => {
    const [web] = workloadsOf(world(...stack)).workloads.all;
    expect(web?.placement.map(({ resource, zones }) => [resource.split(/[:/]/).at(-1), zones])).toEqual([
      ['1', ['euw1-az1', 'euw1-az2']],
      ['1', []],
      ['web', ['euw1-az1', 'euw1-az2']],
      ['orders', ['euw1-az1', 'euw1-az2']],
    ]);
  });

  it.each([
    ['whose standby has no zone yet', node('rds.instance', 'orders', { secondaryZoneName: null }), ['euw1-az1'], true],
    ['that has no standby', node('rds.instance', 'orders', { multiAz: false, secondaryZoneName: null }), ['euw1-az1'], undefined],
    ['whose standby cannot be seen', node('rds.instance', 'orders', { multiAz: denied('rds:DescribeDBInstances') }), ['euw1-az1'], true],
  ])('say where a database stands %s, and whether that may be all', (_, database, zones, isPartial) => {
    const [web] = workloadsOf(world(...without('orders'), database)).workloads.all;
    expect(web?.placement.find(({ resource }) => resource === database.id)).toEqual({
      resource: database.id,
      zones,
      subnets: [],
      ...(isPartial === undefined ? {} : { isPartial }),
    });
  });

  it('say that a subnet which cannot be seen may be in a further zone', () => {
    const listings = { 'ec2.subnet': denied('ec2:DescribeSubnets') };
    const [web] = workloadsOf(worldWithGaps(listings, ...without('subnet-app-b'))).workloads.all;
    expect(web?.placement.find(({ resource }) => resource.endsWith('/web'))).toMatchObject({ zones: ['euw1-az1'], isPartial: true });
  });

  it.each([
    ['elbv2.load-balancer', { Stack: 'shop' }],
    ['autoscaling.group', { App: 'shop' }],
    ['elbv2.target-group', { 'aws:cloudformation:stack-name': 'shop' }],
    ['ec2.vpc', { Application: 'shop' }],
  ])('take their name from a tag of the %s', (kind, tags) => {
    const tagged = stack.map((record) => (record.kind === kind ? { ...record, facts: { ...record.facts, tags } } : record));
    expect(workloadsOf(world(...tagged)).workloads.all.map(({ name }) => name)).toEqual(['shop']);
  });

  it('take name, environment and boot time from the configuration first', () => {
    const tagged = stack.map((record) =>
      record.kind === 'elbv2.load-balancer' ? { ...record, facts: { ...record.facts, tags: { Stack: 'x', Team: 'a' } } } : record,
    );
    const { workloads } = workloadsOf(world(...tagged), [{ name: 'orders', tags: { Team: 'a' }, environment: 'prod', bootSeconds: 90 }]);
    expect(workloads.all).toMatchObject([{ name: 'orders', environment: 'prod' }]);
  });

  it('claim what belongs to their members', () => {
    const { namesOf } = workloadsOf(world(...stack));
    for (const key of ['i-1', 'vol-1', 'lt-00000001', 'sg-alb', 'sg-data', 'data', 'vpc-1', 'subnet-app-a', 'web', 'orders'])
      expect(namesOf(key), key).toEqual(['web']);
  });

  it('do not guess whose data it is where two load balancers share a VPC', () => {
    const second = node('elbv2.load-balancer', alb.replace('web', 'api'));
    const { namesOf, workloads } = workloadsOf(world(...stack, second));
    expect(workloads.all.map(({ name }) => name)).toEqual(['api', 'web']);
    expect(namesOf('vpc-1')).toEqual(['api', 'web']);
    expect(workloads.all.flatMap(({ tiers }) => tiers.data)).toEqual([]);
  });

  it('are made of what is known where something is not', () => {
    const { workloads, namesOf } = workloadsOf(
      worldWithGaps({ 'elbv2.target-group': denied('elasticloadbalancing:DescribeTargetGroups') }, ...without(targets)),
    );
    expect(workloads.all).toMatchObject([{ name: 'web', tiers: { 'load-balancer': [alb], app: [] } }]);
    expect(namesOf('vpc-1')).toEqual(['web']);
  });

  it('do not exist where nothing balances load and no tag names them', () => {
    expect(workloadsOf(world(...without(alb, targets))).workloads.all).toEqual([]);
  });
});
