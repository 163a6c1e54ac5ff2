import { type Context, defineRule, type Hop, type Missing, offenders, some, type View } from '#rule-kit';
import { admission } from '../_lib/admission.ts';

type Balancer = View<'elbv2.load-balancer', 'elbv2.load-balancer' | 'elbv2.target-group'>;
type Judging = Pick<Context<'elbv2.load-balancer', 'elbv2.target-group', 'securityPaths', never>, 'topology'>;

const wording: Readonly<Record<Missing, string>> = {
  ingress: 'does not admit the load balancer',
  egress: 'is not among what the groups of the load balancer let out to',
  clients: 'does not admit the clients, whose addresses the load balancer keeps',
};

const nameOf = ({ port: { port, transport, purpose, targetGroup } }: Hop) =>
  `${transport} ${port} (${purpose}) of ${targetGroup.name ?? targetGroup.key}`;

function blockedHops(balancer: Balancer, { topology: { securityPaths } }: Judging) {
  return offenders(securityPaths.hopsFrom(balancer), (hop) => securityPaths.missingOn(hop, balancer).length > 0);
}

/** What is wrong in words -> the first of the targets it is wrong with: a hundred of them share one sentence. */
function problemsOf(
  hops: readonly Hop[],
  balancer: Balancer,
  { topology: { securityPaths } }: Judging,
): readonly (readonly [string, string])[] {
  const owners = new Map<string, string>();
  for (const hop of hops) {
    for (const missing of securityPaths.missingOn(hop, balancer)) {
      const problem = `${hop.carrier.groups.join(', ')} ${wording[missing]} on ${nameOf(hop)}`;
      const known = owners.get(problem);
      if (known === undefined || hop.carrier.owner < known) owners.set(problem, hop.carrier.owner);
    }
  }
  return [...owners].sort(([a], [b]) => (a < b ? -1 : 1));
}

export default defineRule({
  id: 'security-groups.chain-to-app',
  title: 'Security groups let load balancers reach every target, health checks included',
  severity: 'high',
  invariants: ['sg-chain-connected'],
  references: ['wa:SEC05-BP02', 'wa:REL02-BP01'],
  why: 'A step that a security group blocks makes sound instances fail their health checks: none of them serves, and new ones replace them without end. Network ACLs are not looked at.',
  subject: 'elbv2.load-balancer',
  reads: ['elbv2.target-group'],
  topology: ['securityPaths'],
  appliesTo: ({ loadBalancerType, state }) => loadBalancerType !== 'gateway' && state !== 'failed',
  // Security groups alone are judged: network ACLs and routes may still stand in the way.
  check(balancer, context) {
    const { fail, pass, referring, seeDerived, topology, unknown } = context;
    const blocked = blockedHops(balancer, context);
    if (blocked === null) {
      const open = [...new Set(topology.securityPaths.hopsFrom(balancer).items.map(nameOf))].sort();
      if (open.length > 0)
        return pass(seeDerived(balancer, 'chain', open, null, 'open from the load balancer to each target and to what is launched next'));
      const awaits = some(referring('elbv2.target-group', 'loadBalancers', balancer), ({ targetType }) =>
        ['instance', 'ip'].includes(targetType),
      );
      return awaits ? unknown('no-evidence', 'no target is registered and no Auto Scaling group is attached') : pass('loadBalancerType');
    }
    const [[problem, owner] = ['', ''], ...others] = problemsOf(blocked, balancer, context);
    const see = (observed: string, target: string) => seeDerived(balancer, 'chain', observed, 'open', `as seen at ${target}`);
    const targetGroups = blocked.map(({ port }) => port.targetGroup);
    return fail([see(problem, owner), ...others.map(([each, target]) => see(each, target))], problem, targetGroups);
  },
  fix(balancer, context) {
    const [hop] = blockedHops(balancer, context) ?? [];
    if (hop === undefined) return {};
    const [missing] = context.topology.securityPaths.missingOn(hop, balancer);
    const [own] = balancer.keysOf('securityGroups');
    const [target = ''] = hop.carrier.groups;
    const { region } = balancer;
    if (missing === 'egress' && own !== undefined) return admission('egress', hop.port, { group: own, peer: target, region }, context.sh);
    return admission('ingress', hop.port, { group: target, peer: own ?? '<subnet or clients of the load balancer>', region }, context.sh);
  },
});
