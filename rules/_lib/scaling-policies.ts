import { type Facts, undecidable, type View } from '#rule-kit';

type Policy = View<'autoscaling.policy'>;

/** Why a policy does not scale the group on demand, or null where it does. */
export function uselessBecause(policy: Policy, group: Facts<'autoscaling.group'>): string | null {
  const { policyType, predictiveMode, predefinedMetric, resourceLabel, alarmNames } = policy;
  const name = policy.name ?? policy.key;
  // AWS leaves the flag out where a policy was never disabled.
  if (policy.enabled === false) return `${name} is disabled`;
  switch (policyType) {
    case 'TargetTrackingScaling': {
      if (predefinedMetric !== 'ALBRequestCountPerTarget' || resourceLabel === null) return null;
      const counted = resourceLabel.slice(resourceLabel.indexOf('targetgroup/'));
      if (group.targetGroupArns.some((arn) => arn.endsWith(`:${counted}`))) return null;
      return `${name} counts the requests of ${resourceLabel}, which the group is not attached to`;
    }
    case 'StepScaling':
    case 'SimpleScaling':
      return alarmNames.length > 0 ? null : `${name} has no alarm that sets it off`;
    case 'PredictiveScaling':
      return predictiveMode === 'ForecastAndScale' ? `${name} follows a forecast, not the load` : `${name} forecasts without scaling`;
    default:
      return undecidable(policy, 'unsupported', `the type ${policyType} of policy ${policy.key} is not understood`);
  }
}

/** Target of average CPU utilization in percent, where the policy keeps one. */
export function cpuTargetPercent({ enabled, policyType, predefinedMetric, targetValue }: Facts<'autoscaling.policy'>): number | null {
  if (enabled === false || policyType !== 'TargetTrackingScaling') return null;
  return predefinedMetric?.startsWith('ASGAverageCPUUtilization') === true ? targetValue : null;
}
