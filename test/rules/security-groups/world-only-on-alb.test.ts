import rule from '../../../rules/security-groups/world-only-on-alb.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import {
  albGroup,
  appGroup,
  appTier,
  autoScalingGroup,
  balancer,
  bareNetworkBalancer,
  dataGroup,
  group,
  rule as ingress,
  targetGroup,
  templateVersion,
  stack,
} from '../../kit/security-world.ts';
import { denied, node, worldWithGaps } from '../../kit/world.ts';

const open = ingress('0.0.0.0/0', 22);
const behindNetworkBalancer = [targetGroup({ protocol: 'TCP' }), autoScalingGroup(), templateVersion()];

ruleCases(rule, {
  pass: {
    'the group of an internet-facing load balancer': { world: stack(albGroup(), balancer()), subject: 'sg-alb', evidence: ['ingress'] },
    'a group without any rule': { world: stack(group('sg-x', [])), evidence: ['ingress'] },
    'a group that admits an office and other groups': {
      world: stack(group('sg-x', [ingress('203.0.113.0/24', 22), ingress('sg-alb', 8080), ingress('10.0.0.0/8', 'everything')])),
      evidence: ['ingress'],
    },
    'a classic load balancer, which only its interfaces tell of': {
      world: stack(
        group('sg-old', [ingress('0.0.0.0/0', 443)]),
        node('ec2.network-interface', 'eni-1', { description: 'ELB shop', publicIp: '203.0.113.9', securityGroups: ['sg-old'] }),
      ),
      evidence: ['ingress'],
    },
    'targets of an internet-facing network load balancer without groups, on the target port': {
      world: stack(appGroup([ingress('0.0.0.0/0', 8080)]), bareNetworkBalancer(), ...behindNetworkBalancer),
      evidence: ['ingress'],
    },
    'a list that AWS manages': {
      world: stack(
        group('sg-x', [ingress('pl-1', 443)]),
        node('ec2.managed-prefix-list', 'pl-1', {
          ownerId: 'AWS',
          prefixListName: 'com.amazonaws.global.cloudfront.origin-facing',
          cidrBlocks: null,
        }),
      ),
      evidence: ['ingress'],
    },
    'the load balancers are not readable, and nothing is open': {
      world: worldWithGaps(
        { 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') },
        group('sg-x', [ingress('sg-y', 22)]),
      ),
      evidence: ['ingress'],
    },
  },
  fail: {
    'the app tier': {
      world: stack(...appTier, appGroup([ingress('0.0.0.0/0', 8080)]), albGroup()),
      subject: 'sg-app',
      evidence: ['ingress'],
    },
    'the data tier for IPv6': { world: stack(dataGroup([ingress('::/0', 5432)])), evidence: ['ingress'] },
    'an internal load balancer': { world: stack(albGroup(), balancer({ scheme: 'internal' })), evidence: ['ingress', 'ingress'] },
    'a group that nothing carries': { world: stack(group('sg-x', [open])), evidence: ['ingress'] },
    'the world in two halves': {
      world: stack(group('sg-x', [ingress('0.0.0.0/1', 22), ingress('128.0.0.0/1', 22)])),
      evidence: ['ingress', 'ingress'],
    },
    'the world in a list of the customer': {
      world: stack(
        group('sg-x', [ingress('pl-1', 22)]),
        node('ec2.managed-prefix-list', 'pl-1', { cidrBlocks: ['10.0.0.0/8', '0.0.0.0/0'] }),
      ),
      evidence: ['ingress'],
    },
    'ICMP alone': { world: stack(group('sg-x', [ingress('0.0.0.0/0', -1, { protocol: 'icmp' })])), evidence: ['ingress'] },
    'targets of a network load balancer, on a port it does not use': {
      world: stack(appGroup([ingress('0.0.0.0/0', 8080), open]), bareNetworkBalancer(), ...behindNetworkBalancer),
      evidence: ['ingress'],
    },
    'targets of an internal network load balancer': {
      world: stack(appGroup([ingress('0.0.0.0/0', 8080)]), bareNetworkBalancer({ scheme: 'internal' }), ...behindNetworkBalancer),
      evidence: ['ingress'],
    },
  },
  unknown: {
    'the world is in, and the load balancers are not readable': {
      world: worldWithGaps({ 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') }, group('sg-x', [open])),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
    'a list of the customer is not readable': {
      world: stack(
        group('sg-x', [ingress('pl-1', 22)]),
        node('ec2.managed-prefix-list', 'pl-1', { cidrBlocks: denied('ec2:GetManagedPrefixListEntries') }),
      ),
      gaps: ['denied ec2:GetManagedPrefixListEntries'],
    },
  },
  notApplicable: {
    'a group that CloudFront keeps': { world: stack(group('sg-x', [open], { groupName: 'CloudFront-VPCOrigins-Service-SG' })) },
    'a group that another account shares': { world: stack(group('sg-x', [open], { ownerId: '222222222222' })) },
  },
});
