import { type Context, type Identity, Known, type View } from '#rule-kit';

type Read = 'autoscaling.group' | 'ec2.instance' | 'ec2.subnet' | 'ecs.service' | 'elbv2.target-group' | 'elbv2.target-health';
type Judging = Pick<Context<'elbv2.load-balancer', Read, never, never>, 'find' | 'referring'>;
type TargetGroup = View<'elbv2.target-group', Read | 'elbv2.load-balancer'>;

export interface TargetPlace {
  readonly zoneName: string;
  readonly owner: Identity;
  readonly inWords: string;
}

/** Where the targets of a load balancer stand, and where the next ones may be launched. */
export function targetPlacesOf(balancer: View<'elbv2.load-balancer', Read | 'elbv2.load-balancer'>, context: Judging): Known<TargetPlace> {
  const places = new Known<TargetPlace>();
  places.each(
    () => context.referring('elbv2.target-group', 'loadBalancers', balancer),
    (targetGroup) => addPlaces(places, targetGroup, context),
  );
  return places;
}

function addPlaces(places: Known<TargetPlace>, targetGroup: TargetGroup, context: Judging): void {
  const { find, referring } = context;
  places.each(
    () => referring('autoscaling.group', 'targetGroups', targetGroup),
    (group) => {
      const inWords = (zoneName: string) => `Auto Scaling group ${group.key} launches in ${zoneName}`;
      if (group.status === null) for (const zoneName of group.zoneNames) places.add({ zoneName, owner: group, inWords: inWords(zoneName) });
    },
  );
  places.each(
    () => referring('ecs.service', 'targetGroups', targetGroup),
    (service) => {
      if (service.status !== 'ACTIVE') return;
      const inWords = (zoneName: string) => `service ${service.name ?? service.key} starts tasks in ${zoneName}`;
      places.each(
        () => service.keysOf('subnets'),
        (key) => {
          const zoneName = find('ec2.subnet', key)?.zoneName;
          if (zoneName !== undefined) places.add({ zoneName, owner: service, inWords: inWords(zoneName) });
        },
      );
    },
  );
  places.each(
    () => referring('elbv2.target-health', 'targetGroup', targetGroup),
    (target) => {
      const zoneName = target.state === 'draining' ? null : zoneOf(target, context);
      if (zoneName !== null) places.add({ zoneName, owner: target, inWords: `target ${target.targetId} stands in ${zoneName}` });
    },
  );
}

/** Null where no zone is meant: functions, addresses outside the VPC, instances that are gone. */
function zoneOf({ targetId, zoneName }: View<'elbv2.target-health'>, { find }: Judging): string | null {
  if (zoneName !== null) return zoneName === 'all' ? null : zoneName;
  const instance = targetId.startsWith('i-') ? find('ec2.instance', targetId) : null;
  return instance === null || ['shutting-down', 'terminated'].includes(instance.state) ? null : instance.zoneName;
}
