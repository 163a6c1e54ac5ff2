import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectAggregator } from '../../../src/app/config-aggregator.ts';
import { collectors } from '../../../src/generated/collectors.ts';
import type { Kind } from '../../../src/model/kinds.ts';
import { AwsEndpoint } from '../../kit/aws-endpoint.ts';
import { type Item, scriptConfig } from '../../kit/config-items.ts';
import { credentialsFor, withVariables } from '../../kit/live.ts';

const now = '2026-11-21T06:14:00Z';
const [own, other] = ['123456789012', '222222222222'];

const item = (resourceType: string, resourceId: string, accountId: string, awsRegion: string, configuration: object): Item => ({
  resourceType,
  resourceId,
  accountId,
  awsRegion,
  configurationItemCaptureTime: '2026-10-01T00:00:00.000Z',
  configurationItemStatus: 'OK',
  configuration,
  tags: [],
});
const vpc = (id: string, account: string, region: string) =>
  item('AWS::EC2::VPC', id, account, region, {
    vpcId: id,
    ownerId: account,
    isDefault: false,
    state: { value: 'available' },
    cidrBlock: '10.0.0.0/16',
    cidrBlockAssociationSet: [],
  });
const recorder = (account: string, region: string, more: object = {}) =>
  item('AWS::Config::ConfigurationRecorder', 'default', account, region, {
    Name: 'default',
    Recording: true,
    RecordingGroup: { AllSupported: true },
    ...more,
  });
const source = (SourceId: string, AwsRegion: string, more: object = {}) => ({
  SourceId,
  SourceType: 'ACCOUNT',
  AwsRegion,
  LastUpdateStatus: 'SUCCEEDED',
  LastUpdateTime: new Date('2026-11-21T06:10:00Z'),
  ...more,
});

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

function script(items: readonly Item[], ...sources: readonly object[]): void {
  scriptConfig(endpoint, items).on('config:DescribeConfigurationAggregatorSourcesStatus', { AggregatedSourceStatusList: sources });
}

async function read(kinds: readonly Kind[] = ['ec2.vpc'], regions: readonly string[] = []) {
  const all = await Promise.all(kinds.map((kind) => collectors[kind]()));
  return withVariables(credentialsFor(endpoint), () =>
    collectAggregator({
      aggregator: 'org',
      collectors: all,
      kinds: new Set(kinds),
      regions,
      credentials: { profile: null, roleArn: null, externalId: null },
      environment: process.env,
      signal: new AbortController().signal,
      onProgress: () => {},
      tool: { name: 'ha-audit', version: '0.0.0' },
      now: () => new Date(now),
    }),
  );
}

