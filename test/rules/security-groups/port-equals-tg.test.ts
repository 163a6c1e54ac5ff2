import rule from '../../../rules/security-groups/port-equals-tg.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import {
  appGroup,
  appTier,
  autoScalingGroup,
  balancer,
  bareNetworkBalancer,
  group,
  rule as ingress,
  target,
  targetGroup,
  templateVersion,
  stack,
} from '../../kit/security-world.ts';
import { denied, node, type Override, worldWithGaps } from '../../kit/world.ts';

const app = (rules: readonly ReturnType<typeof ingress>[], ...others: readonly NodeRecord[]) =>
  stack(...appTier, appGroup([...rules]), ...others);
const withTargetGroup = (overrides: Override<'elbv2.target-group'>) => [
  balancer(),
  targetGroup(overrides),
  autoScalingGroup(),
  templateVersion(),
];
const containerHost = node('ec2.instance', 'i-9', { autoScalingGroupName: null, securityGroups: ['sg-host'] });
const registered = (port: number, ...rules: readonly ReturnType<typeof ingress>[]) =>
  stack(balancer(), targetGroup({ port: 80 }), target('i-9', { port }), containerHost, group('sg-host', rules));

ruleCases(rule, {
  pass: {
    'exactly the target port': { world: app([ingress('sg-alb', 8080)]), evidence: ['ingress'] },
    'the health check port beside it': {
      world: stack(...withTargetGroup({ healthCheckPort: '8081' }), appGroup([ingress('sg-alb', [8080, 8081])])),
      evidence: ['ingress'],
    },
    'the ports of targets that are registered with their own': { world: registered(9000, ingress('sg-alb', 9000)), evidence: ['ingress'] },
    'container hosts open the ports that tasks are given': {
      world: registered(33_001, ingress('sg-alb', [32_768, 65_535])),
      evidence: ['ingress'],
    },
    'everything for others is no matter of this rule': {
      world: app([ingress('sg-alb', 8080), ingress('sg-bastion', 'everything')]),
      evidence: ['ingress'],
    },
    'nothing for the load balancer: the chain says so': { world: app([ingress('10.0.0.0/16', 'everything')]), evidence: ['ingress'] },
    'a network load balancer without groups has no source to compare': {
      world: stack(
        bareNetworkBalancer(),
        targetGroup({ protocol: 'TCP' }),
        autoScalingGroup(),
        templateVersion(),
        appGroup([ingress('10.0.0.0/16', 'everything')]),
      ),
      evidence: ['ingress'],
    },
    'ICMP, which opens no port': {
      world: app([ingress('sg-alb', 8080), ingress('sg-alb', -1, { protocol: 'icmp' })]),
      evidence: ['ingress'],
    },
  },
  fail: {
    'a range around the target port': { world: app([ingress('sg-alb', [8000, 8100])]), evidence: ['ingress'] },
    'every TCP port': { world: app([ingress('sg-alb', [0, 65_535])]), evidence: ['ingress'] },
    'everything, whatever ports the rule carries': { world: app([ingress('sg-alb', 8080, { protocol: '-1' })]), evidence: ['ingress'] },
    'a second port beside the right one': { world: app([ingress('sg-alb', 8080), ingress('sg-alb', 9090)]), evidence: ['ingress'] },
    'the ports of tasks, while none is registered there': {
      world: app([ingress('sg-alb', 8080), ingress('sg-alb', [32_768, 65_535])]),
      evidence: ['ingress'],
    },
    'a wider range than the ports of tasks': { world: registered(33_001, ingress('sg-alb', [1024, 65_535])), evidence: ['ingress'] },
    'the ports of tasks, where the parameter says they begin later': {
      world: registered(33_001, ingress('sg-alb', [32_768, 65_535])),
      params: { firstDynamicPort: 49_153 },
      evidence: ['ingress'],
    },
    'everything for the VPC origins of CloudFront': {
      world: app([ingress('sg-origin', 'everything')], group('sg-origin', [], { groupName: 'CloudFront-VPCOrigins-Service-SG' })),
      subject: 'sg-app',
      evidence: ['ingress'],
    },
    'everything, although the targets are not readable': {
      world: worldWithGaps(
        { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') },
        ...appTier,
        appGroup([ingress('sg-alb', 'everything')]),
      ),
      evidence: ['ingress'],
    },
  },
  unknown: {
    'a second port, and the targets are not readable': {
      world: worldWithGaps(
        { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') },
        ...appTier,
        appGroup([ingress('sg-alb', 9090)]),
      ),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
    'a wider range from a group that may be a load balancer': {
      world: worldWithGaps(
        { 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') },
        targetGroup(),
        autoScalingGroup(),
        templateVersion(),
        appGroup([ingress('sg-alb', [8000, 8100])]),
      ),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
  },
  notApplicable: {
    'a worker': {
      world: stack(
        balancer(),
        autoScalingGroup({ targetGroupArns: [], targetGroups: [] }),
        templateVersion(),
        appGroup([ingress('sg-alb', 'everything')]),
      ),
    },
    'a group that another account shares': {
      world: stack(...appTier, appGroup([ingress('sg-alb', 'everything')], { ownerId: '222222222222' })),
    },
  },
});
