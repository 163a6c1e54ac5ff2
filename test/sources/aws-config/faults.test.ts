import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configPlace } from '../../../src/app/config-place.ts';
import { collectors } from '../../../src/generated/collectors.ts';
import type { CoverageEntry } from '../../../src/model/coverage.ts';
import type { Kind } from '../../../src/model/kinds.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
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
  ])('is not believed while its recorder is %s', async (_, more, reason) => {
    status(more);
    const snapshot = await read();
    expect(snapshot.nodes).toEqual([]);
    expect(coverageOf(snapshot, 'ec2.vpc')).toMatchObject({ listed: false, gaps: [{ reason, action: 'ec2:DescribeVpcs' }] });
    expect(endpoint.calls('config:SelectResourceConfig')).toBe(0);
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
    ['no recorder', null],
    [
      'one that leaves the type out',
      { recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' }, exclusionByResourceTypes: { resourceTypes: ['AWS::EC2::VPC'] } },
    ],
    [
      'one that records others',
      { recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' }, resourceTypes: ['AWS::EC2::Subnet'], allSupported: true },
    ],
    ['one of a service', 'AWS::EC2::Subnet'],
  ])('is not believed with %s', async (_, group) => {
    if (group === null) endpoint.on('config:DescribeConfigurationRecorders', {});
    else if (typeof group === 'string') recorder({ resourceTypes: [group] }, { servicePrincipal: 'x.amazonaws.com' });
    else recorder(group);
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
});
