import { DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { ownedArn } from '../kit/ec2/owned-arn.ts';
import { tagMap, textOrNull } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.vpc-endpoint',
  list: {
    action: 'ec2:DescribeVpcEndpoints',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeVpcEndpointsCommand({ MaxResults: 1000, NextToken: token })),
    items: (page) => page.VpcEndpoints,
    next: (page) => page.NextToken,
  },
  id: (endpoint, scope) => ownedArn(scope, endpoint.OwnerId, `vpc-endpoint/${required(endpoint.VpcEndpointId, 'VpcEndpointId')}`),
  key: (endpoint) => required(endpoint.VpcEndpointId, 'VpcEndpointId'),
  facts: {
    endpointType: (endpoint) => required(endpoint.VpcEndpointType, 'VpcEndpointType'),
    serviceName: (endpoint) => textOrNull(endpoint.ServiceName),
    state: (endpoint) => required(endpoint.State, 'State'),
    privateDnsEnabled: (endpoint) => endpoint.PrivateDnsEnabled ?? null,
    isRequesterManaged: (endpoint) => endpoint.RequesterManaged ?? null,
    tags: (endpoint) => tagMap(endpoint.Tags),
  },
  relations: {
    vpc: (endpoint) => required(endpoint.VpcId, 'VpcId'),
    subnets: (endpoint) => endpoint.SubnetIds ?? [],
    routeTables: (endpoint) => endpoint.RouteTableIds ?? [],
    securityGroups: (endpoint) => (endpoint.Groups ?? []).map(({ GroupId }) => required(GroupId, 'Groups.GroupId')),
  },
});
