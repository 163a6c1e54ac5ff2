import { DescribeNatGatewaysCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { tagMap, textOrNull } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.nat-gateway',
  list: {
    action: 'ec2:DescribeNatGateways',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeNatGatewaysCommand({ MaxResults: 1000, NextToken: token })),
    items: (page) => page.NatGateways,
    next: (page) => page.NextToken,
  },
  id: (nat, scope) => scope.arn('ec2', `natgateway/${required(nat.NatGatewayId, 'NatGatewayId')}`),
  key: (nat) => required(nat.NatGatewayId, 'NatGatewayId'),
  facts: {
    state: (nat) => required(nat.State, 'State'),
    connectivityType: (nat) => nat.ConnectivityType ?? null,
    availabilityMode: (nat) => nat.AvailabilityMode ?? null,
    autoProvisionZones: (nat) => nat.AutoProvisionZones ?? null,
    addresses: (nat) =>
      (nat.NatGatewayAddresses ?? []).map((address) => ({
        zoneId: address.AvailabilityZoneId ?? null,
        zoneName: address.AvailabilityZone ?? null,
        status: address.Status ?? null,
        failureMessage: textOrNull(address.FailureMessage),
        publicIp: address.PublicIp ?? null,
      })),
    failureCode: (nat) => textOrNull(nat.FailureCode),
    failureMessage: (nat) => textOrNull(nat.FailureMessage),
    tags: (nat) => tagMap(nat.Tags),
  },
  relations: {
    vpc: (nat) => required(nat.VpcId, 'VpcId'),
    subnet: (nat) => textOrNull(nat.SubnetId),
    routeTable: (nat) => textOrNull(nat.RouteTableId),
  },
});
