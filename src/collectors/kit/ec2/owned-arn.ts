import type { Scope } from '../define.ts';

/**
 * The ARN of an EC2 resource under the account that owns it: shared subnets, VPCs and security groups
 * keep their owner's ARN in every account that sees them. Without an owner, the scanned account's.
 */
export function ownedArn(scope: Scope, ownerId: string | undefined, resource: string): string {
  return ownerId === undefined || ownerId === scope.account
    ? scope.arn('ec2', resource)
    : `arn:${scope.partition}:ec2:${scope.region}:${ownerId}:${resource}`;
}
