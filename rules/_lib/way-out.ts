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

/** The target of a way out and where it stands, as far as known: `nat-1 (in euw1-az1)`. */
export function targetInWords(way: InternetRoute, subnet: Subnet, finding: Finding): string {
  return `${way.route.targetId ?? way.route.targetType} (${ifKnown(() => whereabouts(way, subnet, finding)) ?? 'zone not known'})`;
}

function whereabouts(way: InternetRoute, subnet: Subnet, finding: Finding): string {
  const { natGateways, zones } = finding.topology;
  const inZone = (zone: string | null) => (zone === null ? 'outside Availability Zones' : `in ${zone}`);
  if (way.route.targetType === 'egress-only-internet-gateway') return 'in no zone';
  if (way.route.targetType !== 'nat-gateway') return inZone(applianceZone(way, finding) ?? null);
  const nat = finding.find('ec2.nat-gateway', way.route.targetId ?? '');
  if (nat === null || !natGateways.isRegional(nat)) return inZone(nat === null ? null : natGateways.zoneOf(nat));
  const zone = zones.ofSubnet(subnet);
  return natGateways.servesZone(nat, zone) ? 'regional' : `regional, without a working address in ${zone ?? 'this zone'}`;
}
