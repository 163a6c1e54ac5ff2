import rule from '../../../rules/auto-scaling/target-groups-in-use.ts';
import { apiTargetGroup, deleting, group, managed, webTargetGroup, worker } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

const loadBalancer = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1';
const used = node('elbv2.target-group', webTargetGroup, { loadBalancers: [loadBalancer] });
const unused = node('elbv2.target-group', webTargetGroup, { loadBalancers: [] });
const alsoUsed = node('elbv2.target-group', apiTargetGroup, { loadBalancers: [loadBalancer] });
const both = { targetGroupArns: [webTargetGroup, apiTargetGroup] };
const read = 'elasticloadbalancing:DescribeTargetGroups';

ruleCases(rule, {
  pass: {
    'the target group is used': { world: world(group(), used), evidence: ['targetGroupArns'] },
    'both target groups are used': { world: world(group(both), used, alsoUsed), evidence: ['targetGroupArns'] },
    'a target group beside a classic load balancer': {
      world: world(group({ classicLoadBalancerNames: ['old'] }), used),
      evidence: ['targetGroupArns'],
    },
    'the load balancer itself may not be read, and need not be': {
      world: worldWithGaps({ 'elbv2.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') }, group(), used),
      evidence: ['targetGroupArns'],
    },
  },
  fail: {
    'no load balancer uses the target group': { world: world(group(), unused), evidence: [`${webTargetGroup}.loadBalancers`] },
    'the target group does not exist': { world: world(group()), evidence: ['targetGroupArns'] },
    'one of two is unused, one is gone': {
      world: world(group(both), unused),
      evidence: [`${webTargetGroup}.loadBalancers`, 'targetGroupArns'],
    },
    'an unused one decides where the other cannot be seen': {
      world: worldWithGaps({ 'elbv2.target-group': denied(read) }, group(both), unused),
      evidence: [`${webTargetGroup}.loadBalancers`],
    },
  },
  unknown: {
    'target groups may not be read': { world: worldWithGaps({ 'elbv2.target-group': denied(read) }, group()), gaps: [`denied ${read}`] },
    'one is used and the other cannot be seen': {
      world: worldWithGaps({ 'elbv2.target-group': denied(read) }, group(both), used),
      gaps: [`denied ${read}`],
    },
  },
  notApplicable: {
    'a worker group': { world: world(worker()) },
    'a classic load balancer': { world: world(worker({ classicLoadBalancerNames: ['old'] })) },
    'a group that is being deleted': { world: world(group(deleting), unused) },
    'a group that a service manages': { world: world(group(managed), unused) },
  },
});
