import type { Facts } from '../../model/kinds.ts';
import { required } from './define.ts';

/** A subnet as RDS and ElastiCache spell it in their subnet groups. */
interface GroupSubnet {
  readonly SubnetIdentifier?: string | undefined;
  readonly SubnetAvailabilityZone?: { readonly Name?: string | undefined } | undefined;
  readonly SubnetOutpost?: { readonly Arn?: string | undefined; readonly SubnetOutpostArn?: string | undefined } | undefined;
}

export function subnetIds(subnets: readonly GroupSubnet[] | undefined): readonly string[] {
  return (subnets ?? []).map((subnet) => required(subnet.SubnetIdentifier, 'Subnets.SubnetIdentifier'));
}

export function zonedSubnets(subnets: readonly GroupSubnet[] | undefined): Facts<'rds.subnet-group'>['zonedSubnets'] {
  return (subnets ?? []).map((subnet) => ({
    subnetId: required(subnet.SubnetIdentifier, 'Subnets.SubnetIdentifier'),
    zoneName: subnet.SubnetAvailabilityZone?.Name ?? null,
    outpostArn: subnet.SubnetOutpost?.Arn ?? subnet.SubnetOutpost?.SubnetOutpostArn ?? null,
  }));
}
