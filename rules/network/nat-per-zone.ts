import { allOf, type Context, defineRule, ifKnown, offenders, some, type View } from '#rule-kit';
import { publicSubnetIn, usesNat } from '../_lib/nat-routes.ts';

type Vpc = View<'ec2.vpc'>;
type Seeing = Context<'ec2.vpc', 'ec2.nat-gateway' | 'ec2.subnet', 'natGateways' | 'routing' | 'zones', never>;
type Finding = Pick<Seeing, 'referring' | 'topology'>;

/** Subnets that leave through NAT and stand in a zone that no NAT gateway in service serves. */
function stranded(vpc: Vpc, { referring, topology }: Finding) {
  const { natGateways, zones } = topology;
  const isServed = (zone: string | null) =>
    some(referring('ec2.nat-gateway', 'vpc', vpc), (nat) =>
      allOf(
        () => !natGateways.isLost(nat),
        () => natGateways.servesZone(nat, zone),
        () => natGateways.isPublic(nat) && natGateways.isAvailable(nat),
      ),
    );
  return offenders(referring('ec2.subnet', 'vpc', vpc), (subnet) => usesNat(subnet, topology) && !isServed(zones.ofSubnet(subnet)));
}

export default defineRule({
  id: 'network.nat-per-zone',
  title: 'Every zone whose private subnets use NAT has a NAT gateway in service',
  severity: 'high',
  invariants: ['nat-per-az'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP05', 'wa:REL02-BP02'],
  why: 'Zones that share a NAT gateway lose the internet together: when its zone fails, what survives elsewhere can call no one and start nothing new.',
  subject: 'ec2.vpc',
  reads: ['ec2.nat-gateway', 'ec2.subnet'],
  topology: ['natGateways', 'routing', 'zones'],
  appliesTo: (vpc, { referring, topology }) => some(referring('ec2.subnet', 'vpc', vpc), (subnet) => usesNat(subnet, topology)),
  check(vpc, context) {
    const { referring, topology, pass, fail, seeDerived } = context;
    const { natGateways, zones } = topology;
    const nats = ifKnown(() => [...referring('ec2.nat-gateway', 'vpc', vpc)]) ?? [];
    const inWords = (nat: View<'ec2.nat-gateway'>) => {
      const zone = ifKnown(() => (natGateways.isRegional(nat) ? 'regional' : natGateways.zoneOf(nat)));
      return `${nat.key} (${zone ?? 'zone not known'}, ${ifKnown(() => nat.state) ?? 'state not known'})`;
    };
    const natsInWords = nats.map(inWords).sort();

    const bare = stranded(vpc, context);
    const served = 'each zone of a private subnet that uses NAT is served by one of these';
    if (bare === null) return pass(seeDerived(vpc, 'natGateways', natsInWords, null, served));
    const bareZones = [...new Set(bare.map((subnet) => zones.ofSubnet(subnet) ?? ''))].sort();
    const users = bare.map((subnet) => subnet.key).sort();
    const because = `private subnets there that leave through a NAT gateway: ${users.join(', ')}`;
    const note = `No NAT gateway in service serves ${bareZones.join(' and ')}: ${users.join(', ')} ${users.length === 1 ? 'depends' : 'depend'} on another zone or ${users.length === 1 ? 'is' : 'are'} cut off`;
    return fail(seeDerived(vpc, 'natGateways', natsInWords, `one in service for ${bareZones.join(' and ')}`, because), note, [
      ...bare,
      ...nats,
    ]);
  },
  fix(vpc, context) {
    const { referring, topology, sh } = context;
    const [subnet] = stranded(vpc, context) ?? [];
    const zone = subnet === undefined ? null : topology.zones.ofSubnet(subnet);
    const home = publicSubnetIn(zone, referring('ec2.subnet', 'vpc', vpc), topology);
    const create = sh`aws ec2 create-nat-gateway --region ${vpc.region} --subnet-id `;
    return {
      cli: `${create}${home === null ? '<public subnet in that zone>' : sh`${home.key}`} --allocation-id <Elastic IP>`,
      terraform: 'one aws_nat_gateway and one aws_route_table per zone, or one aws_nat_gateway with availability_mode = "regional"',
      cloudformation: 'one AWS::EC2::NatGateway per zone, or one with AvailabilityMode: regional',
      effect:
        'Nothing changes until the route tables of that zone lead to the new gateway; then open connections break. Each zonal gateway has an hourly price; traffic that no longer crosses zones gets cheaper.',
    };
  },
});
