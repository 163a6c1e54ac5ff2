import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { ownedArn } from '../kit/ec2/owned-arn.ts';
import { tagMap, textOrNull } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.subnet',
  list: {
    action: 'ec2:DescribeSubnets',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeSubnetsCommand({ MaxResults: 1000, NextToken: token })),
    items: (page) => page.Subnets,
    next: (page) => page.NextToken,
  },
  id: (subnet, scope) => subnet.SubnetArn ?? ownedArn(scope, subnet.OwnerId, `subnet/${required(subnet.SubnetId, 'SubnetId')}`),
  key: (subnet) => required(subnet.SubnetId, 'SubnetId'),
  facts: {
    ownerId: (subnet) => required(subnet.OwnerId, 'OwnerId'),
    zoneName: (subnet) => required(subnet.AvailabilityZone, 'AvailabilityZone'),
    zoneId: (subnet) => required(subnet.AvailabilityZoneId, 'AvailabilityZoneId'),
    state: (subnet) => required(subnet.State, 'State'),
    cidrBlock: (subnet) => textOrNull(subnet.CidrBlock),
    ipv6CidrBlocks: (subnet) =>
      (subnet.Ipv6CidrBlockAssociationSet ?? [])
        .filter(({ Ipv6CidrBlockState }) => required(Ipv6CidrBlockState?.State, 'Ipv6CidrBlockState.State') === 'associated')
        .map(({ Ipv6CidrBlock }) => required(Ipv6CidrBlock, 'Ipv6CidrBlockAssociationSet.Ipv6CidrBlock')),
    outpostArn: (subnet) => subnet.OutpostArn ?? null,
    mapsPublicIpOnLaunch: (subnet) => required(subnet.MapPublicIpOnLaunch, 'MapPublicIpOnLaunch'),
    assignsIpv6OnCreation: (subnet) => required(subnet.AssignIpv6AddressOnCreation, 'AssignIpv6AddressOnCreation'),
    availableIpAddresses: (subnet) => required(subnet.AvailableIpAddressCount, 'AvailableIpAddressCount'),
    dns64Enabled: (subnet) => subnet.EnableDns64 ?? null,
    isDefaultForZone: (subnet) => required(subnet.DefaultForAz, 'DefaultForAz'),
    internetGatewayBlockMode: (subnet) => subnet.BlockPublicAccessStates?.InternetGatewayBlockMode ?? null,
    tags: (subnet) => tagMap(subnet.Tags),
  },
  relations: { vpc: (subnet) => required(subnet.VpcId, 'VpcId') },
});
