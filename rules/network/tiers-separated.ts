import { allOf, atLeast, type Context, defineRule, Known, offenders, some, type View } from '#rule-kit';
import { hasTier, keysOf, knownSubnetsOf, type Tier, tiers } from '../_lib/tier-subnets.ts';

type Vpc = View<'ec2.vpc'>;
type Subnet = View<'ec2.subnet'>;
type Topology = Context<'ec2.vpc', never, 'routing' | 'subnetTiers', never>['topology'];

interface Sharing {
  readonly subnet: Subnet;
  readonly tier: Tier;
  readonly other: Tier;
}

function sharings(vpc: Vpc, { subnetTiers }: Topology): Known<Sharing> {
  const found = new Known<Sharing>();
  for (const [tier, other] of [
    ['app', 'load-balancer'],
    ['data', 'load-balancer'],
    ['data', 'app'],
  ] as const) {
    found.each(
      () => subnetTiers.subnetsOf(tier, vpc),
      (subnet) => found.add({ subnet, tier, other }),
    );
  }
  return found;
}

/** Whether the subnet is one of the other tier as well. An internal load balancer is at home among the private subnets. */
function isShared({ subnet, other }: Sharing, vpc: Vpc, { routing, subnetTiers }: Topology): boolean {
  return allOf(
    () => some(subnetTiers.subnetsOf(other, vpc), ({ key }) => key === subnet.key),
    () => other !== 'load-balancer' || routing.isPublic(subnet),
  );
}

export default defineRule({
  id: 'network.tiers-separated',
  title: 'Public, app and data tier have subnets of their own',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['tiers-separated'],
  references: ['wa:SEC05-BP01'],
  why: 'Routes and network ACLs hold for whole subnets: tiers that share one share every way in and out, and one of them growing takes the addresses the other needs for a failover.',
  subject: 'ec2.vpc',
  reads: [],
  topology: ['routing', 'subnetTiers'],
  appliesTo: (vpc, { topology }) => atLeast(2, tiers, (tier) => hasTier(tier, vpc, topology)),
  check(vpc, { topology, pass, fail, seeDerived }) {
    const shared = offenders(sharings(vpc, topology), (sharing) => isShared(sharing, vpc, topology));
    if (shared === null) {
      const inWords = tiers.map((tier) => `${tier}: ${keysOf(knownSubnetsOf(tier, vpc, topology)).join(', ') || 'none'}`);
      return pass(seeDerived(vpc, 'sharedSubnets', [], [], inWords.join('; ')));
    }
    const inWords = shared.map(({ subnet, tier, other }) => `${subnet.key} serves the ${other} tier and the ${tier} tier`);
    const subnets = shared.map(({ subnet }) => subnet);
    return fail(seeDerived(vpc, 'sharedSubnets', keysOf(subnets), [], inWords.join('; ')), inWords.join('; '), subnets);
  },
  fix: (vpc, { sh }) => ({
    cli: `${sh`aws ec2 create-subnet --region ${vpc.region} --vpc-id ${vpc.key}`} --availability-zone-id <zone> --cidr-block <free block>`,
    terraform: 'one aws_subnet per tier and zone',
    cloudformation: 'one AWS::EC2::Subnet per tier and zone',
    effect:
      'Nothing moves by itself: groups replace their instances when they get other subnets; a database moves with its subnet group only when it is made anew or fails over.',
  }),
});
