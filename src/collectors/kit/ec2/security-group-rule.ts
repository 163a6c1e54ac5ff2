import type { IpPermission } from '@aws-sdk/client-ec2';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';

type Rule = Facts<'ec2.security-group'>['ingress'][number];
type Source = Pick<Rule, 'sourceType' | 'source' | 'sourceOwnerId' | 'peeringConnectionId' | 'peeringStatus' | 'description'>;

/** One rule per source: AWS groups sources that share protocol and ports. */
export function securityGroupRules(permissions: readonly IpPermission[] | undefined): readonly Rule[] {
  return (permissions ?? []).flatMap((permission) => {
    const protocol = required(permission.IpProtocol, 'IpPermissions.IpProtocol');
    const ports = { protocol, fromPort: permission.FromPort ?? null, toPort: permission.ToPort ?? null };
    return sources(permission).map((source) => ({ ...ports, ...source }));
  });
}

function sources(permission: IpPermission): readonly Source[] {
  return [
    ...(permission.IpRanges ?? []).map((range) => plainSource('ipv4', required(range.CidrIp, 'IpRanges.CidrIp'), range.Description)),
    ...(permission.Ipv6Ranges ?? []).map((range) =>
      plainSource('ipv6', required(range.CidrIpv6, 'Ipv6Ranges.CidrIpv6'), range.Description),
    ),
    ...(permission.PrefixListIds ?? []).map((list) =>
      plainSource('prefix-list', required(list.PrefixListId, 'PrefixListIds.PrefixListId'), list.Description),
    ),
    ...(permission.UserIdGroupPairs ?? []).map((pair) => ({
      sourceType: 'security-group',
      source: required(pair.GroupId, 'UserIdGroupPairs.GroupId'),
      sourceOwnerId: pair.UserId ?? null,
      peeringConnectionId: pair.VpcPeeringConnectionId ?? null,
      peeringStatus: pair.PeeringStatus ?? null,
      description: pair.Description ?? null,
    })),
  ];
}

function plainSource(sourceType: string, source: string, description: string | undefined): Source {
  return { sourceType, source, sourceOwnerId: null, peeringConnectionId: null, peeringStatus: null, description: description ?? null };
}