describe('an aggregator of AWS Config', () => {
  it('gives several accounts and regions in one snapshot', async () => {
    script(
      [
        vpc('vpc-1', own, 'us-east-1'),
        vpc('vpc-2', other, 'us-east-1'),
        vpc('vpc-3', other, 'eu-west-1'),
        recorder(own, 'us-east-1'),
        recorder(other, 'us-east-1'),
        recorder(other, 'eu-west-1'),
      ],
      source(own, 'us-east-1'),
      source(other, 'us-east-1'),
      source(other, 'eu-west-1'),
    );
    const { header, nodes } = await read();
    expect(header).toMatchObject({
      source: 'config-aggregator:org',
      accounts: [own, other],
      regions: ['eu-west-1', 'us-east-1'],
      accountRegions: { [own]: ['us-east-1'] },
    });
    expect(nodes.map(({ key, account, region, id }) => [key, account, region, id])).toEqual([
      ['vpc-3', other, 'eu-west-1', `arn:aws:ec2:eu-west-1:${other}:vpc/vpc-3`],
      ['vpc-1', own, 'us-east-1', `arn:aws:ec2:us-east-1:${own}:vpc/vpc-1`],
      ['vpc-2', other, 'us-east-1', `arn:aws:ec2:us-east-1:${other}:vpc/vpc-2`],
    ]);
    expect(header.coverage.map(({ account, region, status }) => [account, region, status])).toEqual([
      [own, 'us-east-1', 'complete'],
      [other, 'eu-west-1', 'complete'],
      [other, 'us-east-1', 'complete'],
    ]);
    // One query for all places.
    expect(endpoint.calls('config:SelectAggregateResourceConfig')).toBe(2);
  });

  it.each([
    ['failing', { LastUpdateStatus: 'FAILED', LastErrorCode: 'AccessDenied' }, 'fails to copy'],
    ['outdated', { LastUpdateStatus: 'OUTDATED' }, 'outdated'],
    ['silent about the time', { LastUpdateTime: undefined }, 'does not tell when it copied 222222222222'],
    ['silent for two days', { LastUpdateTime: new Date('2026-11-19T06:00:00Z') }, 'nothing of 222222222222 for 48 hours'],
  ])('leaves a gap for a source that is %s, and reads the others', async (_, more, detail) => {
    script(
      [vpc('vpc-1', own, 'us-east-1'), vpc('vpc-2', other, 'us-east-1'), recorder(own, 'us-east-1'), recorder(other, 'us-east-1')],
      source(own, 'us-east-1'),
      source(other, 'us-east-1', more),
    );
    const { header, nodes } = await read();
    expect(nodes.map(({ key }) => key)).toEqual(['vpc-1']);
    expect(header.coverage[1]).toMatchObject({ account: other, status: 'not-collected', listed: false });
    expect(header.coverage[1]?.gaps[0]?.detail).toContain(detail);
  });

  it('believes no account whose recorder is stopped or not told, whatever clock the source has', async () => {
    const third = '333333333333';
    script(
      [
        vpc('vpc-1', own, 'us-east-1'),
        vpc('vpc-2', other, 'us-east-1'),
        vpc('vpc-3', third, 'us-east-1'),
        recorder(other, 'us-east-1', { Recording: false }),
        recorder(third, 'us-east-1'),
      ],
      source(own, 'us-east-1'),
      source(other, 'us-east-1'),
      source(third, 'us-east-1', { LastUpdateTime: new Date('2026-11-21T06:20:00Z') }),
    );
    const { nodes, header } = await read();
    expect(nodes.map(({ key }) => key)).toEqual(['vpc-3']);
    expect(header.coverage.map(({ listed }) => listed)).toEqual([false, false, true]);
  });

  it('believes the last item of a recorder that is there, once it has recorded for a while', async () => {
    const at = (time: string, more: object) => ({ ...recorder(own, 'us-east-1', more), configurationItemCaptureTime: time });
    const listed = async (...recorders: readonly Item[]) => {
      script([vpc('vpc-1', own, 'us-east-1'), ...recorders], source(own, 'us-east-1'));
      return (await read()).header.coverage.map(({ status }) => status);
    };
    const before = at('2026-10-01T00:00:00.000Z', {});
    expect(await listed(before)).toEqual(['complete']);
    // A page of an earlier state, sent again after the present one.
    expect(await listed(at('2026-11-01T00:00:00.000Z', { Recording: false }), before)).toEqual(['not-collected']);
    expect(await listed(before, { ...at('2026-11-01T00:00:00.000Z', {}), configurationItemStatus: 'ResourceDeleted' })).toEqual([
      'not-collected',
    ]);
    expect(await listed({ ...before, configurationItemCaptureTime: undefined })).toEqual(['not-collected']);
    expect(await listed(at('2026-11-21T06:05:00.000Z', {}))).toEqual(['failed']);
    expect(await listed(at('2026-10-01T00:00:00.000Z', { Name: 'AWSConfigurationRecorderForX' }))).toEqual(['not-collected']);
    const unreadable = { resourceType: 'AWS::Config::ConfigurationRecorder' };
    expect(await listed(before, unreadable)).toEqual(['failed']);
  });

  it('says where it holds more than its sources, and which source has no region', async () => {
    script(
      [vpc('vpc-1', own, 'us-east-1'), recorder(own, 'us-east-1'), vpc('vpc-2', other, 'eu-west-1')],
      source(own, 'us-east-1'),
      source(other, 'us-east-1', { AwsRegion: undefined }),
    );
    const { header, nodes } = await read();
    expect(nodes.map(({ key }) => key)).toEqual(['vpc-1']);
    expect(header.coverage.flatMap(({ kind, gaps }) => (kind === 'sts.session' ? gaps : [])).map(({ detail }) => detail)).toEqual([
      `The aggregator does not tell in which region it copies ${other}.`,
      `The aggregator holds items of ${other} in eu-west-1, which is none of its sources.`,
    ]);
  });

  it('says that accounts may be missing where the organization cannot be listed', async () => {
    script([vpc('vpc-1', own, 'us-east-1'), recorder(own, 'us-east-1')], source(own, 'us-east-1'), {
      SourceId: 'o-1',
      SourceType: 'ORGANIZATION',
      LastUpdateStatus: 'FAILED',
    });
    const { header } = await read();
    expect(header.coverage.find(({ kind }) => kind === 'sts.session')).toMatchObject({ status: 'partial', listed: false });
  });

  it('never takes the recorder of the caller for that of another account', async () => {
    script([recorder(other, 'us-east-1')], source(other, 'us-east-1'));
    const { header, nodes } = await read(['config.recorder']);
    expect(nodes).toEqual([]);
    expect(header.coverage[0]).toMatchObject({ account: other, status: 'not-collected' });
  });

  it('says what is wrong where it cannot be read at all', async () => {
    endpoint.deny('config:DescribeConfigurationAggregatorSourcesStatus');
    await expect(read()).rejects.toThrow(/the aggregator org cannot be read in us-east-1, where it has to be: /);
  });

  it('says that it copies nothing of the regions that are asked for', async () => {
    script([], source(other, 'eu-west-1'));
    await expect(read(['ec2.vpc'], ['us-east-1'])).rejects.toThrow('the aggregator org copies no account in us-east-1');
  });
});
