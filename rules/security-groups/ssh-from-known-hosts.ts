import { allOf, type Context, defineRule, offenders, type SecurityRule, type View } from '#rule-kit';
import { badRules, ingressOf, listed, revocation } from '../_lib/ingress.ts';
import { isOwnGroup } from '../_lib/own-group.ts';
import { opensRemoteAccess, remoteAccessParams } from '../_lib/remote-access.ts';

type Group = View<'ec2.security-group'>;
type Judging = Pick<Context<'ec2.security-group', never, 'securityRules', typeof remoteAccessParams>, 'params' | 'topology'>;

/** Groups, single addresses, and the lists from which EC2 Instance Connect comes. */
function isNarrow(rule: SecurityRule, group: Group, { topology }: Judging): boolean {
  if (rule.sourceType === 'security-group') return true;
  const source = topology.securityRules.sourceOf(rule, group);
  if (source.type === 'group') return true;
  if (source.type === 'aws-list') return /[.]ec2-instance-connect$/.test(source.name);
  return source.blocks.every(({ first, last }) => first === last);
}

function openings(group: Group, context: Judging) {
  return offenders(group.ingress, (rule) =>
    allOf(
      () => opensRemoteAccess(rule, context.params.ports),
      () => !isNarrow(rule, group, context),
    ),
  );
}

export default defineRule({
  id: 'security-groups.ssh-from-known-hosts',
  title: 'SSH and RDP are open to groups and single addresses alone',
  severity: 'medium',
  ruleset: 'strict',
  invariants: ['sg-ssh-restricted'],
  references: ['wa:SEC05-BP02', 'config:INCOMING_SSH_DISABLED', 'securityhub:EC2.13', 'securityhub:EC2.14'],
  why: 'Every machine inside an admitted block may try to log in, also the one that was just broken into.',
  params: remoteAccessParams,
  subject: 'ec2.security-group',
  reads: [],
  topology: ['securityRules'],
  subsumedBy: ['security-groups.ssh-not-from-world'],
  appliesTo: isOwnGroup,
  check(group, context) {
    const rules = openings(group, context);
    if (rules === null) return context.pass(ingressOf(group));
    const why = ({ source }: SecurityRule) => `${source} holds more than one address`;
    const bad = badRules(group, rules, 'the group of a bastion, one address, or no such rule', why);
    return context.fail(bad, `Whole networks may try to log in: ${listed(rules)}`);
  },
  fix: (group, context) => ({
    cli: revocation(group, openings(group, context) ?? [], context.sh),
    terraform: 'referenced_security_group_id = aws_security_group.<bastion>.id, or cidr_ipv4 with /32',
    cloudformation: 'SecurityGroupIngress: SourceSecurityGroupId of the bastion, or CidrIp with /32',
    effect:
      'Immediate. Sessions that are open stay; make sure of another way in first: Session Manager or an EC2 Instance Connect Endpoint.',
  }),
});
