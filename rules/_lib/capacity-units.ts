import type { Facts } from '#rule-kit';

type Group = Facts<'autoscaling.group'>;

/** Capacity units that the largest instance may count for; 1 where the group counts instances. */
export function heaviestWeight({ mixedInstances }: Group): number {
  return Math.max(1, ...(mixedInstances?.overrides ?? []).map(({ weightedCapacity }) => weightedCapacity ?? 1));
}

/** Whether capacity is a number of instances, each as good as any other. */
export function countsInstances(group: Group): boolean {
  return [null, 'units'].includes(group.desiredCapacityType) && heaviestWeight(group) === 1;
}

/** Units of capacity that an instance is known to count for; at least one, however units are counted. */
export function weightOf(instanceId: string, { instanceWeights }: Group): number {
  return instanceWeights.find((each) => each.instanceId === instanceId)?.weight ?? 1;
}

/** Whether AWS says what the instance counts for. */
export function hasWeight(instanceId: string, { instanceWeights }: Group): boolean {
  return instanceWeights.some((each) => each.instanceId === instanceId);
}
