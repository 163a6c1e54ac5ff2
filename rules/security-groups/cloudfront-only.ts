import { type Context, defineRule, Known, offenders, type SecurityRule, some, type View } from '#rule-kit';
import { badRules, listed, revocation } from '../_lib/ingress.ts';

type Balancer = View<'elbv2.load-balancer', 'ec2.security-group' | 'elbv2.load-balancer'>;
type Judging = Pick<Context<'elbv2.load-balancer', 'ec2.security-group', 'securityRules', never>, 'topology'>;
interface Held {
  readonly rule: SecurityRule;
  readonly group: View<'ec2.security-group'>;
}

/** The groups of a load balancer count together: the list of CloudFront fills one almost alone. */
function ingressOf(balancer: Balancer): Known<Held> {
  const held = new Known<Held>();
  held.each(
    () => balancer.securityGroups,
    (group) => held.addAll(() => group.ingress.map((rule) => ({ rule, group }))),
  );
  return held;
}

/** AWS keeps the addresses from which CloudFront calls origins, for IPv4 and for IPv6. */
function admitsCloudFront({ rule, group }: Held, { topology }: Judging): boolean {
  if (rule.sourceType !== 'prefix-list') return false;
  const source = topology.securityRules.sourceOf(rule, group);
  return source.type === 'aws-list' && /[.]cloudfront[.]origin-facing$/.test(source.name);
}

function bypasses(balancer: Balancer, { topology }: Judging) {
  return offenders(ingressOf(balancer), ({ rule, group }) => topology.securityRules.admitsWorld(rule, group));
}

export default defineRule({
  id: 'security-groups.cloudfront-only',
  title: 'Load balancers that admit CloudFront let nobody past it',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['sg-alb-cloudfront-prefix-list'],
  references: ['wa:SEC05-BP02'],
  why: 'Whoever calls the load balancer directly is past the cache, the firewall and the protection against floods that CloudFront gives.',
  subject: 'elbv2.load-balancer',
  reads: ['ec2.security-group'],
  topology: ['securityRules'],
  appliesTo: (balancer, context) =>
    balancer.scheme === 'internet-facing' && some(ingressOf(balancer), (held) => admitsCloudFront(held, context)),
  check(balancer, context) {
    const found = bypasses(balancer, context);
    const groups = balancer.keysOf('securityGroups');
    if (found === null) {
      return context.pass(context.seeDerived(balancer, 'securityGroups', groups, null, 'they admit CloudFront and not the world'));
    }
    const [first, ...others] = found.flatMap(({ group, rule }) =>
      badRules(group, [rule], 'the list of CloudFront alone', () => 'CloudFront is admitted by name, and everybody else with it'),
    );
    const note = `CloudFront can be passed by: ${listed(found.map(({ rule }) => rule))}`;
    const owners = [...new Map(found.map(({ group }) => [group.id, group])).values()];
    return context.fail([first ?? context.see(balancer, 'scheme'), ...others], note, owners);
  },
  fix: (balancer, context) => ({
    cli: (bypasses(balancer, context) ?? []).map(({ group, rule }) => revocation(group, [rule], context.sh)).join(' && '),
    terraform: 'prefix_list_id = data.aws_ec2_managed_prefix_list.cloudfront.id instead of cidr_ipv4 = "0.0.0.0/0"',
    cloudformation: 'SecurityGroupIngress: SourcePrefixListId instead of CidrIp: 0.0.0.0/0',
    effect:
      'Immediate: clients that know the load balancer by its own name are cut off. Distributions of others still come through: check a secret header too.',
  }),
});
