import { allOf, type Context, coversPort, defineRule, offenders, some, type View } from '#rule-kit';
import { admitsBalancersOnly } from '../_lib/balancer-source.ts';
import { badRules, ingressOf, listed, onlyOne, replacement } from '../_lib/ingress.ts';
import { isOwnGroup } from '../_lib/own-group.ts';

type Judging = Pick<Context<'ec2.security-group', never, 'securityRules' | 'targetPorts' | 'tiers', never>, 'find' | 'topology'>;
type Group = View<'ec2.security-group'>;

/** A port that a load balancer without groups serves has clients or subnets as its source, and cannot be tied to a group. */
function strangers(group: Group, context: Judging) {
  const { targetPorts } = context.topology;
  return offenders(group.ingress, (rule) =>
    allOf(
      () =>
        some(targetPorts.of(group.key, group), (port) =>
          allOf(
            () => coversPort(rule, port),
            () => !targetPorts.isServedDirectly(group.key, group, port),
          ),
        ),
      () => !admitsBalancersOnly(rule, group, context),
    ),
  );
}

export default defineRule({
  id: 'security-groups.app-from-alb-only',
  title: 'The application port is open to groups of load balancers alone',
  severity: 'high',
  invariants: ['sg-app-from-alb-only'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02', 'securityhub:EC2.18'],
  why: 'Whoever reaches the application past the load balancer is past its TLS, its firewall rules, its logs and its health checks.',
  subject: 'ec2.security-group',
  reads: [],
  topology: ['securityRules', 'targetPorts', 'tiers'],
  appliesTo: (group, { topology: { targetPorts } }) =>
    isOwnGroup(group) && some(targetPorts.of(group.key, group), (port) => !targetPorts.isServedDirectly(group.key, group, port)),
  check(group, context) {
    const rules = strangers(group, context);
    const ports = [...new Set(context.topology.targetPorts.of(group.key, group).items.map(({ port }) => port))].join(', ');
    if (rules === null) return context.pass(ingressOf(group));
    const bad = badRules(group, rules, 'the group of a load balancer as source', () => `load balancers call this group on ${ports}`);
    return context.fail(bad, `The application port is open past the load balancer: ${listed(rules)}`);
  },
  fix: (group, context) => ({
    cli: replacement(
      group,
      strangers(group, context) ?? [],
      context.topology.targetPorts.of(group.key, group).items,
      onlyOne(() => context.topology.tiers.groupsOf(group, 'edge', 'internal-balancer'), '<load balancer group>'),
      context.sh,
    ),
    terraform: 'referenced_security_group_id = aws_security_group.<load-balancer>.id on the rule for the target port',
    cloudformation: 'SecurityGroupIngress: SourceSecurityGroupId: !Ref <load-balancer group>',
    effect: 'Immediate. The load balancer is admitted by its group before the rest is taken away; whoever else came that way is cut off.',
  }),
});
