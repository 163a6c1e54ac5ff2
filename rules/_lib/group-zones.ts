import { type Context, Known, type View } from '#rule-kit';

type Group = View<'autoscaling.group'>;
type Subnet = View<'ec2.subnet'>;

interface Placing extends Pick<Context<'autoscaling.group', 'ec2.subnet'>, 'find' | 'all'> {
  readonly topology: { readonly zones: { servedBy(subnet: Subnet): string | null } };
}

/** The existing subnets in which a group starts instances: those it names, else the default subnets of its zones. */
export function groupSubnets(group: Group, { find, all }: Pick<Placing, 'find' | 'all'>): Known<Subnet> {
  const subnets = new Known<Subnet>();
  const named = group.keysOf('subnets');
  if (named.length > 0) {
    subnets.each(
      () => named,
      (key) => {
        const subnet = find('ec2.subnet', key);
        if (subnet !== null) subnets.add(subnet);
      },
    );
    return subnets;
  }
  subnets.each(
    () => all('ec2.subnet'),
    (subnet) => {
      if (subnet.isDefaultForZone && group.zoneNames.includes(subnet.zoneName)) subnets.add(subnet);
    },
  );
  return subnets;
}

/** The subnets of each zone in which the group can start instances; every one must be known. In the order of the zones' ids. */
export function subnetsByZone(group: Group, placing: Placing): ReadonlyMap<string, readonly Subnet[]> {
  const byZone = new Map<string, Subnet[]>();
  for (const subnet of groupSubnets(group, placing)) {
    const zone = placing.topology.zones.servedBy(subnet);
    if (zone !== null) byZone.set(zone, [...(byZone.get(zone) ?? []), subnet]);
  }
  return new Map([...byZone].sort(([a], [b]) => (a < b ? -1 : 1)));
}
