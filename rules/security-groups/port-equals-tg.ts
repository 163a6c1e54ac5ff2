import { allOf, type Context, defineRule, offenders, openPorts, some, Type, type View } from '#rule-kit';
import { admitsBalancerGroup } from '../_lib/balancer-source.ts';
import { badRules, ingressOf, listed, onlyOne, replacement } from '../_lib/ingress.ts';
import { isOwnGroup } from '../_lib/own-group.ts';
import { firstDynamicPort, isServed } from '../_lib/served-ports.ts';

const params = Type.Object({ firstDynamicPort }, { additionalProperties: false });

type Judging = Context<'ec2.security-group', never, 'targetPorts' | 'tiers', typeof params>;

function surplus(group: View<'ec2.security-group'>, context: Judging) {
  return offenders(group.ingress, (rule) =>
    allOf(
      () => admitsBalancerGroup(rule, group, context),
      () => some(openPorts(rule), (range) => !isServed(range, group.key, group, context.params.firstDynamicPort, context)),
    ),
  );
}

export default defineRule({
  id: 'security-groups.port-equals-tg',
  title: 'Application groups open to their load balancers exactly the target and health check ports',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['sg-port-equals-tg'],
  references: ['wa:SEC05-BP02'],
  why: 'Ports beyond those of the target group serve no request; they show debug and admin endpoints to whoever gets hold of the load balancer.',
  params,
  subject: 'ec2.security-group',
  reads: [],
  topology: ['targetPorts', 'tiers'],
  appliesTo: (group, { topology }) => isOwnGroup(group) && some(topology.targetPorts.of(group.key, group), () => true),
  check(group, context) {
    const rules = surplus(group, context);
    if (rules === null) return context.pass(ingressOf(group));
    const ports = [...new Set(context.topology.targetPorts.of(group.key, group).items.map((each) => each.port))].join(', ');
    const bad = badRules(group, rules, `port ${ports}`, () => `target groups and health checks use ${ports}`);
    return context.fail(bad, `Opens more to the load balancer than port ${ports}: ${listed(rules)}`);
  },
  fix(group, context) {
    const rules = surplus(group, context) ?? [];
    const peer = onlyOne(() => new Set(rules.map(({ source }) => source)), '<load balancer group>');
    return {
      cli: replacement(group, rules, context.topology.targetPorts.of(group.key, group).items, peer, context.sh),
      terraform: 'from_port = to_port = aws_lb_target_group.<name>.port, ip_protocol = "tcp"',
      cloudformation: 'FromPort = ToPort = the port of the target group, IpProtocol: tcp',
      effect: 'Immediate, without interruption: the ports in use are opened one by one before the wider rule is taken away.',
    };
  },
});
