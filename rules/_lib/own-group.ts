import type { View } from '#rule-kit';

/** Groups that AWS services make in a customer's account and keep as they need them, by name. */
const managedNames: readonly RegExp[] = [
  /^CloudFront-VPCOrigins-Service-SG$/,
  /^GlobalAccelerator$/,
  /^GuardDutyManagedSecurityGroup-/,
  /^eks-cluster-sg-/,
  /^ElasticMapReduce-(master|slave|Master-Private|Slave-Private|ServiceAccess)$/,
  /^d-[0-9a-f]{10}_(controllers|workspacesMembers)$/,
  /^security-group-for-(in|out)bound-nfs-d-/,
];

/** Whether the group is this account's to change: neither shared by another one nor kept by a service. */
export function isOwnGroup({ account, ownerId, groupName }: View<'ec2.security-group'>): boolean {
  return ownerId === account && !managedNames.some((pattern) => pattern.test(groupName));
}
