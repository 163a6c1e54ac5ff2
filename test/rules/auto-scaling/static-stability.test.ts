import rule from '../../../rules/auto-scaling/static-stability.ts';
import { deleting, group, worker } from '../../kit/group-world.ts';
import { zones } from '../../kit/network-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, subnet, world, worldWithGaps } from '../../kit/world.ts';

const place = [...zones, subnet('app', 'a'), subnet('app', 'b'), subnet('app', 'c')];
const three = { subnets: ['subnet-app-a', 'subnet-app-b', 'subnet-app-c'] };
const sized = (desiredCapacity: number, more: Override<'autoscaling.group'> = {}) => group({ desiredCapacity, ...more });
const policy = (targetValue: number, overrides: Override<'autoscaling.policy'> = {}) =>
  node('autoscaling.policy', 'web/cpu', { targetValue, ...overrides });
const evidence = ['loadAfterZoneLoss'];

ruleCases(rule, {
  pass: {
    'a half in two zones': { world: world(...place, sized(2), policy(50)), evidence },
    'two thirds in three zones': { world: world(...place, sized(6, three), policy(66)), evidence },
  },
  fail: {
    'two thirds in two zones: 66 x 2 / 1 = 132': { world: world(...place, sized(2), policy(66)), evidence },
    'an odd one makes it worse: 50 x 3 / 1 = 150': { world: world(...place, sized(3), policy(50)), evidence },
    'one zone': { world: world(...place, sized(2, { subnets: ['subnet-app-a'] }), policy(10)), evidence },
  },
  unknown: {
    'policies may not be read': {
      world: worldWithGaps({ 'autoscaling.policy': denied('autoscaling:DescribePolicies') }, ...place, sized(2)),
      gaps: ['denied autoscaling:DescribePolicies'],
    },
    'subnets may not be read': {
      world: worldWithGaps({ 'ec2.subnet': denied('ec2:DescribeSubnets') }, ...zones, sized(2), policy(50)),
      gaps: ['denied ec2:DescribeSubnets'],
    },
  },
  notApplicable: {
    'no CPU target': { world: world(...place, sized(2), policy(1000, { predefinedMetric: 'ALBRequestCountPerTarget' })) },
    'a worker group': { world: world(...place, worker({ desiredCapacity: 2 }), policy(90)) },
    'a group that is being deleted': { world: world(...place, sized(2, deleting), policy(90)) },
  },
});
