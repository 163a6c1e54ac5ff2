import { anyOf, type Context, some, type View } from '#rule-kit';

type Group = View<'elbv2.target-group'>;
type Read = 'elbv2.listener' | 'elbv2.listener-rule';

/** Target types behind which no server is checked: a function has none, and a load balancer checks its own. */
const serverless: readonly string[] = ['lambda', 'alb'];

/** What HTTP and HTTPS groups of Application Load Balancers speak; the others belong to Network Load Balancers. */
export function speaksHttp({ protocol }: Group): boolean {
  return protocol === 'HTTP' || protocol === 'HTTPS';
}

/** Whether it is a load balancer's and may have servers: a Gateway Load Balancer inspects traffic and answers none. */
export function hasServers({ targetType, protocol }: Group): boolean {
  return !serverless.includes(targetType) && protocol !== 'GENEVE';
}

/** Whether a load balancer checks the servers of the group. */
export function isServing(group: Group): boolean {
  return hasServers(group) && group.keysOf('loadBalancers').length > 0;
}

/** Whether its servers are asked by HTTP whether they are well. */
export function isAskedByHttp(group: Group): boolean {
  return isServing(group) && ['HTTP', 'HTTPS'].includes(group.healthCheckProtocol ?? '');
}

/** Whether requests are sent to the group. A weight of zero is the idle half of a blue/green pair. */
export function getsRequests(group: Group, { referring }: Pick<Context<'elbv2.target-group', Read>, 'referring'>): boolean {
  const isFed = (actions: View<'elbv2.listener'>['defaultActions']) =>
    actions.some(({ targetGroups }) => targetGroups.some(({ arn, weight }) => arn === group.key && weight !== 0));
  return anyOf(
    () => some(referring('elbv2.listener', 'targetGroups', group), ({ defaultActions }) => isFed(defaultActions)),
    () => some(referring('elbv2.listener-rule', 'targetGroups', group), ({ actions }) => isFed(actions)),
  );
}
