import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Kind } from '../../../src/model/kinds.ts';
import { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { group, item, minutesBefore, now, readConfig, vpc, why } from '../../kit/config-account.ts';
import { scriptConfig } from '../../kit/config-items.ts';
import { coverageOf } from '../../kit/live.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

const read = (kinds?: readonly Kind[], isFilledLive?: boolean) => readConfig(endpoint, kinds, isFilledLive);
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

  it('tells that it was denied, also where AWS is asked instead', async () => {
    endpoint.deny('config:SelectResourceConfig');
    endpoint.on('ec2:DescribeVpcs', { Vpcs: [] });
    expect(why(coverageOf(await read(['ec2.vpc'], true), 'ec2.vpc'))).toEqual(['complete', true, 'denied config:SelectResourceConfig']);
  });

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
