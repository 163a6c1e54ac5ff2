import { type Context, Known, undecidable, type View } from '#rule-kit';

type Target = View<'elbv2.target-health'>;

/** Availability Zones in which load balancers take requests for the group. */
export function servedZones(
  group: View<'elbv2.target-group', 'elbv2.load-balancer'>,
  { topology }: Pick<Context<'elbv2.target-group', never, 'zones'>, 'topology'>,
): Known<string> {
  const zones = new Known<string>();
  zones.each(
    () => group.loadBalancers,
    (balancer) =>
      zones.each(
        () => balancer.zones,
        ({ zoneName, outpostId }) => {
          if (outpostId === null && topology.zones.idOf(zoneName, balancer) !== null) zones.add(zoneName);
        },
      ),
  );
  return zones;
}

/** Whether the target is an address outside the VPC, which stands in no zone. */
export function isOutside({ zoneName }: Target): boolean {
  return zoneName === 'all';
}

/** The name of the zone a target stands in. AWS tells it of addresses; of instances their own description does. */
export function zoneOf(target: Target, { find }: Pick<Context<'elbv2.target-group', 'ec2.instance'>, 'find'>): string {
  const { targetId, zoneName } = target;
  if (zoneName !== null && zoneName !== 'all') return zoneName;
  const instance = targetId.startsWith('i-') ? find('ec2.instance', targetId) : null;
  return instance?.zoneName ?? undecidable(target, 'no-evidence', `AWS does not tell in which zone ${targetId} stands`);
}
