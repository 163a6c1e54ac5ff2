import { type Context, ifKnown, some, type View } from '#rule-kit';

type Topology = Context<'ec2.vpc', never, 'subnetTiers', never>['topology'];
type Vpc = View<'ec2.vpc'>;

export const tiers = ['load-balancer', 'app', 'data'] as const;
export type Tier = (typeof tiers)[number];

/** Whether the tier stands anywhere in the VPC. */
export function hasTier(tier: Tier, vpc: Vpc, { subnetTiers }: Topology): boolean {
  return some(subnetTiers.subnetsOf(tier, vpc), () => true);
}

/** Whether the VPC serves any tier: one that serves none is nobody's concern. */
export function hasTiers(vpc: Vpc, topology: Topology): boolean {
  return some(tiers, (tier) => hasTier(tier, vpc, topology));
}

/** The subnets of a tier that are known, for display. */
export function knownSubnetsOf(tier: Tier, vpc: Vpc, { subnetTiers }: Topology): readonly View<'ec2.subnet'>[] {
  const known: View<'ec2.subnet'>[] = [];
  ifKnown(() => {
    for (const subnet of subnetTiers.subnetsOf(tier, vpc)) known.push(subnet);
  });
  return known;
}

export function keysOf(subnets: readonly View<'ec2.subnet'>[]): readonly string[] {
  return [...new Set(subnets.map(({ key }) => key))].sort();
}
