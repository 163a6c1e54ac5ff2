import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configPlace } from '../../../src/app/config-place.ts';
import { collectors } from '../../../src/generated/collectors.ts';
import type { CoverageEntry } from '../../../src/model/coverage.ts';
import type { Kind } from '../../../src/model/kinds.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { shapes } from '../../../src/sources/aws-config/shapes.ts';
import { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { type Item, scriptConfig } from '../../kit/config-items.ts';
import { collectFrom, coverageOf } from '../../kit/live.ts';

const now = '2026-11-21T06:14:00Z';
const minutesBefore = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000);

const item = (resourceType: string, resourceId: string, configuration: object, more: object = {}): Item => ({
  resourceType,
  resourceId,
  accountId: '123456789012',
  awsRegion: 'us-east-1',
  configurationItemCaptureTime: '2024-02-01T10:00:00.000Z',
  configurationItemStatus: 'OK',
  configuration,
  tags: [{ key: 'Name', value: 'shop', tag: 'Name=shop' }],
  ...more,
});
const vpc = (id: string, more: object = {}, own: object = {}) =>
  item(
    'AWS::EC2::VPC',
    id,
    {
      vpcId: id,
      ownerId: '123456789012',
      isDefault: false,
      state: { value: 'available' },
      cidrBlock: '10.0.0.0/16',
      cidrBlockAssociationSet: [{ cidrBlock: '10.0.0.0/16', cidrBlockState: { state: 'associated' } }],
      ...own,
    },
    more,
  );
const group = (id: string, vpcId: string) =>
  item('AWS::EC2::SecurityGroup', id, {
    groupId: id,
    groupName: id,
    ownerId: '123456789012',
    vpcId,
    ipPermissions: [
      { fromPort: 443, toPort: 443, ipProtocol: 'tcp', ipRanges: ['0.0.0.0/0'], ipv6Ranges: [], prefixListIds: [], userIdGroupPairs: [] },
    ],
    ipPermissionsEgress: [],
  });

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

async function read(kinds: readonly Kind[] = ['ec2.vpc'], isFilledLive = false): Promise<Snapshot> {
  const all = await Promise.all(kinds.map((kind) => collectors[kind]()));
  return collectFrom(endpoint, {
    collectors: all,
    kinds: new Set(kinds),
    through: { source: 'config', readPlace: configPlace(() => new Date(now), isFilledLive) },
  });
}

const why = ({ status, listed, gaps }: CoverageEntry) => [
  status,
  listed,
  ...gaps.map(({ reason, action }) => `${reason} ${String(action)}`),
];
const recorder = (recordingGroup: object, more: object = {}) =>
  endpoint.on('config:DescribeConfigurationRecorders', { ConfigurationRecorders: [{ name: 'default', recordingGroup, ...more }] });
const status = (more: object) =>
  endpoint.on('config:DescribeConfigurationRecorderStatus', {
    ConfigurationRecordersStatus: [
      { name: 'default', recording: true, lastStatus: 'SUCCESS', lastStartTime: new Date('2026-01-01T00:00:00Z'), ...more },
    ],
  });

