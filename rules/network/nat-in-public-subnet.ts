import { type Context, defineRule, every, type InternetRoute, offenders, some, type View } from '#rule-kit';
import { routeInWords } from '../_lib/nat-routes.ts';

type Finding = Pick<Context<'ec2.nat-gateway', 'ec2.subnet' | 'ec2.vpc-endpoint', 'routing', never>, 'find' | 'topology'>;

const isIpv4Default = ({ isDefault, family }: InternetRoute) => isDefault && family === 'ipv4';

/** Whether the route runs through a firewall whose own subnets lead on to an internet gateway. */
function leadsThroughFirewall({ route }: InternetRoute, { find, topology: { routing } }: Finding): boolean {
  const endpoint = route.targetType === 'vpc-endpoint' ? find('ec2.vpc-endpoint', route.targetId ?? '') : null;
  const keys = endpoint?.keysOf('subnets') ?? [];
  return keys.length > 0 && every(keys, (key) => isInternetSubnet(find('ec2.subnet', key), routing));
}

function isInternetSubnet(subnet: View<'ec2.subnet'> | null, routing: Finding['topology']['routing']): boolean {
  return subnet !== null && some(routing.internetRoutes(subnet), (route) => isIpv4Default(route) && route.leads === 'internet');
}

export default defineRule({
  id: 'network.nat-in-public-subnet',
  title: 'Public NAT gateways stand in subnets that lead to an internet gateway',
  severity: 'high',
  invariants: ['nat-in-public-subnet'],
  references: ['wa:REL02-BP02', 'wa:REL10-BP01'],
  why: 'A NAT gateway sends on what it is given by the routes of its own subnet: without an internet gateway there, everything behind it is cut off.',
  subject: 'ec2.nat-gateway',
  reads: ['ec2.subnet', 'ec2.vpc-endpoint'],
  topology: ['natGateways', 'routing'],
  // Regional gateways have no subnet, private ones are not meant for the internet.
  appliesTo: (nat, { topology: { natGateways } }) =>
    natGateways.isPublic(nat) && !natGateways.isRegional(nat) && !['deleting', 'deleted'].includes(nat.state),
  check(nat, context) {
    const { topology, pass, fail, unknown, see, seeDerived } = context;
    const { subnet } = nat;
    if (subnet === null) return unknown('no-evidence', 'AWS names no subnet of the gateway', 'availabilityMode');
    const mode = subnet.internetGatewayBlockMode;
    if (mode === 'block-bidirectional') {
      return fail(
        see(subnet, 'internetGatewayBlockMode', 'off'),
        `VPC Block Public Access stops everything between ${subnet.key} and the internet`,
      );
    }
    if (mode !== null && mode !== 'off' && mode !== 'block-ingress')
      return unknown('unsupported', `the block mode ${mode} of ${subnet.key} is not understood`);
    const routes = () => topology.routing.internetRoutes(subnet);
    const evidence = (defaults: readonly InternetRoute[]) => {
      const targets = defaults.map(
        ({ route }) => `${route.targetId ?? route.targetType}${route.state === 'active' ? '' : ` (${route.state})`}`,
      );
      const words = defaults.map((each) => routeInWords(each, subnet, topology)).join('; ');
      const derivation = `${nat.key} is in ${subnet.key}; ${words === '' ? `${topology.routing.tableOf(subnet).table.key} has no default route for IPv4` : words}`;
      return seeDerived(subnet, 'defaultRoute', targets, 'an internet gateway', derivation);
    };
    const internet = offenders(routes(), (route) => isIpv4Default(route) && route.leads === 'internet');
    if (internet !== null) return pass(evidence(internet));
    const defaults = [...routes()].filter(isIpv4Default);
    if (some(defaults, (route) => leadsThroughFirewall(route, context))) return pass(evidence(defaults));
    const inspected = defaults
      .filter(({ route }) => route.targetType === 'vpc-endpoint' && route.state === 'active')
      .map(({ route }) => route.targetId);
    if (inspected.length > 0)
      return unknown('no-evidence', `where ${inspected.join(', ')} sends traffic on to cannot be seen`, evidence(defaults));
    const instead =
      defaults.length === 0
        ? 'has no default route'
        : `leads to ${defaults.map(({ route }) => route.targetId ?? 'a target that is gone').join(', ')}`;
    return fail(
      evidence(defaults),
      `Its subnet ${subnet.key} ${instead}, not to a working internet gateway: nothing behind it reaches the internet`,
      [subnet],
    );
  },
  fix: (nat, { sh }) => ({
    cli: `${sh`aws ec2 create-nat-gateway --region ${nat.region}`} --subnet-id <public subnet in the same zone> --allocation-id <Elastic IP>`,
    terraform: 'aws_nat_gateway.subnet_id of a public subnet',
    cloudformation: 'AWS::EC2::NatGateway SubnetId of a public subnet',
    effect: 'A gateway cannot move: make a new one, point the routes to it, then delete this one. Open connections break.',
  }),
});
