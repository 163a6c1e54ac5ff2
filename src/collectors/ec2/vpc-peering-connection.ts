import { DescribeVpcPeeringConnectionsCommand, type VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.vpc-peering-connection',
  list: {
    action: 'ec2:DescribeVpcPeeringConnections',
    fetch: ({ ec2 }, _input: undefined, token) =>
      ec2.send(new DescribeVpcPeeringConnectionsCommand({ MaxResults: 1000, NextToken: token })),
    items: (page) => page.VpcPeeringConnections,
    next: (page) => page.NextToken,
  },
  id: (peering, scope) => scope.arn('ec2', `vpc-peering-connection/${required(peering.VpcPeeringConnectionId, 'VpcPeeringConnectionId')}`),
  key: (peering) => required(peering.VpcPeeringConnectionId, 'VpcPeeringConnectionId'),
  facts: {
    status: (peering) => required(peering.Status?.Code, 'Status.Code'),
    requester: (peering) => peer(peering.RequesterVpcInfo),
    accepter: (peering) => peer(peering.AccepterVpcInfo),
    tags: (peering) => tagMap(peering.Tags),
  },
  relations: {},
});

/** AWS tells the blocks of a side only while the connection is active. */
function peer(side: VpcPeeringConnectionVpcInfo | undefined) {
  const ipv4 = side?.CidrBlockSet?.map(({ CidrBlock }) => CidrBlock) ?? [side?.CidrBlock];
  const ipv6 = side?.Ipv6CidrBlockSet?.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock) ?? [];
  return {
    vpcId: side?.VpcId ?? null,
    ownerId: side?.OwnerId ?? null,
    region: side?.Region ?? null,
    cidrBlocks: [...ipv4, ...ipv6].flatMap((block) => block ?? []),
  };
}
