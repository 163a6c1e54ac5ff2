import type { DBProxyTarget } from '@aws-sdk/client-rds';

/** A cluster is named by itself and once more by each of its instances. */
export function proxyTargets(targets: readonly DBProxyTarget[]) {
  const instances = targets.filter(({ Type }) => Type === 'RDS_INSTANCE').flatMap(({ RdsResourceId }) => RdsResourceId ?? []);
  const clusters = targets.flatMap(({ Type, RdsResourceId, TrackedClusterId }) =>
    TrackedClusterId === undefined ? (Type === 'TRACKED_CLUSTER' ? (RdsResourceId ?? []) : []) : TrackedClusterId,
  );
  return {
    targets: targets.map(({ RdsResourceId, TrackedClusterId, TargetHealth }) => ({
      resourceId: RdsResourceId ?? null,
      clusterId: TrackedClusterId ?? null,
      state: TargetHealth?.State ?? null,
    })),
    instances: [...new Set(instances)].sort(),
    clusters: [...new Set(clusters)].sort(),
  };
}
