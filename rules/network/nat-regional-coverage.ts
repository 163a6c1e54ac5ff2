import { type Context, defineRule, offenders, some, type View } from '#rule-kit';

type Seeing = Pick<Context<'ec2.nat-gateway', 'ec2.subnet', 'natGateways' | 'routing' | 'zones', never>, 'all' | 'topology'>;

/** Subnets that send traffic to the gateway from a zone in which it has no address. */
function uncovered(nat: View<'ec2.nat-gateway'>, { all, topology: { natGateways, routing, zones } }: Seeing) {
  const isUser = (subnet: View<'ec2.subnet'>) =>
    subnet.keysOf('vpc').join() === nat.keysOf('vpc').join() &&
    zones.ofSubnet(subnet) !== null &&
    some(routing.internetRoutes(subnet), ({ route }) => route.targetId === nat.key);
  return offenders(all('ec2.subnet'), (subnet) => isUser(subnet) && !natGateways.servesZone(nat, zones.ofSubnet(subnet)));
}

export default defineRule({
  id: 'network.nat-regional-coverage',
  title: 'Regional NAT gateways cover every zone that routes through them',
  severity: 'high',
  invariants: ['nat-regional-mode'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP05', 'wa:REL02-BP02'],
  why: 'In manual mode a regional NAT gateway works only where it was given an address: a zone without one depends on another zone, or has no way out.',
  subject: 'ec2.nat-gateway',
  reads: ['ec2.subnet'],
  topology: ['natGateways', 'routing', 'zones'],
  appliesTo: (nat, { topology: { natGateways } }) => natGateways.isRegional(nat) && !natGateways.isLost(nat),
  check(nat, context) {
    const { topology, pass, fail, see, seeDerived } = context;
    const { natGateways, zones } = topology;
    if (natGateways.expandsByItself(nat)) {
      const note =
        'AWS adds and removes zones as subnets come and go; up to an hour passes before a new zone is covered, and until then its traffic crosses into another';
      return pass(see(nat, 'autoProvisionZones'), seeDerived(nat, 'coverage', 'automatic', null, note));
    }
    const bare = uncovered(nat, context);
    const addresses = nat.addresses.map(({ zoneId, zoneName, status }) => `${zoneId ?? zoneName ?? 'no zone'} (${status ?? 'no status'})`);
    if (bare === null)
      return pass(
        seeDerived(nat, 'coverage', addresses, null, 'every zone whose subnets route through the gateway has an address that works'),
      );
    const bareZones = [...new Set(bare.map((subnet) => zones.ofSubnet(subnet) ?? ''))].sort();
    const users = bare.map((subnet) => `${subnet.key} in ${zones.ofSubnet(subnet) ?? 'no zone'}`).sort();
    return fail(
      seeDerived(
        nat,
        'coverage',
        addresses,
        `an address in ${bareZones.join(' and ')}`,
        `${users.join(', ')} route${users.length === 1 ? 's' : ''} through the gateway`,
      ),
      `Has no working address in ${bareZones.join(' and ')}, but ${users.join(', ')} route${users.length === 1 ? 's' : ''} through it`,
      bare,
    );
  },
  fix(nat, context) {
    const { topology, sh } = context;
    const [subnet] = uncovered(nat, context) ?? [];
    const zone = subnet === undefined ? null : topology.zones.ofSubnet(subnet);
    return {
      cli: `${sh`aws ec2 associate-nat-gateway-address --region ${nat.region} --nat-gateway-id ${nat.key} --availability-zone-id ${zone ?? 'UNKNOWN'}`} --allocation-ids <Elastic IP>`,
      terraform: 'availability_zone_address in aws_nat_gateway for that zone, or none at all for automatic mode',
      cloudformation: 'AvailabilityZoneAddresses of AWS::EC2::NatGateway for that zone',
      effect: 'None for the zones that are covered already. Another hourly price per zone.',
    };
  },
});
