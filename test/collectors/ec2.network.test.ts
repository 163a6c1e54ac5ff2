import { describe, expect, it } from 'vitest';
import address from '../../src/collectors/ec2/address.ts';
import availabilityZone from '../../src/collectors/ec2/availability-zone.ts';
import egressOnlyInternetGateway from '../../src/collectors/ec2/egress-only-internet-gateway.ts';
import flowLog from '../../src/collectors/ec2/flow-log.ts';
import managedPrefixList from '../../src/collectors/ec2/managed-prefix-list.ts';
import networkAcl from '../../src/collectors/ec2/network-acl.ts';
import networkInterface from '../../src/collectors/ec2/network-interface.ts';
import subnet from '../../src/collectors/ec2/subnet.ts';
import vpc from '../../src/collectors/ec2/vpc.ts';
import vpcEndpoint from '../../src/collectors/ec2/vpc-endpoint.ts';
import vpcPeeringConnection from '../../src/collectors/ec2/vpc-peering-connection.ts';
import { mapOne } from '../kit/mapping.ts';

describe('a zone', () => {
  it('goes by its name and knows the id that means the same everywhere', () => {
    const draft = mapOne(availabilityZone, {
      AvailabilityZones: [
        { ZoneName: 'us-east-1-bos-1a', ZoneId: 'use1-bos1-az1', ZoneType: 'local-zone', State: 'available', OptInStatus: 'not-opted-in' },
      ],
    });
    expect(draft).toMatchObject({
      key: 'us-east-1-bos-1a',
      facts: { zoneId: 'use1-bos1-az1', zoneType: 'local-zone', optInStatus: 'not-opted-in' },
    });
  });
});

describe('a VPC', () => {
  const associated = { State: 'associated' };

  it('has every associated block, and only those', () => {
    const draft = mapOne(vpc, {
      Vpcs: [
        {
          VpcId: 'vpc-1',
          CidrBlock: '10.0.0.0/16',
          CidrBlockAssociationSet: [
            { CidrBlock: '10.0.0.0/16', CidrBlockState: associated },
            { CidrBlock: '10.1.0.0/16', CidrBlockState: associated },
            { CidrBlock: '10.2.0.0/16', CidrBlockState: { State: 'disassociated' } },
          ],
          Ipv6CidrBlockAssociationSet: [
            { Ipv6CidrBlock: '2001:db8::/56', Ipv6CidrBlockState: associated },
            { Ipv6CidrBlock: '2001:db8:1::/56', Ipv6CidrBlockState: { State: 'failing' } },
          ],
        },
      ],
    });
    expect(draft.facts).toMatchObject({ cidrBlocks: ['10.0.0.0/16', '10.1.0.0/16'], ipv6CidrBlocks: ['2001:db8::/56'] });
  });

  it('of another account keeps the ARN it has there', () => {
    const draft = mapOne(vpc, { Vpcs: [{ VpcId: 'vpc-1', OwnerId: '999999999999' }] });
    expect(draft).toMatchObject({ id: 'arn:aws:ec2:us-east-1:999999999999:vpc/vpc-1', key: 'vpc-1', facts: { ownerId: '999999999999' } });
  });
});

