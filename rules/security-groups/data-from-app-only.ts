import { allOf, anyOf, type Context, defineRule, groupNamedBy, offenders, type SecurityRule, Type, type View } from '#rule-kit';
import { badRules, ingressOf, listed, onlyOne, replacement } from '../_lib/ingress.ts';
import { isOwnGroup } from '../_lib/own-group.ts';

const params = Type.Object(
  {
    adminGroups: Type.Array(Type.String(), {
      default: [],
      description: 'Ids or names of further groups that may reach databases and caches, such as the one of a bastion host.',
    }),
  },
  { additionalProperties: false },
);

type Group = View<'ec2.security-group'>;
type Judging = Context<'ec2.security-group', never, 'dataPorts' | 'tiers', typeof params>;

function isAllowed(rule: SecurityRule, group: Group, { find, params: { adminGroups }, topology }: Judging): boolean {
  const source = groupNamedBy(rule);
  if (source === null || source.isStale) return false;
  return anyOf(
    () => adminGroups.includes(source.groupId),
    () => topology.tiers.sourceServes(source, group, 'app', 'worker', 'data'),
    () => adminGroups.length > 0 && adminGroups.includes(find('ec2.security-group', source.groupId)?.groupName ?? ''),
  );
}

function strangers(group: Group, context: Judging) {
  return offenders(group.ingress, (rule) =>
    allOf(
      () => !isAllowed(rule, group, context),
      () => context.topology.dataPorts.isOpenedBy(rule, group),
    ),
  );
}

function reasonFor({ sourceType, source, peeringStatus }: SecurityRule): string {
  if (sourceType !== 'security-group') return `${source} is not tied to the app tier: whoever gets an address there is let in`;
  if (peeringStatus !== null && peeringStatus !== 'active') return `${source} is behind a peering that is ${peeringStatus}`;
  return `${source} serves neither the app tier nor workers nor data`;
}

export default defineRule({
  id: 'security-groups.data-from-app-only',
  title: 'Databases and caches admit only groups of the application tier',
  severity: 'high',
  invariants: ['sg-data-from-app-only'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02', 'securityhub:EC2.19'],
  why: 'A block of addresses as source lets in everything that will ever run there: one stolen host of any tier then reaches the data.',
  params,
  subject: 'ec2.security-group',
  reads: [],
  topology: ['dataPorts', 'tiers'],
  appliesTo: (group, { topology }) => isOwnGroup(group) && topology.tiers.groupServes(group.key, group, 'data'),
  check(group, context) {
    const rules = strangers(group, context);
    if (rules === null) return context.pass(ingressOf(group));
    const bad = badRules(group, rules, 'a group of the app tier as source', reasonFor);
    return context.fail(bad, `The data tier is open past the app tier: ${listed(rules)}`);
  },
  fix: (group, context) => ({
    cli: replacement(
      group,
      strangers(group, context) ?? [],
      context.topology.dataPorts.of(group.key, group).items.map(({ port }) => ({ port, transport: 'tcp' })),
      onlyOne(() => context.topology.tiers.groupsOf(group, 'app'), '<app group>'),
      context.sh,
    ),
    terraform: 'referenced_security_group_id = aws_security_group.<app>.id instead of cidr_ipv4',
    cloudformation: 'SecurityGroupIngress: SourceSecurityGroupId: !Ref <app group> instead of CidrIp',
    effect: 'Immediate. The app tier is admitted by its group before the rest is taken away; whoever else came that way is cut off.',
  }),
});