describe('AWS Config that records everything', () => {
  beforeEach(() => scriptConfig(endpoint, [vpc('vpc-1'), group('sg-1', 'vpc-1')]));

  it('lists completely, however old the items are', async () => {
    const snapshot = await read(['ec2.vpc', 'ec2.security-group']);
    expect(snapshot.header.source).toBe('config');
    expect(why(coverageOf(snapshot, 'ec2.vpc'))).toEqual(['complete', true]);
    expect(snapshot.nodes.map(({ key, gaps }) => [key, gaps])).toEqual([
      ['sg-1', {}],
      ['vpc-1', {}],
    ]);
    expect(snapshot.nodes[0]?.facts['ingress']).toMatchObject([{ sourceType: 'ipv4', source: '0.0.0.0/0', fromPort: 443 }]);
    expect(snapshot.nodes[1]?.facts).toMatchObject({ state: 'available', tags: { Name: 'shop' } });
  });

  it('knows that there is none of a type', async () => {
    const snapshot = await read(['ec2.internet-gateway', 'ec2.launch-template']);
    expect(why(coverageOf(snapshot, 'ec2.internet-gateway'))).toEqual(['complete', true]);
    // Types that came late are not recorded everywhere.
    expect(why(coverageOf(snapshot, 'ec2.launch-template'))).toEqual(['not-collected', false, 'not-collected ec2:DescribeLaunchTemplates']);
  });

  it.each([
    ['stopped', { recording: false }, 'not-collected'],
    ['failing', { lastStatus: 'FAILURE', lastErrorCode: 'NoSuchBucket' }, 'not-collected'],
    ['pending', { lastStatus: 'Pending' }, 'not-collected'],
    ['just started', { lastStartTime: minutesBefore(14) }, 'transitional'],
    ['started in four minutes, by its own clock', { lastStartTime: minutesBefore(-4) }, 'transitional'],
    ['silent about its start', { lastStartTime: undefined }, 'not-collected'],
    ['said to fare in a way nobody knows', { lastStatus: 'NotApplicable' }, 'not-collected'],
  ])('is not believed while its recorder is %s', async (_, more, reason) => {
    status(more);
    const snapshot = await read();
    expect(snapshot.nodes).toEqual([]);
    expect(coverageOf(snapshot, 'ec2.vpc')).toMatchObject({ listed: false, gaps: [{ reason, action: 'ec2:DescribeVpcs' }] });
    expect(endpoint.received.filter(({ parameters }) => String(parameters['Expression']).includes('AWS::EC2::VPC'))).toEqual([]);
  });

  it('is believed when its recorder has run for a while, and a day where it records once a day', async () => {
    status({ lastStartTime: minutesBefore(16), lastStatus: 'Success' });
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['complete', true]);
    recorder(
      { allSupported: true },
      {
        recordingMode: {
          recordingFrequency: 'CONTINUOUS',
          recordingModeOverrides: [{ resourceTypes: ['AWS::EC2::VPC'], recordingFrequency: 'DAILY' }],
        },
      },
    );
    expect(why(coverageOf(await read(), 'ec2.vpc'))[2]).toBe('transitional ec2:DescribeVpcs');
    status({ lastStartTime: minutesBefore(27 * 60) });
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['complete', true]);
  });

  it.each([
    ['ahead', 120],
    ['behind', -120],
  ])('goes by the clock of AWS where that of the machine is two hours %s', async (_, minutesAhead) => {
    // What AWS calls now; the SDK sees it in every answer.
    const aws = Date.parse(now) - minutesAhead * 60_000;
    endpoint.fault('*', (_request, response) => {
      response.setHeader('date', new Date(Date.now() - minutesAhead * 60_000).toUTCString());
      return null;
    });
    status({ lastStartTime: new Date(aws - 5 * 60_000) });
    expect(why(coverageOf(await read(), 'ec2.vpc'))[2]).toBe('transitional ec2:DescribeVpcs');
    status({ lastStartTime: new Date(aws - 30 * 60_000) });
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['complete', true]);
  });

  it('is not believed while its recorder was told other types a moment ago, as its own item says', async () => {
    const changed = (minutes: number, name = 'default') =>
      scriptConfig(endpoint, [
        vpc('vpc-1'),
        item(
          'AWS::Config::ConfigurationRecorder',
          name,
          { Name: name, Recording: true },
          { configurationItemCaptureTime: minutesBefore(minutes).toISOString() },
        ),
      ]);
    changed(3);
    expect(why(coverageOf(await read(), 'ec2.vpc'))[2]).toBe('transitional ec2:DescribeVpcs');
    changed(16);
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['complete', true]);
    changed(3, 'of-somebody-else');
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['complete', true]);
  });

  it.each([
    ['DAILY', { recordingFrequency: 'DAILY' }],
    ['in a rhythm nobody knows', { recordingFrequency: 'HOURLY' }],
    [
      'DAILY but for others',
      {
        recordingFrequency: 'DAILY',
        recordingModeOverrides: [{ resourceTypes: ['AWS::EC2::Subnet'], recordingFrequency: 'CONTINUOUS' }],
      },
    ],
  ])('needs a day and more where it records %s', async (_, recordingMode) => {
    recorder({ allSupported: true }, { recordingMode });
    status({ lastStartTime: minutesBefore(25 * 60) });
    expect(why(coverageOf(await read(), 'ec2.vpc'))[2]).toBe('transitional ec2:DescribeVpcs');
    status({ lastStartTime: minutesBefore(26 * 60 + 1) });
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['complete', true]);
  });

  it('is believed of the types that it records, and of no others', async () => {
    recorder({ recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' }, resourceTypes: ['AWS::EC2::SecurityGroup'] });
    const snapshot = await read(['ec2.vpc', 'ec2.security-group']);
    expect(why(coverageOf(snapshot, 'ec2.vpc'))).toEqual(['not-collected', false, 'not-collected ec2:DescribeVpcs']);
    expect(why(coverageOf(snapshot, 'ec2.security-group'))).toEqual(['complete', true]);
  });

  it.each([
    ['no recorder', null],
    [
      'one that leaves the type out',
      { recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' }, exclusionByResourceTypes: { resourceTypes: ['AWS::EC2::VPC'] } },
    ],
    [
      'one that records others',
      { recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' }, resourceTypes: ['AWS::EC2::Subnet'], allSupported: true },
    ],
    [
      'one that leaves the type out without a strategy',
      { allSupported: true, exclusionByResourceTypes: { resourceTypes: ['AWS::EC2::VPC'] } },
    ],
    ['one of a strategy nobody knows', { allSupported: true, recordingStrategy: { useOnly: 'BY_THE_MOON' } }],
    ['one of a service', 'AWS::EC2::Subnet'],
  ])('is not believed with %s', async (_, group) => {
    if (group === null) endpoint.on('config:DescribeConfigurationRecorders', {});
    else if (typeof group === 'string') recorder({ resourceTypes: [group] }, { servicePrincipal: 'x.amazonaws.com' });
    else recorder(group);
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['not-collected', false, 'not-collected ec2:DescribeVpcs']);
  });

  it('is believed where a service records the type, unless it does so for itself alone', async () => {
    const shared = { resourceTypes: ['AWS::EC2::VPC'] };
    recorder(shared, { servicePrincipal: 'x.amazonaws.com', recordingScope: 'PAID' });
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['complete', true]);
    recorder(shared, { servicePrincipal: 'x.amazonaws.com', recordingScope: 'INTERNAL' });
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['not-collected', false, 'not-collected ec2:DescribeVpcs']);
  });

  it('records other types than those that are left out', async () => {
    recorder({
      recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
      exclusionByResourceTypes: { resourceTypes: ['AWS::EC2::Subnet'] },
    });
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['complete', true]);
  });

  it.each(['config:SelectResourceConfig', 'config:DescribeConfigurationRecorders', 'config:DescribeConfigurationRecorderStatus'])(
    'names %s where that is denied',
    async (action) => {
      endpoint.deny(action);
      expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['denied', false, `denied ${action}`]);
    },
  );

  it('is not asked for what AWS is asked for anyway, nor AWS for what it tells', async () => {
    status({ recording: false });
    endpoint.on('ec2:DescribeVpcs', {
      Vpcs: [{ VpcId: 'vpc-live', OwnerId: '123456789012', IsDefault: false, State: 'available', CidrBlock: '10.0.0.0/16' }],
    });
    const filled = await read(['ec2.vpc'], true);
    expect(filled.nodes.map(({ key }) => key)).toEqual(['vpc-live']);
    expect(why(coverageOf(filled, 'ec2.vpc'))).toEqual(['complete', true]);
    status({});
    expect((await read(['ec2.vpc'], true)).nodes.map(({ key }) => key)).toEqual(['vpc-1']);
    expect(endpoint.calls('ec2:DescribeVpcs')).toBe(1);
  });
});

