import { anyOf, contains, type Context, parseBlock, some, undecidable, type View } from '#rule-kit';

type Read = 'ec2.route-table' | 'ec2.subnet';
export type Judging = Pick<Context<'elbv2.load-balancer', Read, 'routing', never>, 'all' | 'find' | 'topology'>;
type Family = 'ipv4' | 'ipv6';

const families: Readonly<Record<string, readonly Family[]>> = {
  ipv4: ['ipv4'],
  dualstack: ['ipv4', 'ipv6'],
  'dualstack-without-public-ipv4': ['ipv6'],
};

/** The families in which clients reach the load balancer. */
export function addressFamiliesOf(balancer: View<'elbv2.load-balancer'>): readonly Family[] {
  const { ipAddressType } = balancer;
  return families[ipAddressType ?? 'ipv4'] ?? undecidable(balancer, 'unsupported', `the address type ${ipAddressType} is not understood`);
}

/** Subnets of the load balancer in zones; an Outpost has ways of its own. */
export function subnetIdsOf(balancer: View<'elbv2.load-balancer'>): readonly string[] {
  return balancer.zones.flatMap(({ subnetId, outpostId }) => (subnetId === null || outpostId !== null ? [] : subnetId));
}

/** A carrier gateway is the internet gateway of a Wavelength Zone. */
const gateways = ['internet-gateway', 'carrier-gateway'];

/** Whether requests from the internet and the answers to them find their way. A route for a part of the internet lets a part of it in. */
export function isOpenToInternet(subnet: View<'ec2.subnet'>, family: Family, { all, topology }: Judging): boolean {
  return anyOf(
    () =>
      some(
        topology.routing.internetRoutes(subnet, (targetType) => gateways.includes(targetType)),
        (route) => route.family === family && route.leads !== 'nowhere',
      ),
    () => some(all('ec2.route-table'), (table) => inspects(table, subnet, family)),
  );
}

/** Whether the table of an internet gateway sends what is meant for the subnet through a firewall first, whose subnet then has the route. */
function inspects(table: View<'ec2.route-table'>, subnet: View<'ec2.subnet'>, family: Family): boolean {
  if (!table.associations.some(({ gatewayId, state }) => gatewayId?.startsWith('igw-') === true && state === 'associated')) return false;
  if (table.keysOf('vpc').join() !== subnet.keysOf('vpc').join()) return false;
  const own = (family === 'ipv4' ? [subnet.cidrBlock] : subnet.ipv6CidrBlocks).flatMap((cidr) =>
    cidr === null ? [] : (parseBlock(cidr) ?? []),
  );
  return table.routes.some(({ destination, targetType, state }) => {
    const block = targetType === 'local' || state !== 'active' ? null : parseBlock(destination);
    return block !== null && own.some((each) => contains(block, each));
  });
}
