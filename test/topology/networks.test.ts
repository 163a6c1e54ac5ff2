import { describe, expect, it } from 'vitest';
import { Graph } from '../../src/graph/graph.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { networksOf } from '../../src/topology/networks.ts';
import { deriveTopology } from '../../src/topology/topology.ts';
import { Workloads } from '../../src/topology/workloads.ts';
import { denied, node, subnet, world, worldWithGaps, zone } from '../kit/world.ts';

const alb = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const stack = [
  ...(['a', 'b'] as const).flatMap((letter) => [zone(letter), ...['public', 'app'].map((tier) => subnet(tier, letter))]),
  node('ec2.vpc', 'vpc-1', { tags: { Name: 'main' } }),
  node('elbv2.load-balancer', alb),
  node('ec2.nat-gateway', 'nat-1'),
  node('ec2.nat-gateway', 'nat-2', { state: 'deleted' }),
];

function networks({ header, nodes }: Snapshot) {
  const graph = new Graph(header, nodes, { actionsOf: () => [] });
  const topology = deriveTopology(graph);
  return networksOf(graph, topology, new Workloads(graph, topology, []).all);
}

describe('the networks of workloads', () => {
  it('are told with their subnets by zone, and the NAT gateways that are not gone', () => {
    const [network, ...others] = networks(world(...stack));
    expect(others).toEqual([]);
    expect(network).toMatchObject({ name: 'main', workloads: ['111111111111/eu-west-1/web'], natGateways: [{ zones: ['euw1-az1'] }] });
    expect(network?.subnets.map(({ zone: id }) => id).sort()).toEqual(['euw1-az1', 'euw1-az1', 'euw1-az2', 'euw1-az2']);
  });

  it('do not pass NAT gateways that could not be listed for none', () => {
    const [network] = networks(worldWithGaps({ 'ec2.nat-gateway': denied('ec2:DescribeNatGateways') }, ...stack));
    expect(network?.natGateways).toBeNull();
  });

  it('are none where nothing is known to stand in a VPC', () => {
    expect(networks(world(node('ec2.vpc', 'vpc-1')))).toEqual([]);
  });
});
