import { anyOf, atLeastDistinct, type Context, type PortRange, some, Type } from '#rule-kit';

type Judging = Pick<Context<'ec2.security-group', never, 'targetPorts', never>, 'topology'>;

export const firstDynamicPort = Type.Integer({
  minimum: 1,
  maximum: 65_536,
  default: 32_768,
  description: 'First of the ports that container hosts give out, one per task (Amazon ECS). Used ones may be open as a range.',
});

/** Whether load balancers expect an answer on every port of the range from whoever carries the group, or on dynamic ports within it. */
export function isServed(
  range: PortRange,
  groupId: string,
  place: { readonly account: string; readonly region: string },
  firstDynamic: number,
  { topology }: Judging,
): boolean {
  const { first, last } = range;
  const inside = () => topology.targetPorts.of(groupId, place).where(({ port }) => first <= port && port <= last);
  return anyOf(
    // No service uses that many ports: nothing needs to be read to say so.
    () => last - first < 1000 && atLeastDistinct(last - first + 1, inside(), ({ port }) => String(port)),
    () => first >= firstDynamic && some(inside(), ({ isOwn }) => isOwn),
  );
}
