import autoscaling from '../../../rules/ecs/autoscaling.ts';
import metric from '../../../rules/ecs/autoscaling-metric.ts';
import cooldowns from '../../../rules/ecs/cooldowns.ts';
import scalesOnRequests from '../../../rules/ecs/scales-on-requests.ts';
import spotFloor from '../../../rules/ecs/spot-floor.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const service = (overrides: Override<'ecs.service'> = {}) => node('ecs.service', 'shop/web', overrides, { name: 'web' });
const targetKey = 'ecs:service:DesiredCount#service/shop/web';
const target = (overrides: Override<'applicationautoscaling.scalable-target'> = {}) =>
  node('applicationautoscaling.scalable-target', targetKey, overrides);
const policyKey = 'service/shop/web#requests';
const policy = (overrides: Override<'applicationautoscaling.policy'> = {}, key = policyKey) =>
  node('applicationautoscaling.policy', key, overrides);
const targetGroupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1';
const targetGroup = (overrides: Override<'elbv2.target-group'> = {}) =>
  node('elbv2.target-group', targetGroupArn, { targetType: 'ip', ...overrides });
const noPolicies = { 'applicationautoscaling.policy': denied('application-autoscaling:DescribeScalingPolicies') };
const noTargets = { 'applicationautoscaling.scalable-target': denied('application-autoscaling:DescribeScalableTargets') };
const unbalanced = { loadBalancers: [], targetGroups: [] };
const outOfScope = {
  'a daemon': { world: world(service({ schedulingStrategy: 'DAEMON' }), target(), policy(), targetGroup()) },
  'a service scaled to zero': { world: world(service({ desiredCount: 0 }), target(), policy(), targetGroup()) },
};

const capacity = [`${targetKey}.minCapacity`, `${targetKey}.maxCapacity`, `${targetKey}.isScaleOutSuspended`];

ruleCases(autoscaling, {
  pass: {
    'a policy that follows a metric': { world: world(service(), target(), policy()), evidence: capacity },
    'steps that an alarm sets off': { world: world(service(), target(), policy({ policyType: 'StepScaling' })), evidence: capacity },
    'a forecast that scales': {
      world: world(service(), target(), policy({ policyType: 'PredictiveScaling', predictiveMode: 'ForecastAndScale' })),
      evidence: capacity,
    },
    'a policy that is known among others that are not': {
      world: worldWithGaps(noPolicies, service(), target(), policy()),
      evidence: capacity,
    },
  },
  fail: {
    'nothing registered': { world: world(service()), evidence: ['scalableTargets'] },
    'only another service registered': { world: world(service(), target({ service: 'shop/jobs' })), evidence: ['scalableTargets'] },
    'a size that is fixed': { world: world(service(), target({ maxCapacity: 3 }), policy()), evidence: [`${targetKey}.maxCapacity`] },
    'scaling out suspended': {
      world: world(service(), target({ isScaleOutSuspended: true }), policy()),
      evidence: [`${targetKey}.isScaleOutSuspended`],
    },
    'no policy': { world: world(service(), target()), evidence: ['scalingPolicies'] },
    'steps whose alarm is gone, and a forecast that only looks': {
      world: world(
        service(),
        target(),
        policy({ policyType: 'StepScaling', alarmNames: [] }),
        policy({ policyType: 'PredictiveScaling', predictiveMode: 'ForecastOnly' }, 'service/shop/web#forecast'),
      ),
      evidence: ['scalingPolicies'],
    },
  },
  unknown: {
    'what is registered cannot be listed': {
      world: worldWithGaps(noTargets, service()),
      gaps: ['denied application-autoscaling:DescribeScalableTargets'],
    },
    'policies cannot be listed': {
      world: worldWithGaps(noPolicies, service(), target()),
      gaps: ['denied application-autoscaling:DescribeScalingPolicies'],
    },
    'a policy of a type that is new': { world: world(service(), target(), policy({ policyType: 'Telepathy' })), gaps: ['unsupported'] },
  },
  notApplicable: { ...outOfScope, 'a worker that nobody calls': { world: world(service(unbalanced)) } },
});

ruleCases(metric, {
  pass: {
    'its own target group': { world: world(service(), policy(), targetGroup()), evidence: [`${policyKey}.resourceLabel`] },
    'its own target group, beside a policy for the processor': {
      world: world(
        service(),
        policy(),
        policy({ predefinedMetric: 'ECSServiceAverageCPUUtilization', resourceLabel: null }, 'service/shop/web#cpu'),
        targetGroup(),
      ),
      evidence: [`${policyKey}.resourceLabel`],
    },
  },
  fail: {
    'the target group of another service': {
      world: world(service(), policy({ resourceLabel: 'app/web/1/targetgroup/api/2' }), targetGroup()),
      evidence: [`${policyKey}.resourceLabel`],
    },
    'a load balancer that was replaced': {
      world: world(service(), policy({ resourceLabel: 'app/web/0/targetgroup/web/1' }), targetGroup()),
      evidence: [`${policyKey}.resourceLabel`],
    },
    'no label': { world: world(service(), policy({ resourceLabel: null }), targetGroup()), evidence: [`${policyKey}.resourceLabel`] },
  },
  unknown: {
    'target groups cannot be listed': {
      world: worldWithGaps({ 'elbv2.target-group': denied('elasticloadbalancing:DescribeTargetGroups') }, service(), policy()),
      gaps: ['denied elasticloadbalancing:DescribeTargetGroups'],
    },
  },
  notApplicable: {
    ...outOfScope,
    'a service that follows its processor': {
      world: world(service(), policy({ predefinedMetric: 'ECSServiceAverageCPUUtilization', resourceLabel: null }), targetGroup()),
    },
  },
});

