import { defineRule, offenders, undecidable, type View } from '#rule-kit';
import { groupSubnets } from '../_lib/group-zones.ts';
import { isAttached, isJudgedGroup } from '../_lib/judged-group.ts';

/** VPC Block Public Access leaves such a subnet no way in, whatever its routes say. */
function isBlocked(subnet: View<'ec2.subnet'>): boolean {
  const mode = subnet.internetGatewayBlockMode;
  if (mode === null || mode === 'off') return false;
  if (mode === 'block-bidirectional' || mode === 'block-ingress') return true;
  return undecidable(subnet, 'unsupported', `the block mode ${mode} of ${subnet.key} is not understood`);
}

export default defineRule({
  id: 'auto-scaling.private-subnets',
  title: 'Groups start instances in private subnets only',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['asg-private-subnets'],
  references: ['wa:SEC05-BP01', 'config:AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED', 'securityhub:AutoScaling.5'],
  why: 'An instance in a subnet with a route to an internet gateway can be reached past the load balancer as soon as it has a public address, and needs one to get out.',
  subject: 'autoscaling.group',
  reads: ['ec2.subnet'],
  topology: ['routing'],
  // A group of one that nothing is balanced to keeps up a bastion or a NAT instance: those stand in public subnets by design.
  appliesTo: (group) => isJudgedGroup(group) && (isAttached(group) || group.maxSize > 1),
  check(group, context) {
    const { topology, pass, fail, seeDerived } = context;
    const subnets = groupSubnets(group, context);
    const open = offenders(subnets, (subnet) => topology.routing.isPublic(subnet) && !isBlocked(subnet));
    if (open === null)
      return pass(
        seeDerived(
          group,
          'publicSubnets',
          [],
          'none',
          `no default route of ${subnets.items.map(({ key }) => key).join(', ') || 'its subnets, of which it has none,'} leads to an internet gateway that lets traffic in`,
        ),
      );
    const names = open.map(({ key }) => key).sort();
    const routes = open.map((subnet) => `${subnet.key} uses ${topology.routing.tableOf(subnet).table.key}`).sort();
    const derivation = `${routes.join('; ')}, whose default route leads to an internet gateway`;
    return fail(
      seeDerived(group, 'publicSubnets', names, 'none', derivation),
      `Starts instances in the public ${names.length === 1 ? 'subnet' : 'subnets'} ${names.join(', ')}`,
      open,
    );
  },
  fix: (group, { sh }) => ({
    cli: `${sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region}`} --vpc-zone-identifier <private subnets, one per zone>`,
    terraform: 'vpc_zone_identifier = [one private subnet per zone]',
    cloudformation: 'VPCZoneIdentifier: [one private subnet per zone]',
    effect:
      'Instances in the old subnets are replaced by ones in the new subnets, which need a NAT gateway or VPC endpoints for what they call.',
  }),
});
