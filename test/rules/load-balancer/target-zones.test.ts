import rule from '../../../rules/load-balancer/target-zones.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { autoScalingGroup, balancer, balancerArn, target, targetGroup, targetGroupArn } from '../../kit/security-world.ts';
import { denied, node, subnet, world, worldWithGaps } from '../../kit/world.ts';

const evidence = ['zones'];
const groupIn = (...letters: readonly string[]) => autoScalingGroup({ zoneNames: letters.map((letter) => `eu-west-1${letter}`) });
const instance = (letter: string, state = 'running') => node('ec2.instance', 'i-1', { zoneName: `eu-west-1${letter}`, state });
const ip = (zoneName: string | null) => target('10.0.1.7', { zoneName });
const serviceIn = (...letters: readonly ('a' | 'b' | 'c')[]) => [
  ...letters.map((letter) => subnet('app', letter)),
  node('ecs.service', 'shop/web', { subnets: letters.map((letter) => `subnet-app-${letter}`) }),
];
const registered = target('i-1', { zoneName: null });

ruleCases(rule, {
  pass: {
    'an Auto Scaling group in the zones of the load balancer': { world: world(balancer(), targetGroup(), groupIn('a', 'b')), evidence },
    'an Auto Scaling group in fewer zones': { world: world(balancer(), targetGroup(), groupIn('a')), evidence },
    'a service in the zones of the load balancer': { world: world(balancer(), targetGroup(), ...serviceIn('a', 'b')), evidence },
    'a service on instances, which names no subnets': { world: world(balancer(), targetGroup(), ...serviceIn()), evidence },
    'a service in another zone that is being deleted': {
      world: world(
        balancer(),
        targetGroup(),
        subnet('app', 'c'),
        node('ecs.service', 'shop/web', { status: 'DRAINING', subnets: ['subnet-app-c'] }),
      ),
      evidence,
    },
    'a registered instance in one of the zones': { world: world(balancer(), targetGroup(), registered, instance('b')), evidence },
    'an address outside the VPC': { world: world(balancer(), targetGroup({ targetType: 'ip' }), ip('all')), evidence },
    'a function': {
      world: world(
        balancer(),
        targetGroup({ targetType: 'lambda' }),
        target('arn:aws:lambda:eu-west-1:111111111111:function:f', { zoneName: null, instance: null }),
      ),
      evidence,
    },
    'nothing registered': { world: world(balancer(), targetGroup()), evidence },
    'a target in another zone that is on its way out': {
      world: world(balancer(), targetGroup(), target('i-1', { zoneName: null, state: 'draining' }), instance('c')),
      evidence,
    },
    'an instance in another zone that is terminated': {
      world: world(balancer(), targetGroup(), registered, instance('c', 'terminated')),
      evidence,
    },
    'an instance that is gone': { world: world(balancer(), targetGroup(), registered), evidence },
    'an Auto Scaling group in another zone that is being deleted': {
      world: world(balancer(), targetGroup(), autoScalingGroup({ zoneNames: ['eu-west-1c'], status: 'Delete in progress' })),
      evidence,
    },
    'an Auto Scaling group in another zone, of another target group': {
      world: world(balancer(), targetGroup(), autoScalingGroup({ zoneNames: ['eu-west-1c'], targetGroups: ['arn:other'] })),
      evidence,
    },
  },
  fail: {
    'an Auto Scaling group in three zones behind two': {
      world: world(balancer(), targetGroup(), groupIn('a', 'b', 'c')),
      evidence,
      related: ['web'],
    },
    'a registered instance in another zone': { world: world(balancer(), targetGroup(), registered, instance('c')), evidence },
    'a task whose address is in another zone': {
      world: world(balancer(), targetGroup({ targetType: 'ip' }), ip('eu-west-1c')),
      evidence,
    },
    'a service in three zones behind two': {
      world: world(balancer(), targetGroup(), ...serviceIn('a', 'b', 'c')),
      evidence,
      related: ['shop/web'],
    },
    'targets of a Network Load Balancer': {
      world: world(balancer({ loadBalancerType: 'network' }), targetGroup(), groupIn('c')),
      evidence,
    },
    'the instances are not readable, and the group launches elsewhere': {
      world: worldWithGaps({ 'ec2.instance': denied('ec2:DescribeInstances') }, balancer(), targetGroup(), registered, groupIn('a', 'c')),
      evidence,
      related: ['web'],
    },
    'a second target group': {
      world: world(
        balancer(),
        targetGroup(),
        groupIn('a', 'b'),
        node('elbv2.target-group', targetGroupArn.replace('web', 'api'), { loadBalancers: [balancerArn] }),
        node('autoscaling.group', 'api', { zoneNames: ['eu-west-1c'], targetGroups: [targetGroupArn.replace('web', 'api')] }),
      ),
      evidence,
      related: ['api'],
    },
  },
  unknown: {
    'the targets are not readable': {
      world: worldWithGaps({ 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') }, balancer(), targetGroup()),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
    'the Auto Scaling groups are not readable': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, balancer(), targetGroup()),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
    'the services are not readable': {
      world: worldWithGaps({ 'ecs.service': denied('ecs:ListServices') }, balancer(), targetGroup()),
      gaps: ['denied ecs:ListServices'],
    },
    'the target groups are not readable': {
      world: worldWithGaps({ 'elbv2.target-group': denied('elasticloadbalancing:DescribeTargetGroups') }, balancer()),
      gaps: ['denied elasticloadbalancing:DescribeTargetGroups'],
    },
    'the instances are not readable': {
      world: worldWithGaps({ 'ec2.instance': denied('ec2:DescribeInstances') }, balancer(), targetGroup(), registered),
      gaps: ['denied ec2:DescribeInstances'],
    },
  },
  notApplicable: {
    'no target group': { world: world(balancer(), targetGroup({ loadBalancers: [] })) },
    'a Gateway Load Balancer': { world: world(balancer({ loadBalancerType: 'gateway', scheme: null }), targetGroup(), groupIn('c')) },
  },
});