ruleCases(scalesOnRequests, {
  pass: { 'a policy for requests': { world: world(service(), target(), policy(), targetGroup()), evidence: ['scalesOnRequests'] } },
  fail: {
    'a policy for the processor alone': {
      world: world(service(), target(), policy({ predefinedMetric: 'ECSServiceAverageCPUUtilization' }), targetGroup()),
      evidence: ['scalesOnRequests'],
    },
  },
  unknown: {
    'policies cannot be listed': {
      world: worldWithGaps(noPolicies, service(), target(), targetGroup()),
      gaps: ['denied application-autoscaling:DescribeScalingPolicies'],
    },
  },
  notApplicable: {
    ...outOfScope,
    'a Network Load Balancer': { world: world(service(), target(), targetGroup({ protocol: 'TCP' })) },
    'a service that nothing scales': { world: world(service(), targetGroup()) },
  },
});

ruleCases(cooldowns, {
  pass: {
    'slower in than out': { world: world(service(), policy()), evidence: [`${policyKey}.leadSeconds`] },
    'nothing said, which is alike': {
      world: world(service(), policy({ scaleInCooldownSeconds: null, scaleOutCooldownSeconds: null })),
      evidence: [`${policyKey}.leadSeconds`],
    },
    'never in': {
      world: world(service(), policy({ scaleInCooldownSeconds: 0, disablesScaleIn: true })),
      evidence: [`${policyKey}.leadSeconds`],
    },
  },
  fail: {
    'faster in than out': { world: world(service(), policy({ scaleInCooldownSeconds: 30 })), evidence: [`${policyKey}.leadSeconds`] },
    'in at once, out after the default': {
      world: world(service(), policy({ scaleInCooldownSeconds: 0, scaleOutCooldownSeconds: null })),
      evidence: [`${policyKey}.leadSeconds`],
    },
    'alike where a lead is asked for': {
      world: world(service(), policy({ scaleInCooldownSeconds: 60 })),
      params: { minLeadSeconds: 1 },
      evidence: [`${policyKey}.leadSeconds`],
    },
  },
  unknown: {
    'a policy that is not told': {
      world: world(service(), policy({ scaleInCooldownSeconds: denied('application-autoscaling:DescribeScalingPolicies') })),
      gaps: ['denied application-autoscaling:DescribeScalingPolicies'],
    },
  },
  notApplicable: { ...outOfScope, 'a service without such a policy': { world: world(service(), policy({ policyType: 'StepScaling' })) } },
});

const cluster = (overrides: Override<'ecs.cluster'> = {}) => node('ecs.cluster', 'shop', overrides);
const mixed = (onDemand: readonly [base: number, weight: number], spot: readonly [base: number, weight: number]) => [
  { capacityProvider: 'FARGATE', base: onDemand[0], weight: onDemand[1] },
  { capacityProvider: 'FARGATE_SPOT', base: spot[0], weight: spot[1] },
];
const on = (capacityProviderStrategy: ReturnType<typeof mixed>, overrides: Override<'ecs.service'> = {}) =>
  service({ launchType: null, capacityProviderStrategy, ...overrides });

ruleCases(spotFloor, {
  pass: {
    'Fargate alone': { world: world(service(), cluster()), evidence: ['capacityProviders'] },
    'two tasks as the base': { world: world(on(mixed([2, 1], [0, 4])), cluster()), evidence: ['onDemandTasks'] },
    'a share that is enough for the smallest size': {
      world: world(on(mixed([0, 1], [0, 1]), { desiredCount: 4 }), cluster()),
      evidence: ['onDemandTasks'],
    },
    'the default of the cluster': {
      world: world(service({ launchType: null }), cluster({ defaultCapacityProviderStrategy: mixed([2, 0], [0, 1]) })),
      evidence: ['onDemandTasks'],
    },
    'Spot named but weightless': { world: world(on(mixed([0, 1], [0, 0])), cluster()), evidence: ['capacityProviders'] },
  },
  fail: {
    'Spot alone': { world: world(on(mixed([0, 0], [0, 1])), cluster()), evidence: ['onDemandTasks'] },
    'one task as the base': { world: world(on(mixed([1, 0], [0, 1])), cluster()), evidence: ['onDemandTasks'] },
    'a share that vanishes at the smallest size': {
      world: world(on(mixed([0, 1], [0, 1]), { desiredCount: 8 }), cluster(), target({ minCapacity: 3 })),
      evidence: ['onDemandTasks'],
    },
    'a base on Spot': { world: world(on(mixed([0, 1], [2, 1])), cluster()), evidence: ['onDemandTasks'] },
    'Spot alone by the default of the cluster': {
      world: world(service({ launchType: null }), cluster({ defaultCapacityProviderStrategy: mixed([0, 0], [0, 1]) })),
      evidence: ['onDemandTasks'],
    },
  },
  unknown: {
    'the cluster does not tell its default': {
      world: world(service({ launchType: null }), cluster({ defaultCapacityProviderStrategy: denied('ecs:DescribeClusters') })),
      gaps: ['denied ecs:DescribeClusters'],
    },
    'the smallest size is not known': {
      world: worldWithGaps(noTargets, on(mixed([0, 1], [0, 1]), { desiredCount: 8 }), cluster()),
      gaps: ['denied application-autoscaling:DescribeScalableTargets'],
    },
  },
  notApplicable: {
    'a service on instances': { world: world(service({ launchType: 'EC2' }), cluster()) },
    'a service on instances, by the default': { world: world(service({ launchType: null }), cluster()) },
    'a worker that nobody waits for': { world: world(on(mixed([0, 0], [0, 1]), unbalanced), cluster()) },
    'a daemon': { world: world(service({ schedulingStrategy: 'DAEMON' }), cluster()) },
  },
});
