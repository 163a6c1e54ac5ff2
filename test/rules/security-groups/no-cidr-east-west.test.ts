import rule from '../../../rules/security-groups/no-cidr-east-west.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import {
  appGroup,
  appTier,
  autoScalingGroup,
  bareNetworkBalancer,
  database,
  dataGroup,
  rule as ingress,
  targetGroup,
  templateVersion,
  stack,
} from '../../kit/security-world.ts';
import { vpc } from '../../kit/network-world.ts';
import { denied, node, worldWithGaps } from '../../kit/world.ts';

const fromApp = ingress('sg-app', 5432);
const data = (rules: readonly ReturnType<typeof ingress>[], ...others: readonly NodeRecord[]) =>
  stack(vpc(), database(), dataGroup([...rules]), ...others);
const behindNetworkBalancer = [bareNetworkBalancer(), targetGroup({ protocol: 'TCP' }), autoScalingGroup(), templateVersion(), vpc()];

ruleCases(rule, {
  pass: {
    'references alone': { world: data([fromApp]), evidence: ['ingress'] },
    'one public address of an administrator': { world: data([fromApp, ingress('203.0.113.7/32', 5432)]), evidence: ['ingress'] },
    'the app tier, by reference': { world: stack(vpc(), ...appTier, appGroup()), evidence: ['ingress'] },
    'targets of a network load balancer without groups, on the target port': {
      world: stack(...behindNetworkBalancer, appGroup([ingress('10.0.0.0/16', 8080)])),
      evidence: ['ingress'],
    },
    'a list of public addresses, and one that AWS manages': {
      world: data(
        [fromApp, ingress('pl-1', 5432), ingress('pl-2', 5432)],
        node('ec2.managed-prefix-list', 'pl-1'),
        node('ec2.managed-prefix-list', 'pl-2', {
          ownerId: 'AWS',
          prefixListName: 'com.amazonaws.eu-west-1.vpc-lattice',
          cidrBlocks: null,
        }),
      ),
      evidence: ['ingress'],
    },
    'addresses of IPv6 outside the VPC': { world: data([fromApp, ingress('2001:db8:ffff::/48', 5432)]), evidence: ['ingress'] },
  },
  fail: {
    'the VPC as source, beside the right reference': { world: data([fromApp, ingress('10.0.0.0/16', 5432)]), evidence: ['ingress'] },
    'on any port, and for any protocol': {
      world: data([ingress('192.168.0.0/24', 22), ingress('172.16.0.0/12', -1, { protocol: 'icmp' })]),
      evidence: ['ingress', 'ingress'],
    },
    'a private address of the app tier': {
      world: stack(vpc(), ...appTier, appGroup([ingress('10.0.11.5/32', 8080)])),
      evidence: ['ingress'],
    },
    'the world, which holds the private addresses too': { world: data([ingress('0.0.0.0/0', 5432)]), evidence: ['ingress'] },
    'a VPC of public addresses': {
      world: stack(vpc({ cidrBlocks: ['198.18.0.0/16'] }), database(), dataGroup([ingress('198.18.5.0/24', 5432)])),
      evidence: ['ingress'],
    },
    'the IPv6 block of the VPC': {
      world: stack(vpc({ ipv6CidrBlocks: ['2001:db8:1::/56'] }), database(), dataGroup([ingress('2001:db8:1:5::/64', 5432)])),
      evidence: ['ingress'],
    },
    'private addresses in a list': {
      world: data([ingress('pl-1', 5432)], node('ec2.managed-prefix-list', 'pl-1', { cidrBlocks: ['203.0.113.0/24', '10.1.0.0/16'] })),
      evidence: ['ingress'],
    },
    'targets of a network load balancer, on a port it does not use': {
      world: stack(...behindNetworkBalancer, appGroup([ingress('10.0.0.0/16', 8080), ingress('10.0.0.0/16', 22)])),
      evidence: ['ingress'],
    },
    'a private block, although the VPC is not readable': {
      world: worldWithGaps({ 'ec2.vpc': denied('ec2:DescribeVpcs') }, database(), dataGroup([ingress('10.0.0.0/16', 5432)])),
      evidence: ['ingress'],
    },
  },
  unknown: {
    'a public block may be the VPC, which is not readable': {
      world: worldWithGaps({ 'ec2.vpc': denied('ec2:DescribeVpcs') }, database(), dataGroup([ingress('198.18.5.0/24', 5432)])),
      gaps: ['denied ec2:DescribeVpcs'],
    },
    'a public block, and the VPC was not among those AWS listed': {
      world: stack(database(), dataGroup([ingress('198.18.5.0/24', 5432)])),
      gaps: ['no-evidence'],
    },
    'a list that cannot be read': { world: data([ingress('pl-1', 5432)]), gaps: ['unsupported'] },
  },
  notApplicable: {
    'a group of neither tier': { world: stack(vpc(), node('ec2.security-group', 'sg-x', { ingress: [ingress('10.0.0.0/16', 22)] })) },
    'a group that another account shares': {
      world: stack(vpc(), database(), dataGroup([ingress('10.0.0.0/16', 22)], { ownerId: '222222222222' })),
    },
  },
});
