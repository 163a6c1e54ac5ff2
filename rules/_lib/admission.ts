import type { Fix, Identity, Port, ShellTag } from '#rule-kit';

/** One rule that lets a port in or out, by group where there is one and by block where not. `peer` may be a placeholder the reader fills in. */
export function admission(
  direction: 'ingress' | 'egress',
  { port, transport }: Port,
  { group, peer, region }: { readonly group: string; readonly peer: string } & Pick<Identity, 'region'>,
  sh: ShellTag,
): Partial<Fix> {
  const other = /^(sg-|<.*group>$)/.test(peer) ? { UserIdGroupPairs: [{ GroupId: peer }] } : { IpRanges: [{ CidrIp: peer }] };
  const permissions = JSON.stringify([{ IpProtocol: transport, FromPort: port, ToPort: port, ...other }]);
  const Direction = direction === 'ingress' ? 'Ingress' : 'Egress';
  const end = direction === 'ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId';
  return {
    cli: sh`aws ec2 authorize-security-group-${direction} --group-id ${group} --ip-permissions ${permissions} --region ${region}`,
    terraform: `aws_vpc_security_group_${direction}_rule with referenced_security_group_id and from_port = to_port = ${port}`,
    cloudformation: `AWS::EC2::SecurityGroup${Direction} with ${end} and FromPort = ToPort = ${port}`,
    effect: 'Immediate, without interruption.',
  };
}
