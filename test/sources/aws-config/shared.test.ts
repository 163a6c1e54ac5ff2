import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configPlace } from '../../../src/app/config-place.ts';
import { withShared } from '../../../src/app/config-shared.ts';
import { collectAccounts } from '../../../src/collectors/collect-accounts.ts';
import type { ReadPlace } from '../../../src/collectors/collect.ts';
import { readPlace } from '../../../src/collectors/kit/run.ts';
import { collectors } from '../../../src/generated/collectors.ts';
import { accountTargets } from '../../../src/app/accounts.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { Graph } from '../../../src/graph/graph.ts';
import { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { configItemsOf, type Item, recording } from '../../kit/config-items.ts';
import { db } from '../../kit/db-answer.ts';
import { collectOptions, credentialsFor, withVariables } from '../../kit/live.ts';
import { accountOf, management, scriptOrganization } from '../../kit/organization.ts';
import { judgeAccount } from '../../kit/whole-account.ts';

const [owner, participant] = [management, '100000000001'] as const;
const region = 'us-east-1';
const subnets = ['a', 'b'].map((zone, index) => ({
  SubnetId: `subnet-0000000${zone}`,
  VpcId: 'vpc-00000001',
  OwnerId: owner,
  AvailabilityZone: `us-east-1${zone}`,
  AvailabilityZoneId: `use1-az${index + 1}`,
  State: 'available',
  CidrBlock: `10.0.${index}.0/24`,
  MapPublicIpOnLaunch: false,
  AssignIpv6AddressOnCreation: false,
  AvailableIpAddressCount: 200,
  DefaultForAz: false,
}));

/** A VPC that one account shares with another, which keeps its database there; the routes are open to the internet. */
function scriptShared(endpoint: AwsEndpoint): AwsEndpoint {
  const ofOwner = (answer: object) => (request: Parameters<typeof accountOf>[0]) => (accountOf(request) === owner ? answer : {});
  const ofOther = (answer: object) => (request: Parameters<typeof accountOf>[0]) => (accountOf(request) === participant ? answer : {});
  const group = { GroupId: 'sg-00000001', GroupName: 'data', OwnerId: participant, VpcId: 'vpc-00000001', Description: 'data' };
  const subnetGroup = {
    DBSubnetGroupName: 'data',
    DBSubnetGroupArn: `arn:aws:rds:us-east-1:${participant}:subgrp:data`,
    VpcId: 'vpc-00000001',
    SubnetGroupStatus: 'Complete',
    Subnets: subnets.map(({ SubnetId, AvailabilityZone }) => ({
      SubnetIdentifier: SubnetId,
      SubnetAvailabilityZone: { Name: AvailabilityZone },
      SubnetStatus: 'Active',
    })),
  };
  const table = {
    RouteTableId: 'rtb-00000001',
    VpcId: 'vpc-00000001',
    OwnerId: owner,
    Associations: [{ Main: true, AssociationState: { State: 'associated' } }],
    Routes: [
      { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-00000001', State: 'active' },
    ],
  };
  return endpoint
    .on('ec2:DescribeVpcs', {
      Vpcs: [{ VpcId: 'vpc-00000001', OwnerId: owner, IsDefault: false, State: 'available', CidrBlock: '10.0.0.0/16' }],
    })
    .on('ec2:DescribeSubnets', { Subnets: subnets })
    .on('ec2:DescribeAvailabilityZones', {
      AvailabilityZones: subnets.map(({ AvailabilityZone, AvailabilityZoneId }) => ({
        ZoneName: AvailabilityZone,
        ZoneId: AvailabilityZoneId,
        ZoneType: 'availability-zone',
        State: 'available',
        OptInStatus: 'opt-in-not-required',
        RegionName: region,
      })),
    })
    .on('ec2:DescribeRouteTables', ofOwner({ RouteTables: [table] }))
    .on(
      'ec2:DescribeInternetGateways',
      ofOwner({ InternetGateways: [{ InternetGatewayId: 'igw-00000001', Attachments: [{ VpcId: 'vpc-00000001', State: 'available' }] }] }),
    )
    .on('ec2:DescribeSecurityGroups', ofOther({ SecurityGroups: [{ ...group, IpPermissions: [], IpPermissionsEgress: [] }] }))
    .on('rds:DescribeDBSubnetGroups', ofOther({ DBSubnetGroups: [subnetGroup] }))
    .on(
      'rds:DescribeDBInstances',
      ofOther({
        DBInstances: [
          db('orders', {
            DBInstanceArn: `arn:aws:rds:us-east-1:${participant}:db:orders`,
            DBSubnetGroup: subnetGroup,
            VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-00000001', Status: 'active' }],
            AvailabilityZone: 'us-east-1a',
          }),
        ],
      }),
    );
}

describe('AWS Config of accounts that share a network', () => {
  let endpoint: AwsEndpoint;
  let live: Snapshot;
  let config: Snapshot;
  let both: Snapshot;
  const items: Item[] = [];

  beforeAll(async () => {
    endpoint = scriptShared(scriptOrganization(await AwsEndpoint.start()))
      .on('config:DescribeConfigurationRecorders', recording.recorders)
      .on('config:DescribeConfigurationRecorderStatus', recording.statuses)
      .on('config:SelectResourceConfig', (request) => {
        const type = /resourceType = '([^']+)'/.exec(String(request.parameters['Expression']))?.[1];
        const rows = items.filter(({ resourceType, accountId }) => resourceType === type && accountId === accountOf(request));
        return { Results: rows.map((row) => JSON.stringify(row)) };
      });
    const all = await Promise.all(Object.values(collectors).map((load) => load()));
    const collect = (source: string, read: ReadPlace) =>
      withVariables(credentialsFor(endpoint), () =>
        collectAccounts({
          ...collectOptions(all),
          through: { source, readPlace: read },
          targets: accountTargets([owner, participant]),
          orgRole: 'audit',
          orgExternalId: null,
          store: null,
        }),
      );
    const now = () => new Date('2026-11-21T06:14:00Z');
    live = await collect('live', async (plan, place) => {
      const seen = await configItemsOf(place.clients, place.scope);
      // AWS Config keeps what is the account's own.
      items.push(
        ...seen.filter(({ configuration }) => !JSON.stringify(configuration).includes(`"ownerId":"${otherThan(place.scope.account)}"`)),
      );
      return readPlace(plan, place);
    });
    config = withShared(await collect('config', configPlace(now, false)));
    both = withShared(await collect('config+live', configPlace(now, true)));
  }, 60_000);
  afterAll(() => endpoint.close());

  const otherThan = (account: string) => (account === owner ? participant : owner);
  const verdicts = (snapshot: Snapshot) =>
    new Map([...judgeAccount(snapshot).results].map(({ rule, resource, status }) => [`${rule} on ${resource.id}`, status]));

  it('gives the verdicts of AWS, or none', () => {
    const [before, after] = [verdicts(live), verdicts(config)];
    expect([...after].filter(([key, status]) => status !== 'unknown' && before.get(key) !== status)).toEqual([]);
    const decided = [...after].flatMap(([key, status]) => (status === 'fail' ? [key] : []));
    // The routes of one account decide on the databases of the other, and those on the network of the first.
    expect(decided).toContain(`network.db-subnet-group-tier on arn:aws:rds:us-east-1:${participant}:subgrp:data`);
    expect(decided).toContain(`network.data-tier-isolated on arn:aws:ec2:us-east-1:${owner}:vpc/vpc-00000001`);
  });

  it('with AWS for the rest gives every verdict of AWS', () => {
    expect(verdicts(both)).toEqual(verdicts(live));
    expect(both.nodes.map(({ id, account }) => `${id} ${account}`)).toEqual(live.nodes.map(({ id, account }) => `${id} ${account}`));
  });

  it('knows who uses a network besides its owner', () => {
    const placesOf = ({ header, nodes }: Snapshot, kind: 'ec2.vpc' | 'ec2.subnet', key: string) =>
      new Graph(header, nodes, { actionsOf: () => [] }).placesOf({ kind, key, account: owner, region }).map(({ account }) => account);
    for (const [kind, key] of [['ec2.vpc', 'vpc-00000001'] as const, ['ec2.subnet', 'subnet-0000000b'] as const])
      expect(placesOf(config, kind, key)).toEqual(placesOf(live, kind, key));
    // That there may be more of them than are used stays a gap.
    expect(config.header.coverage.find(({ kind, account }) => kind === 'ec2.subnet' && account === participant)?.listed).toBe(false);
    expect(config.header.nodes).toBe(config.nodes.length);
  });
});
