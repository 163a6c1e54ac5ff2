import {
  allOf,
  anyOf,
  type Context,
  defineRule,
  offenders,
  overlaps,
  parseBlock,
  reachesPrivateSpace,
  type SecurityRule,
  some,
  undecidable,
  type View,
} from '#rule-kit';
import { opensDirectPortsOnly } from '../_lib/direct-ports.ts';
import { badRules, ingressOf, listed, replacement, singlePorts } from '../_lib/ingress.ts';
import { isOwnGroup } from '../_lib/own-group.ts';

type Group = View<'ec2.security-group'>;
type Judging = Pick<Context<'ec2.security-group', 'ec2.vpc', 'securityRules' | 'targetPorts' | 'tiers', never>, 'find' | 'topology'>;

/** The blocks of the VPC count too: they may be public ones, and those of IPv6 are. */
function isEastWest(rule: SecurityRule, group: Group, { find, topology }: Judging): boolean {
  if (rule.sourceType === 'security-group') return false;
  const source = topology.securityRules.sourceOf(rule, group);
  if (source.type !== 'blocks') return false;
  return some(source.blocks, (block) =>
    anyOf(
      () => reachesPrivateSpace(block),
      () => {
        const [vpcId = ''] = group.keysOf('vpc');
        const vpc = find('ec2.vpc', vpcId) ?? undecidable(group, 'no-evidence', `${vpcId} was not among the VPCs AWS listed`);
        return [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].some((cidr) => {
          const own = parseBlock(cidr);
          return own !== null && overlaps(own, block);
        });
      },
    ),
  );
}

function blocksInside(group: Group, context: Judging) {
  return offenders(group.ingress, (rule) =>
    allOf(
      () => isEastWest(rule, group, context),
      () => !opensDirectPortsOnly(rule, group, context),
    ),
  );
}

export default defineRule({
  id: 'security-groups.no-cidr-east-west',
  title: 'Application and data tiers admit each other by group, not by private address',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['sg-no-cidr-east-west'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02'],
  why: 'Private blocks hold more than the tier that is meant, and keep admitting whatever is placed there later; a group follows its members.',
  subject: 'ec2.security-group',
  reads: ['ec2.vpc'],
  topology: ['securityRules', 'targetPorts', 'tiers'],
  appliesTo: (group, { topology }) => isOwnGroup(group) && topology.tiers.groupServes(group.key, group, 'app', 'data'),
  check(group, context) {
    const rules = blocksInside(group, context);
    if (rules === null) return context.pass(ingressOf(group));
    const bad = badRules(group, rules, 'a group as source', ({ source }) => `${source} holds private addresses or those of the VPC`);
    return context.fail(bad, `Admits private addresses instead of groups: ${listed(rules)}`);
  },
  fix(group, context) {
    const rules = blocksInside(group, context) ?? [];
    return {
      cli: replacement(group, rules, singlePorts(rules), '<group that needs the port>', context.sh),
      terraform: 'referenced_security_group_id instead of cidr_ipv4 or cidr_ipv6',
      cloudformation: 'SecurityGroupIngress: SourceSecurityGroupId instead of CidrIp or CidrIpv6',
      effect: 'Immediate: whoever came by address and is in no admitted group is cut off.',
    };
  },
});
