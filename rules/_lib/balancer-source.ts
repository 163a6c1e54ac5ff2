import { anyOf, type Context, groupNamedBy, type SecurityRule, type View } from '#rule-kit';

type Group = View<'ec2.security-group'>;
type Judging<D extends 'securityRules' | 'tiers'> = Pick<Context<'ec2.security-group', never, D, never>, 'find' | 'topology'>;

/** Made by CloudFront for its VPC origins, through which distributions reach what has no public address. */
const vpcOriginGroup = 'CloudFront-VPCOrigins-Service-SG';

/** Whether the rule admits a group of a load balancer, which CloudFront's own group counts as. */
export function admitsBalancerGroup(rule: SecurityRule, group: Group, { find, topology }: Judging<'tiers'>): boolean {
  const source = groupNamedBy(rule);
  if (source === null) return false;
  return anyOf(
    () => topology.tiers.sourceServes(source, group, 'edge', 'internal-balancer'),
    () => find('ec2.security-group', source.groupId)?.groupName === vpcOriginGroup,
  );
}

/** Whether the rule admits load balancers alone; VPC Lattice balances from addresses that AWS lists. */
export function admitsBalancersOnly(rule: SecurityRule, group: Group, context: Judging<'securityRules' | 'tiers'>): boolean {
  if (rule.sourceType !== 'prefix-list') return admitsBalancerGroup(rule, group, context);
  const source = context.topology.securityRules.sourceOf(rule, group);
  return source.type === 'aws-list' && /[.]vpc-lattice$/.test(source.name);
}