describe('odd answers of AWS Config', () => {
  const pages = (...rows: readonly (readonly unknown[])[]) =>
    scriptConfig(endpoint, []).on('config:SelectResourceConfig', ({ parameters }) => {
      const page = Number(parameters['NextToken'] ?? 0);
      return {
        Results: rows[page]?.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))),
        ...(page + 1 < rows.length ? { NextToken: String(page + 1) } : {}),
      };
    });

  it('sends pages twice: each resource is there once, as it was last', async () => {
    const later = vpc('vpc-1', { configurationItemCaptureTime: '2026-11-21T06:19:00.000Z' }, { isDefault: true });
    pages([vpc('vpc-1'), vpc('vpc-2')], [vpc('vpc-1'), vpc('vpc-2')], [later], [vpc('vpc-1')]);
    const { nodes, header } = await read();
    expect(nodes.map(({ key, facts }) => [key, facts['isDefault']])).toEqual([
      ['vpc-1', true],
      ['vpc-2', false],
    ]);
    expect(header.coverage).toMatchObject([{ items: 2, status: 'complete' }]);
  });

  it('sends one token again and again: the listing ends with a gap', async () => {
    scriptConfig(endpoint, []).on('config:SelectResourceConfig', { Results: [JSON.stringify(vpc('vpc-1'))], NextToken: 'again' });
    expect(why(coverageOf(await read(), 'ec2.vpc'))).toEqual(['failed', false, 'malformed config:SelectResourceConfig']);
    expect(endpoint.calls('config:SelectResourceConfig')).toBe(2);
  });

  it('still holds what was deleted', async () => {
    pages([vpc('vpc-1'), vpc('vpc-2', { configurationItemStatus: 'ResourceDeletedNotRecorded' })]);
    const snapshot = await read();
    expect(snapshot.nodes.map(({ key }) => key)).toEqual(['vpc-1']);
    expect(why(coverageOf(snapshot, 'ec2.vpc'))).toEqual(['complete', true]);
  });

  it.each([
    ['knows of a resource without recording it', vpc('vpc-2', { configurationItemStatus: 'ResourceNotRecorded' }), 'not-collected'],
    ['sends an item in a state nobody knows', vpc('vpc-2', { configurationItemStatus: 'ResourceLost' }), 'not-collected'],
    ['sends half an item', '{"resourceType":"AWS::EC2::VPC","resource', 'malformed'],
    ['sends an item without an id', { resourceType: 'AWS::EC2::VPC' }, 'malformed'],
  ])('%s: nothing is known of the list', async (_, row, reason) => {
    pages([vpc('vpc-1'), row]);
    expect(coverageOf(await read(), 'ec2.vpc')).toMatchObject({ listed: false, gaps: [{ reason }] });
  });

  it('sends texts for truths, or leaves members out: those facts alone are gaps', async () => {
    pages([vpc('vpc-1', {}, { isDefault: 'false', cidrBlockAssociationSet: 7 }), vpc('vpc-2', {}, { ownerId: null, isDefault: null })]);
    const { nodes } = await read();
    expect(nodes.map(({ facts, gaps }) => [facts['state'], Object.keys(gaps)])).toEqual([
      ['available', ['cidrBlocks', 'isDefault']],
      ['available', ['isDefault']],
    ]);
    expect(nodes[0]?.gaps['isDefault']?.reason).toBe('malformed');
  });

  it('keeps a configuration as a text in a text', async () => {
    const plain = vpc('vpc-1');
    pages([{ ...plain, configuration: JSON.stringify(JSON.stringify(plain['configuration'])), tags: { Name: 'shop' } }]);
    expect((await read()).nodes[0]?.facts).toMatchObject({ isDefault: false, tags: { Name: 'shop' } });
  });

  it('lacks what a resource names: the list may lack more', async () => {
    scriptConfig(endpoint, [vpc('vpc-1'), group('sg-1', 'vpc-shared')]);
    const snapshot = await read(['ec2.vpc', 'ec2.security-group']);
    expect(coverageOf(snapshot, 'ec2.vpc')).toMatchObject({ status: 'partial', listed: false, items: 1 });
    expect(coverageOf(snapshot, 'ec2.vpc').gaps[0]?.detail).toContain('vpc-shared');
    expect(why(coverageOf(snapshot, 'ec2.security-group'))).toEqual(['complete', true]);
  });

  it('lacks the subnet of a route table and the source of a rule: those lists may lack more', async () => {
    const table = item('AWS::EC2::RouteTable', 'rtb-1', {
      routeTableId: 'rtb-1',
      vpcId: 'vpc-1',
      routes: [],
      associations: [{ main: false, subnetId: 'subnet-1', associationState: { state: 'associated' } }],
    });
    const admits = (pair: object) =>
      item('AWS::EC2::SecurityGroup', 'sg-1', {
        groupId: 'sg-1',
        groupName: 'app',
        vpcId: 'vpc-1',
        ipPermissions: [{ ipProtocol: '-1', ipRanges: [], ipv6Ranges: [], prefixListIds: [], userIdGroupPairs: [pair] }],
        ipPermissionsEgress: [],
      });
    const listed = async (pair: object) => {
      scriptConfig(endpoint, [vpc('vpc-1'), table, admits(pair)]);
      const snapshot = await read(['ec2.vpc', 'ec2.subnet', 'ec2.route-table', 'ec2.security-group']);
      return ['ec2.subnet', 'ec2.route-table', 'ec2.security-group'].map((kind) => coverageOf(snapshot, kind).listed);
    };
    expect(await listed({ groupId: 'sg-gone', userId: '123456789012' })).toEqual([false, true, false]);
    expect(await listed({ groupId: 'sg-1', userId: '123456789012' })).toEqual([false, true, true]);
    expect(await listed({ groupId: 'sg-theirs', userId: '222222222222' })).toEqual([false, true, true]);
    expect(await listed({ groupId: 'sg-gone', userId: '123456789012', vpcPeeringConnectionId: 'pcx-1' })).toEqual([false, true, true]);
  });

  it('does not say which load balancer a listener is of, or which cluster a service: they are lost to none', async () => {
    const arn = (type: string) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:${type}/app/web/0123456789abcdef`;
    const balancer = item('AWS::ElasticLoadBalancingV2::LoadBalancer', arn('loadbalancer'), {
      loadBalancerArn: arn('loadbalancer'),
      loadBalancerName: 'web',
    });
    const listener = (owner: object) =>
      item('AWS::ElasticLoadBalancingV2::Listener', arn('listener'), { ListenerArn: arn('listener'), Port: 80, ...owner });
    const cluster = item('AWS::ECS::Cluster', 'prod', { Arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/prod' });
    const service = item('AWS::ECS::Service', 'web', { ServiceArn: 'arn:aws:ecs:us-east-1:123456789012:service/prod/web' });
    scriptConfig(endpoint, [balancer, listener({}), cluster, service]);
    const snapshot = await read(['elbv2.load-balancer', 'elbv2.listener', 'ecs.cluster', 'ecs.service']);
    expect(coverageOf(snapshot, 'elbv2.listener')).toMatchObject({ listed: false, items: 0 });
    expect(coverageOf(snapshot, 'ecs.service')).toMatchObject({ listed: false, items: 0 });
    scriptConfig(endpoint, [balancer, listener({ LoadBalancerArn: arn('loadbalancer') })]);
    expect(coverageOf(await read(['elbv2.load-balancer', 'elbv2.listener']), 'elbv2.listener')).toMatchObject({ listed: true, items: 1 });
  });
});

describe('AWS Config with AWS for the rest', () => {
  it('asks AWS for a list, too, that only lacks what AWS itself names', async () => {
    scriptConfig(endpoint, [vpc('vpc-1')])
      .on('ec2:DescribeVpcEndpoints', {
        VpcEndpoints: [
          {
            VpcEndpointId: 'vpce-1',
            VpcEndpointType: 'Interface',
            VpcId: 'vpc-shared',
            OwnerId: '123456789012',
            State: 'available',
            ServiceName: 'com.amazonaws.us-east-1.ecr.api',
          },
        ],
      })
      .on('ec2:DescribeVpcs', {
        Vpcs: ['vpc-1', 'vpc-shared'].map((VpcId) => ({
          VpcId,
          OwnerId: VpcId === 'vpc-1' ? '123456789012' : '222222222222',
          IsDefault: false,
          State: 'available',
          CidrBlock: '10.0.0.0/16',
        })),
      });
    const snapshot = await read(['ec2.vpc', 'ec2.vpc-endpoint'], true);
    expect(why(coverageOf(snapshot, 'ec2.vpc'))).toEqual(['complete', true]);
    expect(snapshot.nodes.map(({ key }) => key).toSorted()).toEqual(['vpc-1', 'vpc-shared', 'vpce-1']);
    expect(endpoint.calls('ec2:DescribeVpcs')).toBe(1);
  });
});

describe('the types that are read', () => {
  it('are none that AWS Config records in one region only, or not at all', () => {
    const types = Object.keys(shapes);
    expect(types.filter((type) => /::IAM::|::GlobalCluster$|::CloudFront::|::Route53::|::ElastiCache::|::S3::/.test(type))).toEqual([]);
    const kindsRead = Object.values(shapes).map(({ kind }) => kind);
    expect(new Set(kindsRead).size).toBe(types.length);
  });
});
