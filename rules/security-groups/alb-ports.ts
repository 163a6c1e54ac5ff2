import { allOf, type Context, defineRule, every, offenders, openPorts, some, Type, type View } from '#rule-kit';
import { badRules, ingressOf, listed, revocation } from '../_lib/ingress.ts';
import { isOwnGroup } from '../_lib/own-group.ts';

const params = Type.Object(
  {
    ports: Type.Array(Type.Integer({ minimum: 0, maximum: 65_535 }), {
      default: [80, 443],
      description: 'Ports that may be open to the world whether or not a listener serves them: HTTP, for the redirect, and HTTPS.',
    }),
  },
  { additionalProperties: false },
);

/** More ports than any load balancer can listen on (50 listeners each, Elastic Load Balancing quotas), however many share the group. */
const manyPorts = 1000;

type Read = 'elbv2.listener' | 'elbv2.load-balancer';

function surplus(
  group: View<'ec2.security-group', 'ec2.security-group' | Read>,
  { params: { ports }, referring, topology }: Context<'ec2.security-group', Read, 'securityRules', typeof params>,
) {
  const isListenedOn = (port: number) =>
    some(referring('elbv2.load-balancer', 'securityGroups', group), (balancer) =>
      some(referring('elbv2.listener', 'loadBalancer', balancer), (listener) => listener.port === port),
    );
  return offenders(group.ingress, (rule) =>
    allOf(
      () => topology.securityRules.admitsWorld(rule, group),
      () =>
        some(openPorts(rule), ({ first, last }) => {
          const extra = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((port) => !ports.includes(port));
          return extra.length > manyPorts || !every(extra, isListenedOn);
        }),
    ),
  );
}

export default defineRule({
  id: 'security-groups.alb-ports',
  title: 'Load balancers open to the world only web ports and ports they listen on',
  severity: 'high',
  environments: 'all',
  invariants: ['sg-alb-ports'],
  references: ['wa:SEC05-BP02', 'config:VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS', 'securityhub:EC2.18'],
  why: 'A port that is open to everyone and served by nobody is a way in that waits for the next listener or the next resource with this group.',
  params,
  subject: 'ec2.security-group',
  reads: ['elbv2.listener', 'elbv2.load-balancer'],
  topology: ['securityRules'],
  appliesTo: (group, { referring }) =>
    isOwnGroup(group) && some(referring('elbv2.load-balancer', 'securityGroups', group), ({ scheme }) => scheme === 'internet-facing'),
  check(group, context) {
    const rules = surplus(group, context);
    if (rules === null) return context.pass(ingressOf(group));
    const { ports } = context.params;
    const expected = `only ports ${ports.join(', ')} and those with a listener`;
    const bad = badRules(group, rules, expected, () => 'open to the world; no load balancer with this group listens on all of these ports');
    return context.fail(bad, `Opens ports to the world that no load balancer listens on: ${listed(rules)}`);
  },
  fix: (group, context) => ({
    cli: revocation(group, surplus(group, context) ?? [], context.sh),
    terraform: 'one aws_vpc_security_group_ingress_rule with from_port = to_port per listener of the load balancer',
    cloudformation: 'SecurityGroupIngress: one entry with FromPort = ToPort per listener of the load balancer',
    effect: 'Immediate, without interruption of ports that have a listener.',
  }),
});
