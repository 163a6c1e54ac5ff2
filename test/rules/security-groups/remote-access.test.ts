import fromKnownHosts from '../../../rules/security-groups/ssh-from-known-hosts.ts';
import notFromWorld from '../../../rules/security-groups/ssh-not-from-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import {
  albGroup,
  appGroup,
  appTier,
  autoScalingGroup,
  balancer,
  bareNetworkBalancer,
  group,
  rule as ingress,
  stack,
  targetGroup,
  templateVersion,
} from '../../kit/security-world.ts';
import { denied, node, worldWithGaps } from '../../kit/world.ts';

const evidence = ['ingress'];
const opening = (...rules: Parameters<typeof group>[1]) => group('sg-x', rules);
const list = (prefixListName: string) => node('ec2.managed-prefix-list', 'pl-1', { ownerId: 'AWS', prefixListName, cidrBlocks: null });
const instanceConnect = list('com.amazonaws.eu-west-1.ec2-instance-connect');
const ofCustomer = (...cidrBlocks: readonly string[]) => node('ec2.managed-prefix-list', 'pl-1', { cidrBlocks });
const balancersDenied = { 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') } as const;
const listsDenied = { 'ec2.managed-prefix-list': denied('ec2:DescribeManagedPrefixLists') } as const;
const managed = group('sg-x', [ingress('0.0.0.0/0', 22)], { groupName: 'CloudFront-VPCOrigins-Service-SG' });

ruleCases(notFromWorld, {
  pass: {
    'no such rule': { world: stack(opening(ingress('0.0.0.0/0', 443))), evidence },
    'from a bastion, an office and the network of the VPC': {
      world: stack(opening(ingress('sg-bastion', 22), ingress('203.0.113.0/24', 22), ingress('10.0.0.0/16', 22))),
      evidence,
    },
    'from EC2 Instance Connect': { world: stack(opening(ingress('pl-1', 22)), instanceConnect), evidence },
    'UDP on that port': { world: stack(opening(ingress('0.0.0.0/0', 22, { protocol: 'udp' }))), evidence },
    'ICMP, whose type is 22': { world: stack(opening(ingress('0.0.0.0/0', 22, { protocol: 'icmp' }))), evidence },
    'the group of an internet-facing load balancer, behind which no machine answers': {
      world: stack(albGroup([ingress('0.0.0.0/0', 22)]), balancer()),
      evidence,
    },
    'Git over SSH behind a network load balancer without groups': {
      world: stack(
        appGroup([ingress('0.0.0.0/0', 22)]),
        bareNetworkBalancer(),
        targetGroup({ protocol: 'TCP', port: 22 }),
        autoScalingGroup(),
        templateVersion(),
      ),
      evidence,
    },
    'nothing is open, and the load balancers are not readable': {
      world: worldWithGaps(balancersDenied, opening(ingress('sg-bastion', 22))),
      evidence,
    },
  },
  fail: {
    'SSH from everywhere': { world: stack(opening(ingress('0.0.0.0/0', 22))), evidence },
    'SSH from everywhere over IPv6': { world: stack(opening(ingress('::/0', 22))), evidence },
    'RDP from everywhere': { world: stack(opening(ingress('0.0.0.0/0', 3389))), evidence },
    'a range that holds the port': { world: stack(opening(ingress('0.0.0.0/0', [20, 30]))), evidence },
    'everything, whatever ports the rule carries': {
      world: stack(opening(ingress('0.0.0.0/0', 443, { protocol: '-1' }))),
      evidence,
    },
    'TCP by its number': { world: stack(opening(ingress('0.0.0.0/0', 22, { protocol: '6' }))), evidence },
    'the world in two halves': {
      world: stack(opening(ingress('0.0.0.0/1', 22), ingress('128.0.0.0/1', 22))),
      evidence: ['ingress', 'ingress'],
    },
    'the world in a list of the customer': { world: stack(opening(ingress('pl-1', 22)), ofCustomer('0.0.0.0/0')), evidence },
    'the app tier': {
      world: stack(...appTier, albGroup(), appGroup([ingress('sg-alb', 8080), ingress('0.0.0.0/0', 22)])),
      subject: 'sg-app',
      evidence,
    },
    'another port by parameter': { world: stack(opening(ingress('0.0.0.0/0', 2222))), params: { ports: [2222] }, evidence },
  },
  unknown: {
    'it is open, and the load balancers are not readable': {
      world: worldWithGaps(balancersDenied, opening(ingress('0.0.0.0/0', 22))),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
    'a list is not readable': {
      world: worldWithGaps(listsDenied, opening(ingress('pl-1', 22))),
      gaps: ['denied ec2:DescribeManagedPrefixLists'],
    },
  },
  notApplicable: {
    'a group that a service keeps': { world: stack(managed) },
    'the group of another account': { world: stack(group('sg-x', [ingress('0.0.0.0/0', 22)], { ownerId: '222222222222' })) },
  },
});

ruleCases(fromKnownHosts, {
  pass: {
    'no such rule': { world: stack(opening(ingress('0.0.0.0/0', 443))), evidence },
    'from a bastion': { world: stack(opening(ingress('sg-bastion', 22))), evidence },
    'from one address of each family': { world: stack(opening(ingress('203.0.113.7/32', 22), ingress('2001:db8::7/128', 22))), evidence },
    'from EC2 Instance Connect': { world: stack(opening(ingress('pl-1', 22)), instanceConnect), evidence },
    'from EC2 Instance Connect over IPv6': {
      world: stack(opening(ingress('pl-1', 22)), list('com.amazonaws.eu-west-1.ipv6.ec2-instance-connect')),
      evidence,
    },
    'from single addresses in a list of the customer': {
      world: stack(opening(ingress('pl-1', 22)), ofCustomer('203.0.113.7/32', '203.0.113.9/32')),
      evidence,
    },
    'everything from itself': { world: stack(opening(ingress('sg-x', 'everything'))), evidence },
  },
  fail: {
    'from everywhere': { world: stack(opening(ingress('0.0.0.0/0', 22))), evidence },
    'from the VPC': { world: stack(opening(ingress('10.0.0.0/16', 22))), evidence },
    'everything from the VPC': { world: stack(opening(ingress('10.0.0.0/16', 'everything'))), evidence },
    'from an office': { world: stack(opening(ingress('203.0.113.0/24', 22), ingress('sg-bastion', 22))), evidence },
    'from a list of the customer with a network': {
      world: stack(opening(ingress('pl-1', 22)), ofCustomer('203.0.113.7/32', '10.0.0.0/8')),
      evidence,
    },
    'from another list of AWS': {
      world: stack(opening(ingress('pl-1', 22)), list('com.amazonaws.global.cloudfront.origin-facing')),
      evidence,
    },
    'from the VPC, and a list that is not readable': {
      world: worldWithGaps(listsDenied, opening(ingress('pl-1', 22), ingress('10.0.0.0/16', 22))),
      evidence,
    },
  },
  unknown: {
    'a list is not readable': {
      world: worldWithGaps(listsDenied, opening(ingress('pl-1', 22))),
      gaps: ['denied ec2:DescribeManagedPrefixLists'],
    },
    'the rules are not readable': {
      world: stack(group('sg-x', [], { ingress: denied('ec2:DescribeSecurityGroups') })),
      gaps: ['denied ec2:DescribeSecurityGroups'],
    },
  },
  notApplicable: { 'a group that a service keeps': { world: stack(managed) } },
});
