import { atLeastDistinct, type Context, defineRule, ifKnown, offenders, some, type View } from '#rule-kit';
import { spanOf, spanParams } from '../_lib/zone-span.ts';

type Topology = Context<'ec2.vpc', 'ec2.subnet', 'subnetTiers' | 'zones', never>['topology'];

const tiers = ['load-balancer', 'app', 'data'] as const;
type Tier = (typeof tiers)[number];

const facts: Readonly<Record<Tier, string>> = { 'load-balancer': 'loadBalancerZones', app: 'appZones', data: 'dataZones' };

/** The subnets that are known, even where there may be more. */
function subnetsOf(tier: Tier, vpc: View<'ec2.vpc'>, { subnetTiers }: Topology): readonly View<'ec2.subnet'>[] {
  return offenders(subnetTiers.subnetsOf(tier, vpc), () => true) ?? [];
}

export default defineRule({
  id: 'network.tiers-multi-az',
  title: 'Every tier in a VPC spans at least two zones',
  severity: 'high',
  invariants: ['vpc-min-azs'],
  references: ['wa:REL10-BP01'],
  why: 'A stack is only as available as its narrowest tier: three zones of web servers are of no use in front of a data tier in one.',
  params: spanParams,
  thresholds: { strict: { minZones: 3 } },
  subject: 'ec2.vpc',
  reads: ['ec2.subnet'],
  topology: ['subnetTiers', 'zones'],
  appliesTo: (vpc, { topology }) => some(tiers, (tier) => subnetsOf(tier, vpc, topology).length > 0),
  check(vpc, context) {
    const { params, topology, pass, fail } = context;
    const { subnetTiers, zones } = topology;
    const isNarrow = (tier: Tier) =>
      subnetsOf(tier, vpc, topology).length > 0 &&
      !atLeastDistinct(params.minZones, subnetTiers.subnetsOf(tier, vpc), (subnet) => zones.servedBy(subnet));
    const see = (tier: Tier) => {
      const places = subnetsOf(tier, vpc, topology).map((subnet) => ({ name: subnet.key, zone: ifKnown(() => zones.servedBy(subnet)) }));
      return spanOf(vpc, facts[tier], params.minZones, places, context);
    };
    const narrow = offenders(tiers, isNarrow);
    if (narrow === null) {
      const present = tiers.filter((tier) => subnetsOf(tier, vpc, topology).length > 0);
      return pass(...present.map((tier) => see(tier).evidence));
    }
    const [first, ...others] = narrow;
    const note = narrow.map((tier) => `The ${tier} tier stands in ${see(tier).inWords}`).join('; ');
    const subnets = narrow.flatMap((tier) => subnetsOf(tier, vpc, topology));
    return fail([see(first).evidence, ...others.map((tier) => see(tier).evidence)], note, subnets);
  },
  fix: (vpc, { sh }) => ({
    cli: `${sh`aws ec2 create-subnet --region ${vpc.region} --vpc-id ${vpc.key}`} --availability-zone-id <another zone> --cidr-block <free block>`,
    terraform: 'one aws_subnet per tier and zone',
    cloudformation: 'one AWS::EC2::Subnet per tier and zone',
    effect: 'Nothing moves by itself: the load balancer, group or subnet group of the tier must be given the new subnet.',
  }),
});
