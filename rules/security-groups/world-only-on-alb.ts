import { allOf, type Context, defineRule, offenders, type View } from '#rule-kit';
import { opensDirectPortsOnly } from '../_lib/direct-ports.ts';
import { badRules, ingressOf, listed, revocation } from '../_lib/ingress.ts';
import { isOwnGroup } from '../_lib/own-group.ts';

function misplaced(
  group: View<'ec2.security-group'>,
  { topology }: Pick<Context<'ec2.security-group', never, 'securityRules' | 'targetPorts' | 'tiers', never>, 'topology'>,
) {
  return offenders(group.ingress, (rule) =>
    allOf(
      () => topology.securityRules.admitsWorld(rule, group),
      () => !topology.tiers.groupServes(group.key, group, 'edge'),
      () => !opensDirectPortsOnly(rule, group, { topology }, 'internet-facing'),
    ),
  );
}

export default defineRule({
  id: 'security-groups.world-only-on-alb',
  title: 'Only groups of internet-facing load balancers let the world in',
  severity: 'high',
  environments: 'all',
  invariants: ['sg-world-only-on-alb'],
  references: ['wa:SEC05-BP02', 'config:VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS', 'securityhub:EC2.18'],
  why: 'A group that admits everyone is one public address or one route away from the internet, past the load balancer and its protections.',
  subject: 'ec2.security-group',
  reads: [],
  topology: ['securityRules', 'targetPorts', 'tiers'],
  appliesTo: isOwnGroup,
  check(group, context) {
    const rules = misplaced(group, context);
    if (rules === null) return context.pass(ingressOf(group));
    const why = 'no internet-facing load balancer carries this group';
    const bad = badRules(group, rules, 'a group, a prefix list or narrow blocks as source', () => why);
    return context.fail(bad, `Lets the whole internet in and belongs to no internet-facing load balancer: ${listed(rules)}`);
  },
  fix: (group, context) => ({
    cli: revocation(group, misplaced(group, context) ?? [], context.sh),
    terraform: 'referenced_security_group_id = aws_security_group.<load-balancer>.id instead of cidr_ipv4 = "0.0.0.0/0"',
    cloudformation: 'SecurityGroupIngress: SourceSecurityGroupId of the load balancer instead of CidrIp: 0.0.0.0/0',
    effect: 'Immediate: clients that come directly are cut off, so point them to the load balancer first.',
  }),
});
