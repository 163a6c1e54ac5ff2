import { type Context, every, openPorts, type SecurityRule, type View } from '#rule-kit';

type Judging = Pick<Context<'ec2.security-group', never, 'targetPorts', never>, 'topology'>;

/**
 * Whether all a rule opens is ports behind load balancers that have no security groups: clients keep their address on the way
 * through, or come from the subnets of the load balancer, so that the targets can only admit blocks.
 */
export function opensDirectPortsOnly(
  rule: SecurityRule,
  group: View<'ec2.security-group'>,
  { topology: { targetPorts } }: Judging,
  scheme: string | null = null,
): boolean {
  const ranges = openPorts(rule);
  if (ranges.length === 0 || ranges.some(({ first, last }) => first !== last)) return false;
  return every(ranges, ({ first, transport }) => targetPorts.isServedDirectly(group.key, group, { port: first, transport }, scheme));
}
