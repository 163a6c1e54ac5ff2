import { describe, expect, it } from 'vitest';
import address from '../../src/collectors/ec2/address.ts';
import availabilityZone from '../../src/collectors/ec2/availability-zone.ts';
import instance from '../../src/collectors/ec2/instance.ts';
import internetGateway from '../../src/collectors/ec2/internet-gateway.ts';
import launchTemplate from '../../src/collectors/ec2/launch-template.ts';
import launchTemplateVersion from '../../src/collectors/ec2/launch-template-version.ts';
import natGateway from '../../src/collectors/ec2/nat-gateway.ts';
import networkAcl from '../../src/collectors/ec2/network-acl.ts';
import networkInterface from '../../src/collectors/ec2/network-interface.ts';
import routeTable from '../../src/collectors/ec2/route-table.ts';
import securityGroup from '../../src/collectors/ec2/security-group.ts';
import subnet from '../../src/collectors/ec2/subnet.ts';
import volume from '../../src/collectors/ec2/volume.ts';
import vpc from '../../src/collectors/ec2/vpc.ts';
import vpcEndpoint from '../../src/collectors/ec2/vpc-endpoint.ts';
import vpcPeeringConnection from '../../src/collectors/ec2/vpc-peering-connection.ts';
import type { AnyCollector } from '../../src/collectors/kit/define.ts';
import type { Draft } from '../../src/collectors/kit/draft.ts';
import { mapPage, misfits } from '../kit/mapping.ts';
import { recordedAnswers } from '../kit/recorded.ts';

/** Items in the recordings, and the fields that some of them truly lack: old answers, and ones that were shortened. */
const recordings: readonly (readonly [
  operation: string,
  collector: AnyCollector,
  items: number,
  lacking: Readonly<Record<string, string>>,
])[] = [
  ['DescribeAddresses', address, 4, {}],
  ['DescribeAvailabilityZones', availabilityZone, 2, { optInStatus: 'OptInStatus', zoneType: 'ZoneType' }],
  ['DescribeInstances', instance, 20, { instanceType: 'InstanceType', launchTime: 'LaunchTime', state: 'State.Name' }],
  ['DescribeInternetGateways', internetGateway, 2, {}],
  ['DescribeLaunchTemplateVersions', launchTemplateVersion, 2, {}],
  ['DescribeLaunchTemplates', launchTemplate, 1, {}],
  ['DescribeNatGateways', natGateway, 4, {}],
  ['DescribeNetworkAcls', networkAcl, 4, {}],
  ['DescribeNetworkInterfaces', networkInterface, 18, { interfaceType: 'InterfaceType' }],
  ['DescribeRouteTables', routeTable, 5, { ownerId: 'OwnerId' }],
  ['DescribeSecurityGroups', securityGroup, 6, {}],
  [
    'DescribeSubnets',
    subnet,
    13,
    { assignsIpv6OnCreation: 'AssignIpv6AddressOnCreation', ownerId: 'OwnerId', zoneId: 'AvailabilityZoneId' },
  ],
  ['DescribeVolumes', volume, 9, {}],
  ['DescribeVpcEndpoints', vpcEndpoint, 6, {}],
  ['DescribeVpcPeeringConnections', vpcPeeringConnection, 3, {}],
  ['DescribeVpcs', vpc, 7, { ownerId: 'OwnerId' }],
];

describe.each(recordings)('recorded answers to %s', (operation, collector, items, lacking) => {
  const drafts = recordedAnswers('ec2', operation).flatMap(({ page }) => mapPage(collector, page));

  it('are all read', () => expect(drafts).toHaveLength(items));

  it('give facts and relations of the declared types', () => expect(drafts.flatMap(misfits)).toEqual([]));

  it('give a gap only for a field that AWS did not send', () => {
    const gaps = drafts.flatMap((draft) =>
      Object.entries(draft.gaps).map(([name, gap]) => [name, gap.reason, gap.detail, isSent(draft, lacking[name])]),
    );
    const expected = Object.entries(lacking).map(([name, field]) => [name, 'malformed', `AWS sent no ${field}.`, false]);
    expect(distinct(gaps)).toEqual(distinct(expected));
  });

  it('have an id and a key of their own', () => {
    for (const { id, key } of drafts) expect(id).toContain(key);
    expect(drafts.map(({ id }) => id).filter((id) => !id.startsWith('arn:aws:ec2:us-'))).toEqual([]);
  });
});

function isSent({ item }: Draft, path: string | undefined): boolean {
  let value = item;
  for (const name of path?.split('.') ?? []) value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return value !== undefined;
}

function distinct(rows: readonly (readonly unknown[])[]): readonly string[] {
  return [...new Set(rows.map((row) => JSON.stringify(row)))].sort();
}
