import { type Facts, type Identity, undecidable } from '#rule-kit';

type Policy = Facts<'applicationautoscaling.policy'> & Identity;

/** Why a policy never scales a service out, or null where it does. */
export function scalesNothingBecause(policy: Policy): string | null {
  const name = policy.name ?? policy.key;
  switch (policy.policyType) {
    case 'TargetTrackingScaling':
      return null;
    case 'StepScaling':
      return policy.alarmNames.length > 0 ? null : `${name} has no alarm that sets it off`;
    case 'PredictiveScaling':
      return policy.predictiveMode === 'ForecastAndScale' ? null : `${name} forecasts without scaling`;
    default:
      return undecidable(policy, 'unsupported', `the type ${policy.policyType} of policy ${policy.key} is not understood`);
  }
}

/** Whether the policy follows the requests that each target gets. */
export function countsRequests({ predefinedMetric }: Pick<Policy, 'predefinedMetric'>): boolean {
  return predefinedMetric?.startsWith('ALBRequestCountPerTarget') === true;
}

/** `app/web/1/targetgroup/web/2` -> what the ARNs of the load balancer and of the target group end in. */
export function labelParts(label: string): { readonly balancer: string; readonly targetGroup: string } {
  const split = label.indexOf('/targetgroup/');
  return { balancer: `:loadbalancer/${label.slice(0, split)}`, targetGroup: `:${label.slice(split + 1)}` };
}
