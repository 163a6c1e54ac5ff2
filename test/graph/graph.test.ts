import { describe, expect, it } from 'vitest';
import { Graph } from '../../src/graph/graph.ts';
import { isGapSignal } from '../../src/graph/signal.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { account, denied, gap, node, region, subnet, world, worldWithGaps } from '../kit/world.ts';

const here = { account, region };
const graphOf = ({ header, nodes }: Snapshot) => new Graph(header, nodes, { actionsOf: (kind) => [`read:${kind}`] });

function gapsOf(read: () => unknown): readonly Gap[] {
  try {
    read();
  } catch (thrown) {
    if (isGapSignal(thrown)) return thrown.gaps;
    throw thrown;
  }
  return [];
}

describe('listing a kind', () => {
  it('yields what is known before it throws what is not', () => {
    const graph = graphOf(worldWithGaps({ 'ec2.vpc': denied('ec2:DescribeVpcs') }, node('ec2.vpc', 'vpc-1')));
    const seen: string[] = [];
    const gaps = gapsOf(() => {
      for (const vpc of graph.list('ec2.vpc', here)) seen.push(vpc.key);
    });
    expect(seen).toEqual(['vpc-1']);
    expect(gaps).toEqual([denied('ec2:DescribeVpcs')]);
  });

  it('is a gap that names the permission where nobody looked', () => {
    const { header, nodes } = world();
    const graph = graphOf({ header: { ...header, coverage: [] }, nodes });
    expect(gapsOf(() => [...graph.list('ec2.vpc', here)])).toMatchObject([{ reason: 'not-collected', action: 'read:ec2.vpc' }]);
  });

  it('knows that a disabled region holds nothing, unless that region was asked for', () => {
    const coverage = (gaps: readonly Gap[]) => [
      { kind: 'ec2.vpc', account, region, status: 'disabled' as const, items: 0, gaps: [...gaps], listed: false },
    ];
    const { header, nodes } = world();
    expect(gapsOf(() => [...graphOf({ header: { ...header, coverage: coverage([]) }, nodes }).list('ec2.vpc', here)])).toEqual([]);
    expect(
      gapsOf(() => [...graphOf({ header: { ...header, coverage: coverage([gap('unsupported')]) }, nodes }).list('ec2.vpc', here)]),
    ).toHaveLength(1);
  });
});

describe('looking up a node', () => {
  it('tells known not to exist from not seen', () => {
    expect(graphOf(world()).find('ec2.vpc', 'vpc-00000001', here)).toBeNull();
    expect(
      gapsOf(() => graphOf(worldWithGaps({ 'ec2.vpc': denied('ec2:DescribeVpcs') })).find('ec2.vpc', 'vpc-00000001', here)),
    ).toHaveLength(1);
  });

  it('finds ids in other accounts, but names only in its own', () => {
    const other = { account: '222222222222' };
    const graph = graphOf(world(node('ec2.vpc', 'vpc-00000001', {}, other), node('rds.subnet-group', 'data', {}, other)));
    expect(graph.find('ec2.vpc', 'vpc-00000001', here)?.account).toBe('222222222222');
    expect(graph.find('rds.subnet-group', 'data', here)).toBeNull();
  });
});

describe('a view', () => {
  it('throws the gap of a fact, and one for a fact the snapshot does not hold', () => {
    const record = node('ec2.vpc', 'vpc-1', { isDefault: denied('ec2:DescribeVpcs') });
    const { ownerId: _, ...facts } = record.facts;
    const [vpc] = [...graphOf(world({ ...record, facts })).list('ec2.vpc', here)];
    expect(gapsOf(() => vpc?.isDefault)).toEqual([denied('ec2:DescribeVpcs')]);
    expect(gapsOf(() => vpc?.ownerId)).toMatchObject([{ reason: 'not-collected', action: 'read:ec2.vpc' }]);
    expect(vpc?.state).toBe('available');
  });

  it('is a gap where a relation leads to nothing that was listed', () => {
    const graph = graphOf(world(subnet('app', 'a'), node('rds.subnet-group', 'data', { subnets: ['subnet-app-a', 'subnet-gone'] })));
    const group = graph.find('rds.subnet-group', 'data', here);
    const seen: string[] = [];
    const gaps = gapsOf(() => {
      for (const each of group?.subnets ?? []) seen.push(each.key);
    });
    expect(seen).toEqual(['subnet-app-a']);
    expect(gaps).toMatchObject([{ reason: 'no-evidence', detail: 'subnet-gone was not among what AWS listed' }]);
  });

  it('hands out frozen facts', () => {
    const [table] = [...graphOf(world(node('ec2.vpc', 'vpc-1'))).list('ec2.vpc', here)];
    expect(Object.isFrozen(table?.cidrBlocks)).toBe(true);
  });

  it('follows relations backwards', () => {
    const graph = graphOf(
      world(node('ec2.vpc', 'vpc-1'), node('ec2.vpc', 'vpc-2'), subnet('app', 'a'), subnet('app', 'b', { vpc: 'vpc-2' })),
    );
    const vpc = graph.find('ec2.vpc', 'vpc-1', here);
    if (vpc === null) throw new Error('the VPC is in this world');
    expect([...graph.referring('ec2.subnet', 'vpc', vpc)].map(({ key }) => key)).toEqual(['subnet-app-a']);
  });
});

describe('children of one parent that could not be read', () => {
  const balancer = (name: string) =>
    node('elbv2.load-balancer', `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${name}/1`);
  const failed = denied('elasticloadbalancing:DescribeListeners');

  it('do not spoil the children of another', () => {
    const spoilt = { ...balancer('web'), gaps: { 'elbv2.listener': failed } };
    const { header, nodes } = worldWithGaps(
      { 'elbv2.listener': failed },
      spoilt,
      balancer('api'),
      node('elbv2.listener', 'listener-1', { loadBalancer: balancer('api').key }),
    );
    const graph = graphOf({ header, nodes });
    const children = (key: string) => {
      const parent = graph.find('elbv2.load-balancer', key, here);
      return parent === null ? [] : [...graph.referring('elbv2.listener', 'loadBalancer', parent)];
    };
    expect(children(balancer('api').key)).toHaveLength(1);
    expect(gapsOf(() => children(balancer('web').key))).toEqual([failed]);
  });
});
