import type { Route } from '@aws-sdk/client-ec2';

/** Kinds of gateway that share the `GatewayId` field, by the start of the id. */
const gateways = [
  ['igw-', 'internet-gateway'],
  ['vgw-', 'virtual-private-gateway'],
  ['vpce-', 'vpc-endpoint'],
] as const;

/** The other targets; a route to an instance names its network interface as well, so the instance comes first. */
const targets = [
  ['nat-gateway', 'NatGatewayId'],
  ['egress-only-internet-gateway', 'EgressOnlyInternetGatewayId'],
  ['instance', 'InstanceId'],
  ['network-interface', 'NetworkInterfaceId'],
  ['transit-gateway', 'TransitGatewayId'],
  ['vpc-peering-connection', 'VpcPeeringConnectionId'],
  ['local-gateway', 'LocalGatewayId'],
  ['carrier-gateway', 'CarrierGatewayId'],
  ['core-network', 'CoreNetworkArn'],
  ['odb-network', 'OdbNetworkArn'],
] as const satisfies readonly (readonly [string, keyof Route])[];

/** Where a route leads. `none` is a target that is gone, `unknown` one that this version has no word for. */
export function routeTarget(route: Route): { readonly targetType: string; readonly targetId: string | null } {
  if (route.GatewayId !== undefined) return gatewayTarget(route.GatewayId);
  for (const [targetType, field] of targets) {
    const targetId = route[field];
    if (targetId !== undefined) return { targetType, targetId };
  }
  return { targetType: route.State === 'blackhole' ? 'none' : 'unknown', targetId: null };
}

function gatewayTarget(gatewayId: string): { readonly targetType: string; readonly targetId: string } {
  if (gatewayId === 'local') return { targetType: 'local', targetId: gatewayId };
  if (gatewayId === 'VpcLattice') return { targetType: 'vpc-lattice', targetId: gatewayId };
  const gateway = gateways.find(([prefix]) => gatewayId.startsWith(prefix));
  return { targetType: gateway?.[1] ?? 'unknown', targetId: gatewayId };
}
