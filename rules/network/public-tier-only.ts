import { defineRule, ifKnown, Known, some, Type } from '#rule-kit';
import { few } from '../_lib/few.ts';
import { strangers, tenantOf } from '../_lib/public-tenants.ts';

export default defineRule({
  id: 'network.public-tier-only',
  title: 'Public subnets hold load balancers, NAT gateways and a bastion, nothing else',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['public-tier-only-alb-nat'],
  references: ['wa:SEC05-BP01', 'config:EC2_INSTANCE_NO_PUBLIC_IP', 'securityhub:EC2.9'],
  why: 'What stands in a public subnet is one public address and one security group rule away from everybody; what is private cannot be opened by such a slip.',
  params: Type.Object(
    {
      maxLoneServers: Type.Integer({
        default: 1,
        minimum: 0,
        description: 'Servers in no group of several, such as a bastion, that may stand in a public subnet. NAT instances do not count.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'ec2.subnet',
  reads: ['autoscaling.group', 'ec2.instance', 'ec2.network-interface', 'ec2.vpc'],
  topology: ['routing'],
  subsumedBy: ['network.app-tier-private', 'auto-scaling.private-subnets', 'network.data-tier-isolated'],
  appliesTo: (subnet, { referring, topology: { routing } }) =>
    subnet.ownerId === subnet.account &&
    routing.isPublic(subnet) &&
    some(referring('ec2.network-interface', 'subnet', subnet), ({ status }) => status !== 'available'),
  check(subnet, context) {
    const { fail, find, params, pass, seeDerived } = context;
    const found = strangers(subnet, context, params.maxLoneServers);
    const inWords = found
      .map((eni) =>
        `${eni.key} (${ifKnown(() => tenantOf(eni, context)) ?? 'not known'} ${eni.keysOf('instance').join()})`.replace(' )', ')'),
      )
      .sort();
    const seen = seeDerived(
      subnet,
      'tenants',
      inWords,
      [],
      `${context.topology.routing.tableOf(subnet).table.key} leads to an internet gateway`,
    );
    if (found.length === 0) return pass(seen);
    const groups = found.flatMap((eni) => {
      const name = ifKnown(() => find('ec2.instance', eni.keysOf('instance')[0] ?? '')?.autoScalingGroupName) ?? null;
      return name === null ? [] : (ifKnown(() => find('autoscaling.group', name)) ?? []);
    });
    const related = [...found, ...groups, ...Known.from(() => [subnet.vpc]).items];
    return fail(seen, `Public, and holds ${few(inWords)}`, [...new Map(related.map((each) => [each.id, each])).values()]);
  },
  fix: (subnet, { sh }) => ({
    cli: `${sh`aws ec2 create-subnet --region ${subnet.region} --vpc-id ${() => subnet.keysOf('vpc').join()} --availability-zone-id ${() => subnet.zoneId}`} --cidr-block <free block>`,
    terraform: 'private aws_subnet for servers and data; the public ones for aws_lb and aws_nat_gateway alone',
    cloudformation: 'private AWS::EC2::Subnet for servers and data; the public ones for load balancers and NAT gateways alone',
    effect: 'Nothing moves by itself: groups, services and functions replace what they run when they get private subnets.',
  }),
});
