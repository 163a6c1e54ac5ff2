import type { InstanceMaintenancePolicy } from '@aws-sdk/client-auto-scaling';
import type { Facts } from '../../../model/kinds.ts';

/** A bound of -1 is how a policy is cleared. */
function bound(percentage: number | undefined): number | null {
  return percentage === undefined || percentage < 0 ? null : percentage;
}

export function maintenancePolicy(policy: InstanceMaintenancePolicy | undefined): Facts<'autoscaling.group'>['maintenancePolicy'] {
  const [minHealthyPercentage, maxHealthyPercentage] = [bound(policy?.MinHealthyPercentage), bound(policy?.MaxHealthyPercentage)];
  return minHealthyPercentage === null && maxHealthyPercentage === null ? null : { minHealthyPercentage, maxHealthyPercentage };
}
