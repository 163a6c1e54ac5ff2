import rule from '../../../rules/auto-scaling/cpu-target.ts';
import { deleting, group, managed } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const policy = (overrides: Override<'autoscaling.policy'> = {}) => node('autoscaling.policy', 'web/cpu', overrides, { name: 'cpu' });
const evidence = ['targetValue'];

ruleCases(rule, {
  pass: {
    'a target of 70': { world: world(group(), policy({ targetValue: 70 })), evidence },
    'a target at the limit': { world: world(group(), policy({ targetValue: 80 })), evidence },
    'a low target, which costs but is safe': { world: world(group(), policy({ targetValue: 20 })), evidence },
  },
  fail: {
    'a target of 95': { world: world(group(), policy({ targetValue: 95 })), evidence },
    'a target of 95 in high resolution': {
      world: world(group(), policy({ targetValue: 95, predefinedMetric: 'ASGAverageCPUUtilizationHighResolution' })),
      evidence,
    },
    'a target of 70 where 60 is the limit': {
      world: world(group(), policy({ targetValue: 70 })),
      params: { maxTargetPercent: 60 },
      evidence,
    },
  },
  unknown: {
    'AWS sent no target that can be read': {
      world: world(group(), policy({ targetValue: denied('autoscaling:DescribePolicies') })),
      gaps: ['denied autoscaling:DescribePolicies'],
    },
    'the group may not be read': {
      world: worldWithGaps({ 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') }, policy({ targetValue: 95 })),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
  },
  notApplicable: {
    'requests for each target': { world: world(group(), policy({ predefinedMetric: 'ALBRequestCountPerTarget', targetValue: 1000 })) },
    'a metric of its own': { world: world(group(), policy({ predefinedMetric: null, targetValue: 100 })) },
    steps: { world: world(group(), policy({ policyType: 'StepScaling', predefinedMetric: null, targetValue: null })) },
    'a disabled policy': { world: world(group(), policy({ enabled: false, targetValue: 95 })) },
    'a group that is gone': { world: world(policy({ targetValue: 95 })) },
    'a group that is being deleted': { world: world(group(deleting), policy({ targetValue: 95 })) },
    'a group that an AWS service runs': { world: world(group(managed), policy({ targetValue: 95 })) },
  },
});
