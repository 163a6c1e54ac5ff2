import { describe, expect, it } from 'vitest';
import natGateway from '../../src/collectors/ec2/nat-gateway.ts';
import routeTable from '../../src/collectors/ec2/route-table.ts';
import { mapOne } from '../kit/mapping.ts';

describe('a route table', () => {
  const table = (more: object) =>
    mapOne(routeTable, { RouteTables: [{ RouteTableId: 'rtb-1', VpcId: 'vpc-1', OwnerId: '123456789012', ...more }] });
  const target = (route: object) => table({ Routes: [{ DestinationCidrBlock: '0.0.0.0/0', State: 'active', ...route }] }).facts['routes'];

  it('can be the main one and explicitly associated at once, and serve a gateway', () => {
    const draft = table({
      Associations: [
        { Main: true, AssociationState: { State: 'associated' } },
        { Main: false, SubnetId: 'subnet-1', AssociationState: { State: 'disassociating' } },
        { Main: false, GatewayId: 'igw-1' },
      ],
    });
    expect(draft.facts['associations']).toEqual([
      { subnetId: null, gatewayId: null, isMain: true, state: 'associated' },
      { subnetId: 'subnet-1', gatewayId: null, isMain: false, state: 'disassociating' },
      { subnetId: null, gatewayId: 'igw-1', isMain: false, state: 'associated' },
    ]);
  });

  it.each([
    [{ GatewayId: 'local' }, 'local', 'local'],
    [{ GatewayId: 'igw-1' }, 'internet-gateway', 'igw-1'],
    [{ GatewayId: 'vgw-1' }, 'virtual-private-gateway', 'vgw-1'],
    [{ GatewayId: 'vpce-1' }, 'vpc-endpoint', 'vpce-1'],
    [{ GatewayId: 'VpcLattice' }, 'vpc-lattice', 'VpcLattice'],
    [{ GatewayId: 'xgw-igw-1' }, 'unknown', 'xgw-igw-1'],
    [{ NatGatewayId: 'nat-1' }, 'nat-gateway', 'nat-1'],
    [{ EgressOnlyInternetGatewayId: 'eigw-1' }, 'egress-only-internet-gateway', 'eigw-1'],
    [{ InstanceId: 'i-1', InstanceOwnerId: '123456789012', NetworkInterfaceId: 'eni-1' }, 'instance', 'i-1'],
    [{ NetworkInterfaceId: 'eni-1' }, 'network-interface', 'eni-1'],
    [{ TransitGatewayId: 'tgw-1' }, 'transit-gateway', 'tgw-1'],
    [{ CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/c' }, 'core-network', 'arn:aws:networkmanager::1:core-network/c'],
    [{ VpcPeeringConnectionId: 'pcx-1' }, 'vpc-peering-connection', 'pcx-1'],
    [{ LocalGatewayId: 'lgw-1' }, 'local-gateway', 'lgw-1'],
    [{ CarrierGatewayId: 'cagw-1' }, 'carrier-gateway', 'cagw-1'],
    [{ OdbNetworkArn: 'arn:aws:odb:us-east-1:1:odb-network/o' }, 'odb-network', 'arn:aws:odb:us-east-1:1:odb-network/o'],
    [{ TeleporterId: 'tp-1' }, 'unknown', null],
    [{ State: 'blackhole' }, 'none', null],
    [{ NatGatewayId: 'nat-1', State: 'blackhole' }, 'nat-gateway', 'nat-1'],
  ])('tells where %j leads', (route, targetType, targetId) => {
    expect(target(route)).toMatchObject([{ targetType, targetId }]);
  });

  it('keeps the state and the owner of the target', () => {
    expect(target({ InstanceId: 'i-1', InstanceOwnerId: '999999999999', State: 'blackhole', Origin: 'CreateRoute' })).toEqual([
      {
        destination: '0.0.0.0/0',
        targetType: 'instance',
        targetId: 'i-1',
        targetOwnerId: '999999999999',
        state: 'blackhole',
        origin: 'CreateRoute',
      },
    ]);
  });

  it('takes the destination from any family', () => {
    const Routes = [
      { DestinationCidrBlock: '10.0.0.0/8', State: 'active' },
      { DestinationIpv6CidrBlock: '::/0', State: 'active' },
      { DestinationPrefixListId: 'pl-1', State: 'active' },
    ];
    expect(table({ Routes }).facts['routes']).toMatchObject([
      { destination: '10.0.0.0/8' },
      { destination: '::/0' },
      { destination: 'pl-1' },
    ]);
  });

  it('has no routes to judge where one has no destination or state', () => {
    expect(table({ Routes: [{ GatewayId: 'igw-1', State: 'active' }] }).gaps['routes']).toMatchObject({ reason: 'malformed' });
    expect(table({ Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }] }).gaps['routes']?.detail).toBe(
      'AWS sent no Routes.State.',
    );
  });
});

describe('a NAT gateway', () => {
  it('that is regional stands in no subnet, and tells its zones', () => {
    const draft = mapOne(natGateway, {
      NatGateways: [
        {
          NatGatewayId: 'nat-1',
          VpcId: 'vpc-1',
          State: 'available',
          ConnectivityType: 'public',
          AvailabilityMode: 'regional',
          AutoProvisionZones: 'disabled',
          RouteTableId: 'rtb-9',
          NatGatewayAddresses: [
            { AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az1', Status: 'succeeded', PublicIp: '192.0.2.1' },
          ],
        },
      ],
    });
    expect(draft.relations).toEqual({ vpc: 'vpc-1', subnet: null, routeTable: 'rtb-9' });
    expect(draft.facts).toMatchObject({
      availabilityMode: 'regional',
      autoProvisionZones: 'disabled',
      addresses: [{ zoneId: 'use1-az1', zoneName: 'us-east-1a', status: 'succeeded', failureMessage: null, publicIp: '192.0.2.1' }],
    });
  });

  it('of an old endpoint is silent about mode and connectivity', () => {
    const draft = mapOne(natGateway, {
      NatGateways: [{ NatGatewayId: 'nat-1', VpcId: 'vpc-1', SubnetId: 'subnet-1', State: 'available' }],
    });
    expect(draft).toMatchObject({ facts: { availabilityMode: null, connectivityType: null }, relations: { subnet: 'subnet-1' }, gaps: {} });
  });

  it('that failed says why', () => {
    const failed = {
      NatGatewayId: 'nat-1',
      State: 'failed',
      FailureCode: 'Gateway.NotAttached',
      FailureMessage: 'Network vpc-1 has no Internet gateway attached',
    };
    expect(mapOne(natGateway, { NatGateways: [failed] }).facts).toMatchObject({ state: 'failed', failureCode: 'Gateway.NotAttached' });
  });
});
