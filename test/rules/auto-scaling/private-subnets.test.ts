import rule from '../../../rules/auto-scaling/private-subnets.ts';
import { deleting, group, managed, worker } from '../../kit/group-world.ts';
import { mainTable, sharedSubnet, table, toInternet, toNat } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const subnets = [subnet('app', 'a'), subnet('app', 'b')];
const nat = node('ec2.nat-gateway', 'nat-a');
const privateTable = table('rtb-app', ['subnet-app-a', 'subnet-app-b'], [toNat('nat-a')]);
const publicTable = table('rtb-public', ['subnet-app-a', 'subnet-app-b'], [toInternet()]);
const halfPublic = [table('rtb-public', ['subnet-app-a'], [toInternet()]), table('rtb-app', ['subnet-app-b'], [toNat('nat-a')])];
const blocked = (internetGatewayBlockMode: string | null) => [
  subnet('app', 'a', { internetGatewayBlockMode }),
  subnet('app', 'b', { internetGatewayBlockMode }),
];
const single: Override<'autoscaling.group'> = { minSize: 1, desiredCapacity: 1, maxSize: 1 };
const evidence = ['publicSubnets'];

ruleCases(rule, {
  pass: {
    'subnets that lead to a NAT gateway': { world: world(...subnets, nat, privateTable, group()), evidence },
    'subnets that lead nowhere': { world: world(...subnets, mainTable('rtb-main', []), group()), evidence },
    'a worker group in private subnets': { world: world(...subnets, nat, privateTable, worker()), evidence },
    'an internet gateway behind Block Public Access': { world: world(...blocked('block-bidirectional'), publicTable, group()), evidence },
    'Block Public Access that lets traffic out alone': { world: world(...blocked('block-ingress'), publicTable, group()), evidence },
    'a NAT gateway that is not visible does not make a subnet public': {
      world: worldWithGaps({ 'ec2.nat-gateway': denied('ec2:DescribeNatGateways') }, ...subnets, privateTable, group()),
      evidence,
    },
  },
  fail: {
    'public subnets': { world: world(...subnets, publicTable, group()), evidence, related: ['subnet-app-a', 'subnet-app-b'] },
    'one public subnet of two': { world: world(...subnets, nat, ...halfPublic, group()), evidence, related: ['subnet-app-a'] },
    'the main table leads to the internet': { world: world(...subnets, mainTable('rtb-main', [toInternet()]), group()), evidence },
    'halves of the internet': {
      world: world(...subnets, mainTable('rtb-main', [toInternet('0.0.0.0/1'), toInternet('128.0.0.0/1')]), group()),
      evidence,
    },
    'IPv6 alone': { world: world(...subnets, nat, mainTable('rtb-main', [toNat('nat-a'), toInternet('::/0')]), group()), evidence },
    'AWS does not know of Block Public Access': { world: world(...blocked(null), publicTable, group()), evidence },
    'a group of one behind a load balancer': { world: world(...subnets, publicTable, group(single)), evidence },
    'several workers': { world: world(...subnets, publicTable, worker()), evidence },
    'nodes of a Kubernetes cluster': {
      world: world(...subnets, publicTable, worker({ tags: { 'eks:cluster-name': 'shop' } })),
      evidence,
    },
    'one known public subnet decides': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...subnets.slice(0, 1), publicTable, group()),
      evidence,
    },
    'default subnets, where it names none': {
      world: world(subnet('default', 'a', { isDefaultForZone: true }), mainTable('rtb-main', [toInternet()]), group({ subnets: [] })),
      evidence,
    },
  },
  unknown: {
    'route tables may not be read': {
      world: worldWithGaps({ 'ec2.route-table': denied('ec2:DescribeRouteTables') }, ...subnets, group()),
      gaps: ['denied ec2:DescribeRouteTables'],
    },
    'subnets of another account': {
      world: world(sharedSubnet('app', 'a'), sharedSubnet('app', 'b'), group()),
      gaps: ['cross-account'],
    },
    'a block mode that is new': { world: world(...blocked('block-sometimes'), publicTable, group()), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a bastion, a group of one': { world: world(...subnets, publicTable, worker(single)) },
    'a group that is being deleted': { world: world(...subnets, publicTable, group(deleting)) },
    'a group that an AWS service runs': { world: world(...subnets, publicTable, group(managed)) },
  },
});
