import { anyOf, type Facts } from '#rule-kit';

type Group = Facts<'autoscaling.group'>;

/** Neither on its way out nor run by an AWS service in the customer's place. */
export function isJudgedGroup(group: Group): boolean {
  return group.status === null && group.operatorPrincipal === null;
}

/** Decided by the group's own description: instances that others register by hand are unknown to the group. */
export function isAttached(group: Group): boolean {
  return anyOf(
    () => group.targetGroupArns.length > 0,
    () => group.classicLoadBalancerNames.length > 0,
    () => group.latticeTargetGroupArns.length > 0,
  );
}

/** Nodes of a Kubernetes cluster: what runs on them and how many there are is decided inside the cluster. */
export function isKubernetesNodeGroup({ tags }: Group): boolean {
  return Object.keys(tags).some((key) => /^(eks:|kubernetes\.io\/cluster\/|k8s\.io\/)/.test(key));
}

/** Whether requests depend on its capacity: it stands behind a load balancer, or is a capacity provider of an ECS cluster. */
export function carriesRequests(group: Group): boolean {
  if (isKubernetesNodeGroup(group)) return false;
  return isAttached(group) || 'AmazonECSManaged' in group.tags;
}

/**
 * Whether the grace period matters: something beyond EC2 may declare an instance unhealthy, today or, where the group
 * stands behind a load balancer, from the day on which its health checks are switched on.
 */
export function needsGrace(group: Group): boolean {
  return anyOf(
    () => isAttached(group),
    () => group.healthCheckTypes.some((type) => type !== 'EC2'),
  );
}
