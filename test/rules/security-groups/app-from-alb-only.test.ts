import rule from '../../../rules/security-groups/app-from-alb-only.ts';
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

/** The app tier with these rules on its group. */
const app = (rules: readonly ReturnType<typeof ingress>[], ...others: readonly NodeRecord[]) =>
  stack(...appTier, appGroup([...rules]), ...others);
const fromBalancer = ingress('sg-alb', 8080);
const awsList = (prefixListName: string) => node('ec2.managed-prefix-list', 'pl-1', { ownerId: 'AWS', prefixListName, cidrBlocks: null });
const withTargetGroup = (overrides: Override<'elbv2.target-group'>) => [
  balancer(),
  targetGroup(overrides),
  autoScalingGroup(),
  templateVersion(),
];

ruleCases(rule, {
  pass: {
    'the group of the load balancer alone': { world: app([fromBalancer]), evidence: ['ingress'] },
    'an internal load balancer too': { world: stack(...appTier, balancer({ scheme: 'internal' }), appGroup()), evidence: ['ingress'] },
    'other ports for others': {
      world: app([
        fromBalancer,
        ingress('10.0.0.0/16', 22),
        ingress('sg-monitoring', 9100),
        ingress('0.0.0.0/0', 8080, { protocol: 'udp' }),
      ]),
      evidence: ['ingress'],
    },
    'nothing covers the port: the chain says so': { world: app([]), evidence: ['ingress'] },
    'VPC Lattice comes from addresses that AWS lists': {
      world: app([fromBalancer, ingress('pl-1', 8080)], awsList('com.amazonaws.eu-west-1.vpc-lattice')),
      evidence: ['ingress'],
    },
    'CloudFront comes from the group of its VPC origins': {
      world: app([ingress('sg-origin', 8080)], group('sg-origin', [], { groupName: 'CloudFront-VPCOrigins-Service-SG' })),
      subject: 'sg-app',
      evidence: ['ingress'],
    },
    'a group that only a registered instance carries': {
      world: stack(
        balancer(),
        targetGroup(),
        target('i-9', { port: 9000 }),
        node('ec2.instance', 'i-9', { autoScalingGroupName: null, securityGroups: ['sg-pet'] }),
        group('sg-pet', [ingress('sg-alb', 9000), ingress('10.0.0.0/8', 8080)]),
      ),
      evidence: ['ingress'],
    },
    'a load balancer with groups beside a network one without, each on its port': {
      world: stack(
        ...appTier,
        node('elbv2.load-balancer', 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/raw/1', {
          loadBalancerType: 'network',
          securityGroups: [],
        }),
        node('elbv2.target-group', 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/raw/1', {
          port: 9000,
          protocol: 'TCP',
          loadBalancers: ['arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/raw/1'],
        }),
        autoScalingGroup({
          targetGroups: [
            'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1',
            'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/raw/1',
          ],
        }),
        appGroup([fromBalancer, ingress('0.0.0.0/0', 9000)]),
      ),
      evidence: ['ingress'],
    },
  },
  fail: {
    'the VPC beside the load balancer': { world: app([fromBalancer, ingress('10.0.0.0/16', 8080)]), evidence: ['ingress'] },
    'one address beside the load balancer': { world: app([fromBalancer, ingress('203.0.113.7/32', 8080)]), evidence: ['ingress'] },
    'everything for a group that is no load balancer': {
      world: app([fromBalancer, ingress('sg-bastion', 'everything')]),
      evidence: ['ingress'],
    },
    'its own members': { world: app([fromBalancer, ingress('sg-app', [0, 65_535])]), evidence: ['ingress'] },
    'the health check port, which is another one': {
      world: stack(
        ...withTargetGroup({ healthCheckPort: '8081' }),
        appGroup([ingress('sg-alb', [8080, 8081]), ingress('10.0.0.0/8', 8081)]),
      ),
      evidence: ['ingress'],
    },
    'the port a target is registered with': {
      world: stack(
        balancer(),
        targetGroup(),
        target('i-9', { port: 9000 }),
        node('ec2.instance', 'i-9', { autoScalingGroupName: null, securityGroups: ['sg-pet'] }),
        group('sg-pet', [ingress('10.0.0.0/8', 9000)]),
      ),
      evidence: ['ingress'],
    },
    'the addresses of CloudFront, which everyone can rent': {
      world: app([fromBalancer, ingress('pl-1', 8080)], awsList('com.amazonaws.global.cloudfront.origin-facing')),
      evidence: ['ingress'],
    },
    'a list of the customer that calls itself Lattice': {
      world: app([fromBalancer, ingress('pl-1', 8080)], node('ec2.managed-prefix-list', 'pl-1', { prefixListName: 'my.vpc-lattice' })),
      evidence: ['ingress'],
    },
    'a stale reference': {
      world: app([fromBalancer, ingress('sg-far', 8080, { peeringConnectionId: 'pcx-1', peeringStatus: 'deleted' })]),
      evidence: ['ingress'],
    },
    'the port is open to all, although the load balancers cannot be listed further': {
      world: worldWithGaps(
        { 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') },
        ...appTier,
        appGroup([ingress('0.0.0.0/0', 8080)]),
      ),
      evidence: ['ingress'],
    },
  },
  unknown: {
    'the source belongs to an account that was not read': {
      world: app([ingress('sg-far', 8080, { sourceOwnerId: '222222222222' })]),
      gaps: ['cross-account'],
    },
    'the load balancers are not readable': {
      world: worldWithGaps(
        { 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') },
        targetGroup(),
        autoScalingGroup(),
        templateVersion(),
        appGroup(),
      ),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
    'what runs behind the load balancer is not readable': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, balancer(), targetGroup(), appGroup()),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'a protocol of the target group that is new': {
      world: stack(...withTargetGroup({ protocol: 'HTTP9' }), appGroup()),
      gaps: ['unsupported'],
    },
  },
  notApplicable: {
    'a network load balancer without groups': {
      world: stack(
        bareNetworkBalancer(),
        targetGroup({ protocol: 'TCP' }),
        autoScalingGroup(),
        templateVersion(),
        appGroup([ingress('10.0.0.0/16', 8080)]),
      ),
    },
    'a worker without load balancer': {
      world: stack(
        autoScalingGroup({ targetGroupArns: [], targetGroups: [] }),
        templateVersion(),
        appGroup([ingress('10.0.0.0/16', 8080)]),
      ),
    },
    'a group of the app tier that another account shares': {
      world: stack(...appTier, appGroup([ingress('0.0.0.0/0', 8080)], { ownerId: '222222222222' })),
    },
    'functions behind the load balancer': {
      world: stack(balancer(), targetGroup({ targetType: 'lambda', protocol: null, port: null }), appGroup()),
    },
  },
});
