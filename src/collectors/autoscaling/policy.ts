import { DescribePoliciesCommand } from '@aws-sdk/client-auto-scaling';
import { defineCollector, required } from '../kit/define.ts';

export default defineCollector({
  kind: 'autoscaling.policy',
  list: {
    action: 'autoscaling:DescribePolicies',
    fetch: ({ autoScaling }, _input: undefined, token) =>
      autoScaling.send(new DescribePoliciesCommand({ MaxRecords: 100, NextToken: token })),
    items: (page) => page.ScalingPolicies,
    next: (page) => page.NextToken,
  },
  id: (policy) => required(policy.PolicyARN, 'PolicyARN'),
  key: (policy) => `${required(policy.AutoScalingGroupName, 'AutoScalingGroupName')}/${required(policy.PolicyName, 'PolicyName')}`,
  name: (policy) => required(policy.PolicyName, 'PolicyName'),
  facts: {
    policyType: (policy) => required(policy.PolicyType, 'PolicyType'),
    enabled: (policy) => policy.Enabled ?? null,
    targetValue: (policy) => policy.TargetTrackingConfiguration?.TargetValue ?? null,
    predefinedMetric: (policy) => policy.TargetTrackingConfiguration?.PredefinedMetricSpecification?.PredefinedMetricType ?? null,
    resourceLabel: (policy) => policy.TargetTrackingConfiguration?.PredefinedMetricSpecification?.ResourceLabel ?? null,
    disablesScaleIn: (policy) => policy.TargetTrackingConfiguration?.DisableScaleIn ?? null,
    predictiveMode: (policy) => policy.PredictiveScalingConfiguration?.Mode ?? null,
    alarmNames: (policy) => (policy.Alarms ?? []).flatMap((alarm) => alarm.AlarmName ?? []),
  },
  relations: { group: (policy) => required(policy.AutoScalingGroupName, 'AutoScalingGroupName') },
});
