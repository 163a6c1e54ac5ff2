import type { WarmPoolConfiguration } from '@aws-sdk/client-auto-scaling';
import type { Facts } from '../../../model/kinds.ts';

export function warmPoolConfiguration(pool: WarmPoolConfiguration | undefined): Facts<'autoscaling.group'>['warmPool'] {
  if (pool === undefined) return null;
  return {
    minSize: pool.MinSize ?? null,
    poolState: pool.PoolState ?? null,
    reusesOnScaleIn: pool.InstanceReusePolicy?.ReuseOnScaleIn ?? null,
    status: pool.Status ?? null,
  };
}
