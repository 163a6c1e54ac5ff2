import { DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { ownedArn } from '../kit/ec2/owned-arn.ts';
import { routeTarget } from '../kit/ec2/route-target.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.route-table',
  list: {
    action: 'ec2:DescribeRouteTables',
    fetch: ({ ec2 }, _input: undefined, token) => ec2.send(new DescribeRouteTablesCommand({ MaxResults: 100, NextToken: token })),
    items: (page) => page.RouteTables,
    next: (page) => page.NextToken,
  },
  id: (table, scope) => ownedArn(scope, table.OwnerId, `route-table/${required(table.RouteTableId, 'RouteTableId')}`),
  key: (table) => required(table.RouteTableId, 'RouteTableId'),
  facts: {
    ownerId: (table) => required(table.OwnerId, 'OwnerId'),
    associations: (table) =>
      (table.Associations ?? []).map((association) => ({
        subnetId: association.SubnetId ?? null,
        gatewayId: association.GatewayId ?? null,
        isMain: required(association.Main, 'Associations.Main'),
        // Older endpoints list only what is associated and name no state.
        state: association.AssociationState?.State ?? 'associated',
      })),
    routes: (table) =>
      (table.Routes ?? []).map((route) => ({
        destination: required(
          route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId,
          'Routes.DestinationCidrBlock',
        ),
        ...routeTarget(route),
        targetOwnerId: route.InstanceOwnerId ?? null,
        state: required(route.State, 'Routes.State'),
        origin: route.Origin ?? null,
      })),
    tags: (table) => tagMap(table.Tags),
  },
  relations: { vpc: (table) => required(table.VpcId, 'VpcId') },
});
