import { type Context, defineRule, type InternetRoute, offenders, some, type View } from '#rule-kit';
import { destinationOption, routeInWords } from '../_lib/nat-routes.ts';

type Finding = Pick<Context<'ec2.subnet', 'ec2.nat-gateway', 'natGateways' | 'routing', never>, 'find' | 'topology'>;

function natOf({ route }: InternetRoute, { find }: Finding): View<'ec2.nat-gateway'> | null {
  return route.targetType === 'nat-gateway' ? find('ec2.nat-gateway', route.targetId ?? '') : null;
}

function isDead(route: InternetRoute, finding: Finding): boolean {
  if (!route.isDefault) return false;
  if (route.leads === 'nowhere') return true;
  const nat = natOf(route, finding);
  return nat !== null && !finding.topology.natGateways.isAvailable(nat);
}

const fates: Readonly<Record<string, string>> = { failed: 'has failed', deleting: 'is being deleted', deleted: 'was deleted' };

function cause(way: InternetRoute, finding: Finding): string {
  const { state, targetId, targetType } = way.route;
  if (targetType !== 'nat-gateway') return `the route is a ${state}`;
  const nat = natOf(way, finding);
  if (nat === null) return `${targetId ?? 'the NAT gateway'} does not exist`;
  return `${nat.key} ${fates[nat.state] ?? `is ${nat.state}`}${nat.failureMessage === null ? '' : ` (${nat.failureMessage})`}${state === 'blackhole' ? ' and the route a blackhole' : ''}`;
}

export default defineRule({
  id: 'network.nat-route-alive',
  title: 'Default routes of private subnets lead to a target that works',
  severity: 'high',
  invariants: ['nat-route-alive'],
  references: ['wa:REL10-BP01', 'wa:REL02-BP02'],
  why: 'Behind a dead default route nothing leaves the subnet: what runs there is cut off from every API outside, and what starts there may not come up.',
  subject: 'ec2.subnet',
  reads: ['ec2.nat-gateway'],
  topology: ['natGateways', 'routing'],
  // A subnet whose default routes all name an internet gateway was meant to be public; one without any is meant to be isolated.
  appliesTo: (subnet, { topology: { routing } }) =>
    !routing.isPublic(subnet) &&
    some(routing.internetRoutes(subnet), ({ isDefault, route }) => isDefault && route.targetType !== 'internet-gateway'),
  check(subnet, context) {
    const { topology, pass, fail, seeDerived } = context;
    const inWords = (route: InternetRoute) => routeInWords(route, subnet, topology);
    const dead = offenders(topology.routing.internetRoutes(subnet), (route) => isDead(route, context));
    if (dead === null) {
      const alive = [...topology.routing.internetRoutes(subnet)].filter(({ isDefault }) => isDefault);
      return pass(seeDerived(subnet, 'deadRoutes', [], [], alive.map(inWords).join('; ')));
    }
    const destinations = dead.map(({ route }) => route.destination);
    const evidence = seeDerived(
      subnet,
      'deadRoutes',
      destinations,
      [],
      dead.map((route) => `${inWords(route)}, but ${cause(route, context)}`).join('; '),
    );
    const causes = dead.map((route) => `${route.route.destination} leads nowhere: ${cause(route, context)}`);
    return fail(
      evidence,
      causes.join('; '),
      dead.flatMap((route) => [route.table, ...[natOf(route, context) ?? []].flat()]),
    );
  },
  fix(subnet, context) {
    const { topology, sh } = context;
    const [way] = offenders(topology.routing.internetRoutes(subnet), (route) => isDead(route, context)) ?? [];
    if (way === undefined) return {};
    const replace =
      sh`aws ec2 replace-route --region ${subnet.region} --route-table-id ${way.table.key} ` +
      destinationOption(way) +
      sh` ${way.route.destination}`;
    return {
      cli: `${replace} --nat-gateway-id <NAT gateway in service in the zone of the subnet>`,
      terraform: 'aws_route.nat_gateway_id of a gateway that exists',
      cloudformation: 'AWS::EC2::Route NatGatewayId of a gateway that exists',
      effect: 'None but repair: nothing passes the route now.',
    };
  },
});
