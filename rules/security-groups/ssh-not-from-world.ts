import { allOf, type Context, defineRule, offenders, type View } from '#rule-kit';
import { opensDirectPortsOnly } from '../_lib/direct-ports.ts';
import { badRules, ingressOf, listed, revocation } from '../_lib/ingress.ts';
import { isOwnGroup } from '../_lib/own-group.ts';
import { opensRemoteAccess, remoteAccessParams } from '../_lib/remote-access.ts';

type Judging = Pick<
  Context<'ec2.security-group', never, 'securityRules' | 'targetPorts' | 'tiers', typeof remoteAccessParams>,
  'params' | 'topology'
>;

/** What load balancers open and serve is theirs: no machine answers there. */
function openings(group: View<'ec2.security-group'>, { params, topology }: Judging) {
  return offenders(group.ingress, (rule) =>
    allOf(
      () => opensRemoteAccess(rule, params.ports),
      () => topology.securityRules.admitsWorld(rule, group),
      () => !topology.tiers.groupServes(group.key, group, 'edge'),
      () => !opensDirectPortsOnly(rule, group, { topology }, 'internet-facing'),
    ),
  );
}

export default defineRule({
  id: 'security-groups.ssh-not-from-world',
  title: 'SSH and RDP are not open to the world',
  severity: 'high',
  environments: 'all',
  ruleset: 'standard',
  invariants: ['sg-ssh-restricted'],
  references: ['wa:SEC05-BP02', 'config:INCOMING_SSH_DISABLED', 'securityhub:EC2.13', 'securityhub:EC2.14'],
  why: 'The whole internet tries passwords and stolen keys on these ports within minutes; whoever gets in owns the machine and what it may do.',
  params: remoteAccessParams,
  subject: 'ec2.security-group',
  reads: [],
  topology: ['securityRules', 'targetPorts', 'tiers'],
  subsumedBy: ['security-groups.world-only-on-alb'],
  appliesTo: isOwnGroup,
  check(group, context) {
    const rules = openings(group, context);
    if (rules === null) return context.pass(ingressOf(group));
    const why = `opens one of ${context.params.ports.join(', ')} to everyone`;
    const bad = badRules(group, rules, 'the group of a bastion, one address, or no such rule', () => why);
    return context.fail(bad, `Anyone may try to log in: ${listed(rules)}`);
  },
  fix: (group, context) => ({
    cli: revocation(group, openings(group, context) ?? [], context.sh),
    terraform: 'referenced_security_group_id = aws_security_group.<bastion>.id, or no rule at all and Session Manager instead',
    cloudformation: 'SecurityGroupIngress: SourceSecurityGroupId of the bastion, or no rule at all and Session Manager instead',
    effect:
      'Immediate. Sessions that are open stay; make sure of another way in first: Session Manager or an EC2 Instance Connect Endpoint.',
  }),
});
