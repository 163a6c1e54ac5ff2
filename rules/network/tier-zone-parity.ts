import { allOf, atLeast, type Context, defineRule, type Evidence, ifKnown, Known, offenders, some, type View } from '#rule-kit';
import { hasTier, knownSubnetsOf, type Tier, tiers } from '../_lib/tier-subnets.ts';

type Vpc = View<'ec2.vpc'>;
type Topology = Context<'ec2.vpc', never, 'subnetTiers' | 'zones', never>['topology'];

/** A zone in which one tier stands and another might not. */
interface Pair {
  readonly zone: string;
  readonly present: Tier;
  readonly other: Tier;
}

const facts: Readonly<Record<Tier, string>> = { 'load-balancer': 'loadBalancerZones', app: 'appZones', data: 'dataZones' };

function pairsIn(vpc: Vpc, { subnetTiers, zones }: Topology): Known<Pair> {
  const pairs = new Known<Pair>();
  // A subnet group with a zone to spare is no fault: what counts is that no zone that works has to do without data.
  for (const present of ['load-balancer', 'app'] as const) {
    pairs.each(
      () => subnetTiers.subnetsOf(present, vpc),
      (subnet) => {
        const zone = zones.servedBy(subnet);
        if (zone !== null) for (const other of tiers) if (other !== present) pairs.add({ zone, present, other });
      },
    );
  }
  return pairs;
}

function lacks({ zone, other }: Pair, vpc: Vpc, topology: Topology): boolean {
  const { subnetTiers, zones } = topology;
  return allOf(
    () => hasTier(other, vpc, topology),
    () => !some(subnetTiers.subnetsOf(other, vpc), (subnet) => zones.servedBy(subnet) === zone),
  );
}

export default defineRule({
  id: 'network.tier-zone-parity',
  title: 'Every zone that holds load balancers or the app tier holds every other tier too',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['tier-az-parity'],
  references: ['wa:REL10-BP01', 'wa:REL11-BP05'],
  why: 'A load balancer sends nothing to targets in a zone it does not stand in, and a zone without data depends on another one: capacity that is paid for is missing when a zone is lost.',
  subject: 'ec2.vpc',
  reads: ['ec2.subnet'],
  topology: ['subnetTiers', 'zones'],
  subsumedBy: ['network.tiers-multi-az'],
  appliesTo: (vpc, { topology }) => atLeast(2, tiers, (tier) => hasTier(tier, vpc, topology)),
  check(vpc, { topology, pass, fail, seeDerived }) {
    const missing = offenders(pairsIn(vpc, topology), (pair) => lacks(pair, vpc, topology));
    const seeTier = (tier: Tier): Evidence => {
      const places = knownSubnetsOf(tier, vpc, topology).map((subnet) => ({
        key: subnet.key,
        zone: ifKnown(() => topology.zones.servedBy(subnet)),
      }));
      const found = [...new Set(places.flatMap(({ zone }) => zone ?? []))].sort();
      const wanted = (missing ?? []).filter(({ other }) => other === tier).map(({ zone }) => zone);
      const reasons = places.map(
        ({ key, zone }) => `${key} is in ${zone ?? (zone === null ? 'no Availability Zone' : 'a zone that is not known')}`,
      );
      return seeDerived(vpc, facts[tier], found, missing === null ? null : [...new Set([...found, ...wanted])].sort(), reasons.join('; '));
    };
    const present = tiers.filter((tier) => knownSubnetsOf(tier, vpc, topology).length > 0);
    const [first, ...others] = present.map(seeTier);
    if (missing === null || first === undefined) return pass(...present.map(seeTier));
    const problems = missing.map(({ zone, present: tier, other }) => `${zone} holds the ${tier} tier without the ${other} tier`);
    const related = present.flatMap((tier) => knownSubnetsOf(tier, vpc, topology));
    return fail([first, ...others], [...new Set(problems)].sort().join('; '), related);
  },
  fix: (vpc, { sh }) => ({
    cli: `${sh`aws ec2 create-subnet --region ${vpc.region} --vpc-id ${vpc.key}`} --availability-zone-id <zone without the tier> --cidr-block <free block>`,
    terraform: 'one aws_subnet per tier and zone',
    cloudformation: 'one AWS::EC2::Subnet per tier and zone',
    effect: 'Nothing moves by itself: the load balancer, group or subnet group of the tier must be given the new subnet.',
  }),
});
