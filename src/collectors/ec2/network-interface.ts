import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { ownedArn } from '../kit/ec2/owned-arn.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.network-interface',
  list: {
    action: 'ec2:DescribeNetworkInterfaces',
    fetch: ({ ec2 }, _input: undefined, token) =>
      ec2.send(new DescribeNetworkInterfacesCommand({ MaxResults: 1000, IncludeManagedResources: true, NextToken: token })),
    items: (page) => page.NetworkInterfaces,
    next: (page) => page.NextToken,
  },
  id: (eni, scope) => ownedArn(scope, eni.OwnerId, `network-interface/${required(eni.NetworkInterfaceId, 'NetworkInterfaceId')}`),
  key: (eni) => required(eni.NetworkInterfaceId, 'NetworkInterfaceId'),
  facts: {
    ownerId: (eni) => required(eni.OwnerId, 'OwnerId'),
    zoneName: (eni) => eni.AvailabilityZone ?? null,
    interfaceType: (eni) => required(eni.InterfaceType, 'InterfaceType'),
    description: (eni) => required(eni.Description, 'Description'),
    requesterId: (eni) => eni.RequesterId ?? null,
    isRequesterManaged: (eni) => required(eni.RequesterManaged, 'RequesterManaged'),
    status: (eni) => required(eni.Status, 'Status'),
    privateIps: (eni) =>
      (eni.PrivateIpAddresses ?? []).map((address) => required(address.PrivateIpAddress, 'PrivateIpAddresses.PrivateIpAddress')),
    ipv6Addresses: (eni) => (eni.Ipv6Addresses ?? []).map((address) => required(address.Ipv6Address, 'Ipv6Addresses.Ipv6Address')),
    publicIp: (eni) => eni.Association?.PublicIp ?? null,
    sourceDestCheck: (eni) => eni.SourceDestCheck ?? null,
    instanceOwnerId: (eni) => eni.Attachment?.InstanceOwnerId ?? null,
    tags: (eni) => tagMap(eni.TagSet),
  },
  relations: {
    vpc: (eni) => required(eni.VpcId, 'VpcId'),
    subnet: (eni) => required(eni.SubnetId, 'SubnetId'),
    instance: (eni) => eni.Attachment?.InstanceId ?? null,
    securityGroups: (eni) => (eni.Groups ?? []).map(({ GroupId }) => required(GroupId, 'Groups.GroupId')),
  },
});
