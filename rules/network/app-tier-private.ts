import { anyOf, defineRule, type InternetRoute, isNonEmpty, offenders, type View } from '#rule-kit';
import { isAttached, isJudgedGroup } from '../_lib/judged-group.ts';
import { launchSubnetsOf } from '../_lib/launch-subnets.ts';
import { routeInWords } from '../_lib/nat-routes.ts';

const leadsOut = ({ isDefault, leads }: InternetRoute) => isDefault && leads === 'internet';

export default defineRule({
  id: 'network.app-tier-private',
  title: 'Auto Scaling groups launch into subnets without a route to an internet gateway',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['app-tier-private'],
  references: ['wa:SEC05-BP01', 'config:AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED', 'securityhub:AutoScaling.5'],
  why: 'In a public subnet one wrong setting of a template or security group puts the next instance on the internet, past the load balancer and everything that guards it.',
  subject: 'autoscaling.group',
  reads: ['ec2.subnet'],
  topology: ['routing'],
  // A group that keeps a single bastion or NAT instance alive stands in a public subnet by design.
  appliesTo: (group) =>
    isJudgedGroup(group) &&
    anyOf(
      () => group.maxSize > 1,
      () => isAttached(group),
    ),
  check(group, context) {
    const { topology, pass, fail, seeDerived } = context;
    const isOpen = (subnet: View<'ec2.subnet'>) => topology.routing.isPublic(subnet);
    const open = offenders(launchSubnetsOf(group, context), isOpen);
    if (open === null) {
      const keys = [...launchSubnetsOf(group, context)].map(({ key }) => key);
      return pass(
        seeDerived(group, 'publicSubnets', [], [], `no default route to an internet gateway in ${keys.join(', ') || 'any subnet'}`),
      );
    }
    const ways = open.map((subnet) => {
      const [way] = offenders(topology.routing.internetRoutes(subnet), leadsOut) ?? [];
      return way === undefined ? subnet.key : `${subnet.key}: ${routeInWords(way, subnet, topology)}`;
    });
    const keys = open.map(({ key }) => key);
    return fail(
      seeDerived(group, 'publicSubnets', keys, [], ways.join('; ')),
      `Launches into the public ${keys.length === 1 ? 'subnet' : 'subnets'} ${keys.join(', ')}`,
      open,
    );
  },
  fix(group, context) {
    const isPrivate = (subnet: View<'ec2.subnet'>) => !context.topology.routing.isPublic(subnet);
    const own = offenders(launchSubnetsOf(group, context), isPrivate) ?? [];
    return {
      cli: `${context.sh`aws autoscaling update-auto-scaling-group --region ${group.region} --auto-scaling-group-name ${group.key} --vpc-zone-identifier`} ${isNonEmpty(own) ? context.sh`${own.map(({ key }) => key).join(',')}` : '<private subnets, one per zone>'}`,
      terraform: 'aws_autoscaling_group.vpc_zone_identifier with the private subnets alone',
      cloudformation: 'AWS::AutoScaling::AutoScalingGroup VPCZoneIdentifier with the private subnets alone',
      effect:
        'Instances in the public subnets are replaced one by one. Private subnets need a NAT gateway or endpoints for what the instances call.',
    };
  },
});
