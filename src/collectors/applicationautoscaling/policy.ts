import { DescribeScalingPoliciesCommand } from '@aws-sdk/client-application-auto-scaling';
import { scaledService } from '../kit/ecs/scaled-service.ts';
import { defineCollector, required } from '../kit/define.ts';

export default defineCollector({
  kind: 'applicationautoscaling.policy',
  list: {
    action: 'application-autoscaling:DescribeScalingPolicies',
    fetch: ({ applicationAutoScaling }, _input: undefined, token) =>
      applicationAutoScaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs', MaxResults: 10, NextToken: token })),
    items: (page) => page.ScalingPolicies,
    next: (page) => page.NextToken,
  },
  id: (policy) => required(policy.PolicyARN, 'PolicyARN'),
  key: (policy) => `${required(policy.ResourceId, 'ResourceId')}#${required(policy.PolicyName, 'PolicyName')}`,
  name: (policy) => required(policy.PolicyName, 'PolicyName'),
  facts: {
    policyType: (policy) => required(policy.PolicyType, 'PolicyType'),
    targetValue: ({ TargetTrackingScalingPolicyConfiguration: tracking }) => tracking?.TargetValue ?? null,
    predefinedMetric: ({ TargetTrackingScalingPolicyConfiguration: tracking }) =>
      tracking?.PredefinedMetricSpecification?.PredefinedMetricType ?? null,
    resourceLabel: ({ TargetTrackingScalingPolicyConfiguration: tracking }) =>
      tracking?.PredefinedMetricSpecification?.ResourceLabel ?? null,
    scaleOutCooldownSeconds: ({ TargetTrackingScalingPolicyConfiguration: tracking }) => tracking?.ScaleOutCooldown ?? null,
    scaleInCooldownSeconds: ({ TargetTrackingScalingPolicyConfiguration: tracking }) => tracking?.ScaleInCooldown ?? null,
    disablesScaleIn: ({ TargetTrackingScalingPolicyConfiguration: tracking }) => tracking?.DisableScaleIn ?? null,
    predictiveMode: ({ PredictiveScalingPolicyConfiguration: predictive }) => predictive?.Mode ?? null,
    alarmNames: (policy) => (policy.Alarms ?? []).flatMap(({ AlarmName }) => AlarmName ?? []),
  },
  relations: { service: (policy) => scaledService(policy.ResourceId) },
});
