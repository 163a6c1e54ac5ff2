import { defineRule, offenders } from '#rule-kit';
import { destinationOption, routeInWords } from '../_lib/nat-routes.ts';
import { isHidden, isWayOut, leavesZone, targetInWords } from '../_lib/way-out.ts';

export default defineRule({
  id: 'network.nat-in-own-zone',
  title: 'Private subnets leave through a NAT gateway of their own zone',
  severity: 'high',
  invariants: ['nat-az-local-route'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP05', 'wa:REL02-BP02'],
  why: 'A subnet whose way out runs through another zone falls silent when that zone fails, although its own is healthy; until then every byte pays for crossing.',
  subject: 'ec2.subnet',
  reads: ['ec2.instance', 'ec2.nat-gateway', 'ec2.network-interface'],
  topology: ['natGateways', 'routing', 'zones'],
  subsumedBy: ['network.nat-per-zone'],
  // Dead routes are another matter, and so are subnets that leave through a network elsewhere or not at all.
  appliesTo: (subnet, { topology }) => topology.zones.ofSubnet(subnet) !== null && topology.routing.exposureOf(subnet) === 'private-egress',
  check(subnet, context) {
    const { topology, pass, fail, unknown, seeDerived } = context;
    const zone = topology.zones.ofSubnet(subnet) ?? 'its zone';
    const ways = () => topology.routing.internetRoutes(subnet);
    const crossing = offenders(ways(), (way) => isWayOut(way) && leavesZone(way, subnet, context));
    if (crossing !== null) {
      const targets = crossing.map((way) => targetInWords(way, subnet, context));
      const derivation = crossing.map((way) => routeInWords(way, subnet, topology)).join('; ');
      return fail(
        seeDerived(subnet, 'wayOut', targets, `within ${zone}`, `${derivation}; the subnet is in ${zone}`),
        `Leaves ${zone} through ${targets.join(' and ')}: when that fails, the subnet loses the internet though its own zone is healthy`,
        crossing.map(({ table }) => table),
      );
    }
    const hidden = offenders(ways(), (way) => isWayOut(way) && isHidden(way, context));
    if (hidden !== null)
      return unknown('cross-account', `the zone of ${hidden.map(({ route }) => route.targetId).join(', ')} is not visible in this account`);
    const own = [...ways()].filter(isWayOut);
    const targets = own.map((way) => targetInWords(way, subnet, context));
    return pass(seeDerived(subnet, 'wayOut', targets, `within ${zone}`, own.map((way) => routeInWords(way, subnet, topology)).join('; ')));
  },
  fix(subnet, context) {
    const { topology, sh } = context;
    const { natGateways, routing, zones } = topology;
    const [way] = offenders(routing.internetRoutes(subnet), (each) => isWayOut(each) && leavesZone(each, subnet, context)) ?? [];
    if (way === undefined) return {};
    const nat = natGateways.candidateFor(zones.ofSubnet(subnet), subnet.keysOf('vpc').join(), subnet);
    const replace =
      sh`aws ec2 replace-route --region ${subnet.region} --route-table-id ${way.table.key} ` +
      destinationOption(way) +
      sh` ${way.route.destination}`;
    return {
      cli: `${replace} --nat-gateway-id ${nat === null ? '<NAT gateway in the zone of the subnet>' : sh`${nat.key}`}`,
      terraform: 'aws_route_table with its own aws_route.nat_gateway_id per zone',
      cloudformation: 'AWS::EC2::RouteTable with its own AWS::EC2::Route NatGatewayId per zone',
      effect: 'Open connections break. A table that serves subnets of several zones must be split first: one per zone.',
    };
  },
});
