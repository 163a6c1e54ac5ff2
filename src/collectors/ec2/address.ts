import { type Address, DescribeAddressesCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { tagMap, textOrNull } from '../kit/values.ts';

/** Addresses from before VPCs have no allocation id; their number names them. */
const addressId = (address: Address) => address.AllocationId ?? required(address.PublicIp, 'AllocationId');

export default defineCollector({
  kind: 'ec2.address',
  list: {
    action: 'ec2:DescribeAddresses',
    fetch: ({ ec2 }, _input: undefined) => ec2.send(new DescribeAddressesCommand({})),
    items: (page) => page.Addresses,
  },
  id: (address, scope) => scope.arn('ec2', `elastic-ip/${addressId(address)}`),
  key: addressId,
  facts: {
    publicIp: (address) => textOrNull(address.PublicIp),
    associationId: (address) => textOrNull(address.AssociationId),
    serviceManaged: (address) => address.ServiceManaged ?? null,
    tags: (address) => tagMap(address.Tags),
  },
  relations: {
    instance: (address) => textOrNull(address.InstanceId),
    networkInterface: (address) => textOrNull(address.NetworkInterfaceId),
  },
});