describe('a subnet', () => {
  it('shared by another account has the ARN that AWS sends', () => {
    const SubnetArn = 'arn:aws:ec2:us-east-1:999999999999:subnet/subnet-1';
    expect(mapOne(subnet, { Subnets: [{ SubnetId: 'subnet-1', OwnerId: '999999999999', SubnetArn }] }).id).toBe(SubnetArn);
    expect(mapOne(subnet, { Subnets: [{ SubnetId: 'subnet-1', OwnerId: '999999999999' }] }).id).toBe(SubnetArn);
  });

  it('without IPv4 has no block', () => {
    const Ipv6CidrBlockAssociationSet = [{ Ipv6CidrBlock: '2001:db8::/64', Ipv6CidrBlockState: { State: 'associated' } }];
    const draft = mapOne(subnet, {
      Subnets: [{ SubnetId: 'subnet-1', Ipv6Native: true, EnableDns64: true, AvailableIpAddressCount: 0, Ipv6CidrBlockAssociationSet }],
    });
    expect(draft.facts).toMatchObject({ cidrBlock: null, ipv6CidrBlocks: ['2001:db8::/64'], dns64Enabled: true, availableIpAddresses: 0 });
  });

  it('tells what block public access does to it', () => {
    const blocked = mapOne(subnet, {
      Subnets: [{ SubnetId: 'subnet-1', BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-bidirectional' } }],
    });
    expect(blocked.facts['internetGatewayBlockMode']).toBe('block-bidirectional');
    expect(mapOne(subnet, { Subnets: [{ SubnetId: 'subnet-1' }] }).facts['internetGatewayBlockMode']).toBeNull();
  });
});

describe('other parts of a network', () => {
  it('an egress-only gateway knows its VPC', () => {
    const EgressOnlyInternetGateways = [{ EgressOnlyInternetGatewayId: 'eigw-1', Attachments: [{ State: 'attached', VpcId: 'vpc-1' }] }];
    const draft = mapOne(egressOnlyInternetGateway, { EgressOnlyInternetGateways });
    expect(draft.facts['attachments']).toEqual([{ vpcId: 'vpc-1', state: 'attached' }]);
  });

  it('a prefix list of AWS keeps its own ARN', () => {
    const PrefixListArn = 'arn:aws:ec2:us-east-1:aws:prefix-list/pl-1';
    const list = {
      PrefixListId: 'pl-1',
      PrefixListName: 'com.amazonaws.us-east-1.s3',
      OwnerId: 'AWS',
      AddressFamily: 'IPv4',
      PrefixListArn,
    };
    expect(mapOne(managedPrefixList, { PrefixLists: [list] })).toMatchObject({
      id: PrefixListArn,
      name: 'com.amazonaws.us-east-1.s3',
      facts: { ownerId: 'AWS' },
    });
  });

  it('a network ACL has its entries and its subnets', () => {
    const Entries = [
      { RuleNumber: 100, Egress: false, Protocol: '6', RuleAction: 'allow', CidrBlock: '0.0.0.0/0', PortRange: { From: 443, To: 443 } },
      { RuleNumber: 32768, Egress: true, Protocol: '-1', RuleAction: 'deny', Ipv6CidrBlock: '::/0' },
    ];
    const draft = mapOne(networkAcl, {
      NetworkAcls: [{ NetworkAclId: 'acl-1', VpcId: 'vpc-1', IsDefault: false, Entries, Associations: [{ SubnetId: 'subnet-1' }] }],
    });
    expect(draft.relations).toEqual({ vpc: 'vpc-1', subnets: ['subnet-1'] });
    expect(draft.facts['entries']).toEqual([
      {
        ruleNumber: 100,
        isEgress: false,
        protocol: '6',
        action: 'allow',
        cidrBlock: '0.0.0.0/0',
        ipv6CidrBlock: null,
        fromPort: 443,
        toPort: 443,
      },
      {
        ruleNumber: 32768,
        isEgress: true,
        protocol: '-1',
        action: 'deny',
        cidrBlock: null,
        ipv6CidrBlock: '::/0',
        fromPort: null,
        toPort: null,
      },
    ]);
  });

  it('an interface of a shared subnet belongs to the account that made it', () => {
    const draft = mapOne(networkInterface, {
      NetworkInterfaces: [
        {
          NetworkInterfaceId: 'eni-1',
          OwnerId: '999999999999',
          VpcId: 'vpc-1',
          SubnetId: 'subnet-1',
          Attachment: { InstanceId: 'i-1', InstanceOwnerId: '999999999999' },
          Association: { CarrierIp: '192.0.2.9' },
          Groups: [{ GroupId: 'sg-1' }],
        },
      ],
    });
    expect(draft.id).toBe('arn:aws:ec2:us-east-1:999999999999:network-interface/eni-1');
    expect(draft.relations).toEqual({ vpc: 'vpc-1', subnet: 'subnet-1', instance: 'i-1', securityGroups: ['sg-1'] });
    expect(draft.facts).toMatchObject({ publicIp: null, instanceOwnerId: '999999999999' });
  });

  it('an address that is free has empty elements, which are no keys', () => {
    const Addresses = [{ AllocationId: 'eipalloc-1', PublicIp: '192.0.2.1', InstanceId: '', ServiceManaged: 'rnat' }];
    const draft = mapOne(address, { Addresses });
    expect(draft).toMatchObject({
      key: 'eipalloc-1',
      facts: { serviceManaged: 'rnat', associationId: null },
      relations: { instance: null, networkInterface: null },
    });
  });

  it('an endpoint leads to what it stands in', () => {
    const VpcEndpoints = [
      {
        VpcEndpointId: 'vpce-1',
        VpcId: 'vpc-1',
        VpcEndpointType: 'Interface',
        State: 'available',
        SubnetIds: ['subnet-1'],
        Groups: [{ GroupId: 'sg-1' }],
      },
    ];
    const draft = mapOne(vpcEndpoint, { VpcEndpoints });
    expect(draft.relations).toEqual({ vpc: 'vpc-1', subnets: ['subnet-1'], routeTables: [], securityGroups: ['sg-1'] });
  });

  it('a peering has the blocks of both sides, of both families', () => {
    const RequesterVpcInfo = {
      VpcId: 'vpc-1',
      OwnerId: '123456789012',
      Region: 'us-east-1',
      CidrBlock: '10.0.0.0/16',
      CidrBlockSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '10.1.0.0/16' }],
    };
    const AccepterVpcInfo = {
      VpcId: 'vpc-2',
      OwnerId: '999999999999',
      CidrBlock: '10.9.0.0/16',
      Ipv6CidrBlockSet: [{ Ipv6CidrBlock: '2001:db8::/56' }],
    };
    const draft = mapOne(vpcPeeringConnection, {
      VpcPeeringConnections: [{ VpcPeeringConnectionId: 'pcx-1', Status: { Code: 'active' }, RequesterVpcInfo, AccepterVpcInfo }],
    });
    expect(draft.facts).toMatchObject({
      status: 'active',
      requester: { vpcId: 'vpc-1', ownerId: '123456789012', region: 'us-east-1', cidrBlocks: ['10.0.0.0/16', '10.1.0.0/16'] },
      accepter: { vpcId: 'vpc-2', ownerId: '999999999999', region: null, cidrBlocks: ['10.9.0.0/16', '2001:db8::/56'] },
    });
  });

  it('a peering that awaits acceptance has no blocks on the other side', () => {
    const draft = mapOne(vpcPeeringConnection, {
      VpcPeeringConnections: [{ VpcPeeringConnectionId: 'pcx-1', Status: { Code: 'pending-acceptance' } }],
    });
    expect(draft.facts['accepter']).toEqual({ vpcId: null, ownerId: null, region: null, cidrBlocks: [] });
  });
});

