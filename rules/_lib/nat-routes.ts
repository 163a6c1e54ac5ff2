import { type Context, type InternetRoute, offenders, some, type View } from '#rule-kit';

type Topology = Context<'ec2.vpc', never, 'routing' | 'zones', never>['topology'];
type Subnet = View<'ec2.subnet'>;

/** A default route to a NAT gateway that is public, or that was there once. */
export function isNatDefault(route: InternetRoute): boolean {
  return route.isDefault && route.route.targetType === 'nat-gateway' && route.leads !== 'central';
}

/** Whether the subnet is private, stands in an Availability Zone and reaches the internet through a NAT gateway. */
export function usesNat(subnet: Subnet, { routing, zones }: Topology): boolean {
  return zones.ofSubnet(subnet) !== null && !routing.isPublic(subnet) && some(routing.internetRoutes(subnet), isNatDefault);
}

/** `rtb-1 sends 0.0.0.0/0 to nat-1`. */
export function routeInWords({ route, table }: InternetRoute, subnet: Subnet, { routing }: Pick<Topology, 'routing'>): string {
  const { isMain } = routing.tableOf(subnet);
  return `${table.key}${isMain ? ', the main table,' : ''} sends ${route.destination} to ${route.targetId ?? 'a target that is gone'}`;
}

/** A subnet in which a NAT gateway for the zone can stand, or null where none is known. */
export function publicSubnetIn(zone: string | null, subnets: Iterable<Subnet>, { routing, zones }: Topology): Subnet | null {
  const [found] = offenders(subnets, (subnet) => zones.ofSubnet(subnet) === zone && routing.isPublic(subnet)) ?? [];
  return found ?? null;
}

/** The option by which the AWS CLI takes the destination of a route. */
export function destinationOption({ route, family }: InternetRoute): string {
  if (route.destination.startsWith('pl-')) return '--destination-prefix-list-id';
  return family === 'ipv6' ? '--destination-ipv6-cidr-block' : '--destination-cidr-block';
}
