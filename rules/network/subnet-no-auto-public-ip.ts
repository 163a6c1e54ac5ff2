import { allOf, anyOf, type Context, defineRule, some, type View } from '#rule-kit';

type Topology = Context<'ec2.subnet', never, 'routing' | 'subnetTiers', never>['topology'];
type Subnet = View<'ec2.subnet', 'ec2.vpc'>;

function serves(tier: 'app' | 'data', { key, vpc }: Subnet, { subnetTiers }: Topology): boolean {
  return some(subnetTiers.subnetsOf(tier, vpc), (subnet) => subnet.key === key);
}

/** Whether a new interface gets an IPv6 address to which a route from the internet leads. */
function exposesIpv6(subnet: Subnet, { routing }: Topology): boolean {
  return allOf(
    () => subnet.assignsIpv6OnCreation,
    () => some(routing.internetRoutes(subnet), ({ family, isDefault, leads }) => family === 'ipv6' && isDefault && leads === 'internet'),
  );
}

export default defineRule({
  id: 'network.subnet-no-auto-public-ip',
  title: 'Subnets of the app and data tier give no public addresses by themselves',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['subnet-no-auto-public-ip'],
  references: ['wa:SEC05-BP01', 'config:SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED', 'securityhub:EC2.15'],
  why: 'A server that is given a public address by its subnet is one route away from standing on the internet, past the load balancer and everything that guards it.',
  subject: 'ec2.subnet',
  reads: ['ec2.vpc'],
  topology: ['routing', 'subnetTiers'],
  // Public subnets, in which load balancers, NAT gateways and bastions stand, may do so.
  appliesTo: (subnet, { topology }) =>
    subnet.ownerId === subnet.account &&
    anyOf(
      () => serves('app', subnet, topology),
      () => serves('data', subnet, topology),
    ),
  check(subnet, { fail, pass, see, topology }) {
    if (subnet.mapsPublicIpOnLaunch) return fail({ mapsPublicIpOnLaunch: false }, 'Gives every new server a public address');
    if (exposesIpv6(subnet, topology))
      return fail(see(subnet, 'assignsIpv6OnCreation', false), 'Gives every new server an IPv6 address that the internet can reach', [
        topology.routing.tableOf(subnet).table,
      ]);
    return pass('mapsPublicIpOnLaunch', 'assignsIpv6OnCreation');
  },
  fix(subnet, { sh }) {
    const modify = sh`aws ec2 modify-subnet-attribute --region ${subnet.region} --subnet-id ${subnet.key}`;
    return {
      cli: subnet.mapsPublicIpOnLaunch ? `${modify} --no-map-public-ip-on-launch` : `${modify} --no-assign-ipv6-address-on-creation`,
      terraform: 'aws_subnet: map_public_ip_on_launch = false',
      cloudformation: 'AWS::EC2::Subnet MapPublicIpOnLaunch: false',
      effect: 'Immediate for new servers; those that run keep their addresses until they are replaced.',
    };
  },
});
