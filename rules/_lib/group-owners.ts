import { type Context, Known, type View } from '#rule-kit';

type Read = 'autoscaling.group' | 'ecs.service';

/** Who registers targets with a group by itself: Auto Scaling groups and services that are not being deleted. */
export function ownersOf(
  group: View<'elbv2.target-group'>,
  { referring }: Pick<Context<'elbv2.target-group', Read>, 'referring'>,
): Known<View<'autoscaling.group'> | View<'ecs.service'>> {
  const owners = new Known<View<'autoscaling.group'> | View<'ecs.service'>>();
  owners.each(
    () => referring('autoscaling.group', 'targetGroups', group),
    (each) => (each.status === null ? owners.add(each) : undefined),
  );
  owners.each(
    () => referring('ecs.service', 'targetGroups', group),
    (each) => (each.status === 'ACTIVE' ? owners.add(each) : undefined),
  );
  return owners;
}

export function ownerInWords({ kind, key }: View<'autoscaling.group'> | View<'ecs.service'>): string {
  return `${kind === 'autoscaling.group' ? 'Auto Scaling group' : 'ECS service'} ${key}`;
}
