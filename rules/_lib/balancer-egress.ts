import {
  allOf,
  anyOf,
  contains,
  type Context,
  every,
  groupNamedBy,
  includesPort,
  isEffectivelyAny,
  openPorts,
  parseBlock,
  type SecurityRule,
  some,
  type View,
} from '#rule-kit';
import { isServed } from './served-ports.ts';

type Read = 'elbv2.listener' | 'elbv2.listener-rule' | 'elbv2.load-balancer';
type Group = View<'ec2.security-group', Read | 'ec2.security-group'>;
type Judging = Pick<Context<'ec2.security-group', Read, 'securityPaths' | 'targetPorts' | 'tiers', never>, 'referring' | 'topology'>;

const asksOutside = ['authenticate-cognito', 'authenticate-oidc', 'jwt-validation'];

/** Whether load balancers with the group ask an identity provider on the internet before they forward. */
function authenticates(group: Group, { referring }: Judging): boolean {
  const asks = ({ actionType }: { readonly actionType: string }) => asksOutside.includes(actionType);
  return some(referring('elbv2.load-balancer', 'securityGroups', group), (balancer) =>
    some(referring('elbv2.listener', 'loadBalancer', balancer), (listener) =>
      anyOf(
        () => listener.defaultActions.some(asks),
        () => some(referring('elbv2.listener-rule', 'listener', listener), (rule) => rule.actions.some(asks)),
      ),
    ),
  );
}

/** Targets outside the VPC carry no group that a rule could name. */
function leadsToBareTarget(rule: SecurityRule, group: Group, { referring, topology }: Judging): boolean {
  const block = parseBlock(rule.source);
  if (block === null || isEffectivelyAny(block)) return false;
  return some(referring('elbv2.load-balancer', 'securityGroups', group), (balancer) =>
    some(topology.securityPaths.hopsFrom(balancer), ({ carrier, port }) => {
      const address = carrier.groups.length === 0 ? carrier.address() : null;
      const target = address === null ? null : parseBlock(`${address}/${address.includes(':') ? 128 : 32}`);
      return target !== null && contains(block, target) && openPorts(rule).some((range) => includesPort(range, port));
    }),
  );
}

/** Whether the rule lets a load balancer out to its targets, or to what it must ask, and no further. */
export function leadsToTargets(rule: SecurityRule, group: Group, firstDynamicPort: number, context: Judging): boolean {
  const { tiers } = context.topology;
  const named = groupNamedBy(rule);
  if (named !== null) {
    const place = { account: named.ownerId ?? group.account, region: group.region };
    return anyOf(
      () => tiers.sourceServes(named, group, 'edge', 'internal-balancer'),
      () =>
        allOf(
          () => tiers.sourceServes(named, group, 'app'),
          () => every(openPorts(rule), (range) => isServed(range, named.groupId, place, firstDynamicPort, context)),
        ),
    );
  }
  const isHttps = openPorts(rule).every(({ transport, first, last }) => transport === 'tcp' && first === 443 && last === 443);
  return anyOf(
    () => isHttps && authenticates(group, context),
    () => leadsToBareTarget(rule, group, context),
  );
}
