import { type Context, defineRule, describeRule, offenders, type SecurityRule, Type, type View } from '#rule-kit';
import { leadsToTargets } from '../_lib/balancer-egress.ts';
import { revocation } from '../_lib/ingress.ts';
import { isOwnGroup } from '../_lib/own-group.ts';
import { firstDynamicPort } from '../_lib/served-ports.ts';

const params = Type.Object({ firstDynamicPort }, { additionalProperties: false });

type Read = 'elbv2.listener' | 'elbv2.listener-rule' | 'elbv2.load-balancer';
type Group = View<'ec2.security-group', Read | 'ec2.security-group'>;
type Judging = Context<'ec2.security-group', Read, 'securityPaths' | 'targetPorts' | 'tiers', typeof params>;

const inWords = (rule: SecurityRule) => describeRule(rule).replace(' from ', ' to ');

function surplus(group: Group, context: Judging) {
  return offenders(group.egress, (rule) => !leadsToTargets(rule, group, context.params.firstDynamicPort, context));
}

export default defineRule({
  id: 'security-groups.alb-egress-to-app',
  title: 'Load balancers are let out to their targets alone',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['sg-alb-egress-to-app'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02'],
  why: 'A listener rule or target that is changed by mistake or by an intruder can send requests anywhere that the group lets out to.',
  params,
  subject: 'ec2.security-group',
  reads: ['elbv2.listener', 'elbv2.listener-rule', 'elbv2.load-balancer'],
  topology: ['securityPaths', 'targetPorts', 'tiers'],
  appliesTo: (group, { topology }) => isOwnGroup(group) && topology.tiers.groupServes(group.key, group, 'edge', 'internal-balancer'),
  check(group, context) {
    const rules = surplus(group, context);
    if (rules === null) return context.pass('egress');
    const show = (rule: SecurityRule) =>
      context.seeDerived(group, 'egress', inWords(rule), 'the group of the application on its target ports', 'no target needs all of this');
    const [first, ...others] = rules;
    return context.fail(
      [show(first), ...others.map(show)],
      `Lets the load balancer out further than to its targets: ${rules.map(inWords).join(', ')}`,
    );
  },
  fix: (group, context) => ({
    cli: `${context.sh`aws ec2 authorize-security-group-egress --group-id ${group.key} --region ${group.region}`} --ip-permissions <target port to the application group> && ${revocation(group, surplus(group, context) ?? [], context.sh, 'egress')}`,
    terraform: 'aws_vpc_security_group_egress_rule { referenced_security_group_id = aws_security_group.<app>.id } on the target port',
    cloudformation: 'SecurityGroupEgress: one entry with DestinationSecurityGroupId and the target port',
    effect: 'Immediate. Targets and health checks whose port is not let out to become unhealthy: authorize before you revoke.',
  }),
});