describe('a VPC endpoint', () => {
  const endpoint = (told: object) => mapOne(vpcEndpoint, { VpcEndpoints: [{ VpcEndpointId: 'vpce-1', ...told }] }).facts;

  it('tells who keeps it and whether it answers to the name of the service', () => {
    expect(endpoint({ PrivateDnsEnabled: true, RequesterManaged: true })).toMatchObject({
      privateDnsEnabled: true,
      isRequesterManaged: true,
    });
  });

  it('does not claim what AWS does not say', () => {
    expect(endpoint({})).toMatchObject({ privateDnsEnabled: null, isRequesterManaged: null });
  });
});

describe('a flow log', () => {
  const log = { FlowLogId: 'fl-1', FlowLogStatus: 'ACTIVE', TrafficType: 'ALL', LogDestinationType: 's3' };
  const watching = (ResourceId: string, told: object = {}) => mapOne(flowLog, { FlowLogs: [{ ...log, ResourceId, ...told }] });

  it('leads to the VPC or the subnet it watches', () => {
    expect(watching('vpc-1')).toMatchObject({ key: 'fl-1', relations: { vpc: 'vpc-1', subnet: null } });
    expect(watching('vpc-1').id).toBe('arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/fl-1');
    expect(watching('subnet-1').relations).toEqual({ vpc: null, subnet: 'subnet-1' });
    expect(watching('eni-1').relations).toEqual({ vpc: null, subnet: null });
  });

  it('tells whether records arrive', () => {
    const failing = { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' };
    expect(watching('vpc-1', failing).facts).toMatchObject({ deliveryStatus: 'FAILED', deliveryError: 'Access error' });
    expect(watching('vpc-1').facts).toMatchObject({ deliveryStatus: null, deliveryError: null });
  });

  it('of a gateway names no kind of traffic', () => {
    expect(watching('tgw-1', { TrafficType: undefined }).facts).toMatchObject({ resourceId: 'tgw-1', trafficType: null });
  });
});
