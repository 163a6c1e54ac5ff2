import { defineRule, type InternetRoute, offenders, some, type View } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { destinationOption, routeInWords } from '../_lib/nat-routes.ts';

type Subnet = View<'ec2.subnet'>;
type Routes = (subnet: Subnet) => Iterable<InternetRoute>;

const appliances: readonly string[] = ['instance', 'network-interface'];

/** A default route by which only answers come in and that runs through an instance or a gateway of the VPC. */
const isWayOut = ({ isDefault, leads, route }: InternetRoute) =>
  isDefault && leads === 'egress' && route.targetType !== 'egress-only-internet-gateway';

function throughAppliance(subnet: Subnet, routes: Routes) {
  return offenders(routes(subnet), (way) => isWayOut(way) && appliances.includes(way.route.targetType));
}

export default defineRule({
  id: 'network.nat-managed',
  title: 'Private subnets leave through managed NAT gateways, not through NAT instances',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['nat-managed'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP03', 'wa:REL02-BP02'],
  why: 'A NAT instance is one machine with one network card: while it is patched, restarted or broken, everything behind it is cut off, and no service replaces it or points the route elsewhere.',
  subject: 'ec2.vpc',
  reads: ['ec2.subnet'],
  topology: ['routing'],
  appliesTo: (vpc, { referring, topology: { routing } }) =>
    some(referring('ec2.subnet', 'vpc', vpc), (subnet) => some(routing.internetRoutes(subnet), isWayOut)),
  check(vpc, { referring, topology, pass, fail, seeDerived }) {
    const { routing } = topology;
    const routes: Routes = (subnet) => routing.internetRoutes(subnet);
    const subnets = () => referring('ec2.subnet', 'vpc', vpc);
    const behind = offenders(subnets(), (subnet) => throughAppliance(subnet, routes) !== null);
    const see = (found: readonly Subnet[], ways: (subnet: Subnet) => readonly InternetRoute[]) => {
      const targets = found.flatMap((subnet) => ways(subnet).map(({ route }) => route.targetId ?? route.targetType));
      const inWords = found.flatMap((subnet) => ways(subnet).map((way) => `${subnet.key}: ${routeInWords(way, subnet, topology)}`));
      return { targets: [...new Set(targets)].sort(), inWords: inWords.sort().join('; ') };
    };
    if (behind === null) {
      const { targets, inWords } = see([...subnets()], (subnet) => [...routes(subnet)].filter(isWayOut));
      return pass(seeDerived(vpc, 'waysOut', targets, 'managed NAT gateways', inWords));
    }
    const { targets, inWords } = see(behind, (subnet) => throughAppliance(subnet, routes) ?? []);
    const keys = behind.map(({ key }) => key).sort();
    return fail(
      seeDerived(vpc, 'waysOut', targets, 'managed NAT gateways', inWords),
      `${few(keys)} ${keys.length === 1 ? 'leaves' : 'leave'} the VPC through ${targets.join(', ')}, which nobody but its owner keeps alive`,
      behind,
    );
  },
  fix(vpc, { referring, topology: { routing }, sh }) {
    const [subnet] =
      offenders(referring('ec2.subnet', 'vpc', vpc), (each) => throughAppliance(each, (one) => routing.internetRoutes(one)) !== null) ?? [];
    const [way] = subnet === undefined ? [] : (throughAppliance(subnet, (each) => routing.internetRoutes(each)) ?? []);
    if (way === undefined) return {};
    const replace =
      sh`aws ec2 replace-route --region ${vpc.region} --route-table-id ${way.table.key} ` +
      destinationOption(way) +
      sh` ${way.route.destination}`;
    return {
      cli: `${replace} --nat-gateway-id <NAT gateway in the zone of the subnet>`,
      terraform: 'aws_nat_gateway per zone, and aws_route.nat_gateway_id',
      cloudformation: 'AWS::EC2::NatGateway per zone, and AWS::EC2::Route NatGatewayId',
      effect: 'Open connections break when the route changes. Gateways have an hourly price; the instances can be stopped afterwards.',
    };
  },
});
