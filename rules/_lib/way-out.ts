import { type Context, ifKnown, type InternetRoute, type View } from '#rule-kit';

type Reads = 'ec2.instance' | 'ec2.nat-gateway' | 'ec2.network-interface';
type Finding = Pick<Context<'ec2.subnet', Reads, 'natGateways' | 'routing' | 'zones', never>, 'find' | 'topology'>;
type Subnet = View<'ec2.subnet'>;

/** A default route on which traffic goes out and only answers come in. */
export function isWayOut(route: InternetRoute): boolean {
  return route.isDefault && route.leads === 'egress';
}

/** Zone of a NAT instance or appliance; undefined where it is not visible. */
function applianceZone({ route, table }: InternetRoute, { find, topology }: Finding): string | null | undefined {
  const kind = route.targetType === 'instance' ? 'ec2.instance' : 'ec2.network-interface';
  const zoneName = find(kind, route.targetId ?? '')?.zoneName ?? null;
  return zoneName === null ? undefined : topology.zones.idOf(zoneName, table);
}

/** Whether the way out is known to run through another zone than the subnet's. An egress-only internet gateway stands in none. */
export function leavesZone(way: InternetRoute, subnet: Subnet, finding: Finding): boolean {
  const { natGateways, zones } = finding.topology;
  const zone = zones.ofSubnet(subnet);
  if (way.route.targetType === 'egress-only-internet-gateway') return false;
  if (way.route.targetType !== 'nat-gateway') return ![zone, undefined].includes(applianceZone(way, finding));
  const nat = finding.find('ec2.nat-gateway', way.route.targetId ?? '');
  return nat !== null && !natGateways.servesZone(nat, zone);
}

/** Whether the way out runs through an instance or interface that is not visible, such as one of another account. */
export function isHidden(way: InternetRoute, finding: Finding): boolean {
  return ['instance', 'network-interface'].includes(way.route.targetType) && applianceZone(way, finding) === undefined;
}

/** Where the target of a way out stands, as far as known: `in euw1-az1`. */
export function whereabouts(way: InternetRoute, finding: Finding): string {
  if (way.route.targetType === 'egress-only-internet-gateway') return 'in no zone';
  const zone = ifKnown(() => {
    if (way.route.targetType !== 'nat-gateway') return applianceZone(way, finding);
    const nat = finding.find('ec2.nat-gateway', way.route.targetId ?? '');
    if (nat === null) return null;
    return finding.topology.natGateways.isRegional(nat) ? 'the zones it has addresses in' : finding.topology.natGateways.zoneOf(nat);
  });
  return zone === undefined ? 'in a zone that is not known' : zone === null ? 'in no Availability Zone' : `in ${zone}`;
}
