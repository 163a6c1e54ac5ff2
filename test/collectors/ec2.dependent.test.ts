import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlaceReading } from '../../src/collectors/kit/run.ts';
import type { Kind } from '../../src/model/kinds.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import type { WireRequest } from '../kit/aws-request.ts';
import { writeError } from '../kit/aws-wire.ts';
import { readFrom } from '../kit/read-from.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
  endpoint.answersEmpty = true;
});
afterEach(() => endpoint.close());

const nodesOf = ({ nodes }: PlaceReading, kind: Kind) => nodes.filter((node) => node.kind === kind);
const keysOf = (reading: PlaceReading, kind: Kind) => nodesOf(reading, kind).map(({ key }) => key);
const coverageOf = ({ coverage }: PlaceReading, kind: Kind) => coverage.find((entry) => entry.kind === kind);

/** Members `Name.1`, `Name.2`, … of a request. */
function listed({ parameters }: WireRequest, name: string): readonly string[] {
  return Object.entries(parameters)
    .filter(([key]) => key.startsWith(`${name}.`))
    .map(([, value]) => String(value));
}

const asked = (action: string, name: string) =>
  endpoint.received.filter((request) => request.action === action).map((request) => listed(request, name));

/** The endpoint's own error, in a form that a responder can give. */
const refusal = (code: string, message: string) => ({ wire: writeError('ec2', 400, code, message) });

describe('versions of launch templates', () => {
  const version = (LaunchTemplateId: string, VersionNumber: number, LaunchTemplateData: object = {}) => ({
    LaunchTemplateId,
    VersionNumber,
    DefaultVersion: VersionNumber === 1,
    LaunchTemplateData,
  });
  const group = (name: string, Version: string) => ({
    AutoScalingGroupName: name,
    AutoScalingGroupARN: `arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/${name}`,
    LaunchTemplate: { LaunchTemplateId: 'lt-1', Version },
  });

  /** lt-1 has the versions 1 to 9 but for `gone`; the latest is 9. */
  function scriptTemplates(gone: readonly string[], data: object = {}): void {
    endpoint.on('ec2:DescribeLaunchTemplates', {
      LaunchTemplates: [{ LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web', DefaultVersionNumber: 1, LatestVersionNumber: 9 }],
    });
    endpoint.on('ec2:DescribeLaunchTemplateVersions', (request) => {
      const versions = listed(request, 'LaunchTemplateVersion');
      if (request.parameters['LaunchTemplateId'] === undefined)
        return { LaunchTemplateVersions: [version('lt-1', 9, data), version('lt-1', 1, data)] };
      const missing = versions.find((number) => gone.includes(number));
      if (missing === undefined) return { LaunchTemplateVersions: versions.map((number) => version('lt-1', Number(number), data)) };
      return refusal(
        'InvalidLaunchTemplateId.VersionNotFound',
        `Could not find the specified version ${missing} for the launch template with ID lt-1.`,
      );
    });
  }

  it('come from one sweep and one request for the numbers in use, each version once', async () => {
    scriptTemplates([]);
    endpoint.on('autoscaling:DescribeAutoScalingGroups', { AutoScalingGroups: [group('a', '3'), group('b', '$Latest'), group('c', '9')] });
    const reading = await readFrom(endpoint, ['ec2.launch-template-version']);
    expect(asked('ec2:DescribeLaunchTemplateVersions', 'LaunchTemplateVersion')).toEqual([
      ['$Latest', '$Default'],
      ['3', '9'],
    ]);
    for (const { parameters } of endpoint.received.filter(({ operation }) => operation === 'DescribeLaunchTemplateVersions')) {
      expect(parameters).toMatchObject({ MaxResults: '200', IncludeManagedResources: 'true' });
      expect(parameters).not.toHaveProperty('ResolveAlias');
    }
    expect(keysOf(reading, 'ec2.launch-template-version').sort()).toEqual(['lt-1:1', 'lt-1:3', 'lt-1:9']);
    expect(coverageOf(reading, 'ec2.launch-template-version')).toMatchObject({ status: 'complete', listed: true });
  });

  it('that were deleted are known not to exist, and hide no other', async () => {
    scriptTemplates(['3', '5']);
    endpoint.on('autoscaling:DescribeAutoScalingGroups', {
      AutoScalingGroups: ['2', '3', '4', '5', '6'].map((number) => group(number, number)),
    });
    const reading = await readFrom(endpoint, ['ec2.launch-template-version']);
    expect(keysOf(reading, 'ec2.launch-template-version').sort()).toEqual(['lt-1:1', 'lt-1:2', 'lt-1:4', 'lt-1:6', 'lt-1:9']);
    expect(coverageOf(reading, 'ec2.launch-template-version')).toMatchObject({ status: 'complete', listed: true, gaps: [] });
  });

  it('of a template that was deleted do not exist either', async () => {
    endpoint.on('autoscaling:DescribeAutoScalingGroups', { AutoScalingGroups: [group('a', '3')] });
    const isNamed = ({ parameters }: WireRequest) => parameters['LaunchTemplateId'] !== undefined;
    endpoint.fail(
      'ec2:DescribeLaunchTemplateVersions',
      400,
      'InvalidLaunchTemplateId.NotFound',
      'The specified launch template does not exist.',
      isNamed,
    );
    const reading = await readFrom(endpoint, ['ec2.launch-template-version']);
    expect(coverageOf(reading, 'ec2.launch-template-version')).toMatchObject({ status: 'complete', items: 0, gaps: [] });
  });

  it('that cannot be read are missed at their template only', async () => {
    scriptTemplates([]);
    endpoint.on('autoscaling:DescribeAutoScalingGroups', { AutoScalingGroups: [group('a', '3')] });
    endpoint.deny('ec2:DescribeLaunchTemplateVersions', undefined, ({ parameters }) => parameters['LaunchTemplateId'] === 'lt-1');
    const reading = await readFrom(endpoint, ['ec2.launch-template-version']);
    expect(keysOf(reading, 'ec2.launch-template-version').sort()).toEqual(['lt-1:1', 'lt-1:9']);
    expect(coverageOf(reading, 'ec2.launch-template-version')).toMatchObject({ status: 'partial', listed: false });
    expect(nodesOf(reading, 'ec2.launch-template')[0]?.gaps).toMatchObject({ 'ec2.launch-template-version': { reason: 'denied' } });
  });

  describe('whose image is a parameter', () => {
    const parameter = { ImageId: 'resolve:ssm:/golden/web' };
    const isResolving = ({ parameters }: WireRequest) => parameters['ResolveAlias'] === 'true';

    it('name the image that it leads to today, and keep what is written', async () => {
      scriptTemplates([], parameter);
      endpoint.fault('ec2:DescribeLaunchTemplateVersions', (request) => {
        if (isResolving(request))
          endpoint.on('ec2:DescribeLaunchTemplateVersions', { LaunchTemplateVersions: [version('lt-1', 1, { ImageId: 'ami-7' })] });
        return null;
      });
      endpoint.on('ec2:DescribeImages', (request) => ({
        Images: listed(request, 'ImageId').map((ImageId) => ({ ImageId, State: 'available' })),
      }));
      const reading = await readFrom(endpoint, ['ec2.image']);
      for (const node of nodesOf(reading, 'ec2.launch-template-version')) {
        expect(node).toMatchObject({ facts: { imageReference: 'resolve:ssm:/golden/web' }, relations: { image: 'ami-7' }, gaps: {} });
      }
      expect(keysOf(reading, 'ec2.image')).toEqual(['ami-7']);
    });

    it.each([
      ['UnauthorizedOperation', 403, 'denied', 'is not authorized to perform: ssm:GetParameters'],
      ['SsmParameterNotFound', 400, 'malformed', 'The parameter does not exist.'],
      ['SsmInvalidParameter', 400, 'service-error', 'Unsupported data type.'],
    ])('keep everything else where the look-up ends in %s', async (code, status, reason, message) => {
      scriptTemplates([], parameter);
      endpoint.fail('ec2:DescribeLaunchTemplateVersions', status, code, message, isResolving);
      const reading = await readFrom(endpoint, ['ec2.image']);
      expect(keysOf(reading, 'ec2.launch-template-version').sort()).toEqual(['lt-1:1', 'lt-1:9']);
      for (const node of nodesOf(reading, 'ec2.launch-template-version')) {
        expect(node.gaps['image']).toMatchObject({ reason, action: 'ssm:GetParameters' });
        expect(node.facts['imageReference']).toBe('resolve:ssm:/golden/web');
        expect(node.relations).not.toHaveProperty('image');
      }
      expect(coverageOf(reading, 'ec2.launch-template-version')).toMatchObject({ status: 'partial', listed: true });
      expect(coverageOf(reading, 'ec2.image')).toMatchObject({ listed: false });
    });

    it('are not known where the endpoint does not resolve', async () => {
      scriptTemplates([], parameter);
      const reading = await readFrom(endpoint, ['ec2.launch-template-version']);
      expect(nodesOf(reading, 'ec2.launch-template-version')[0]?.gaps['image']).toMatchObject({ reason: 'malformed' });
    });
  });
});

describe('images', () => {
  const instances = (images: readonly string[]) => ({
    Reservations: images.map((ImageId, index) => ({ Instances: [{ InstanceId: `i-${index}`, State: { Name: 'running' }, ImageId }] })),
  });
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `ami-${String(index).padStart(4, '0')}`);

  /** EC2 refuses all for one that is gone; `isTelling` where it says which. */
  function scriptImages(gone: ReadonlySet<string>, isTelling: boolean): void {
    endpoint.on('ec2:DescribeImages', (request) => {
      const wanted = listed(request, 'ImageId');
      const missing = wanted.filter((id) => gone.has(id));
      if (missing.length === 0) return { Images: wanted.map((ImageId) => ({ ImageId, State: 'available' })) };
      return refusal(
        'InvalidAMIID.NotFound',
        isTelling ? `The image ids '[${missing.join(', ')}]' do not exist` : 'Some images do not exist',
      );
    });
  }

  it('are asked for once each, two hundred at a time, deprecated and disabled ones too', async () => {
    scriptImages(new Set(), true);
    endpoint.on('ec2:DescribeInstances', instances([...ids(450), ...ids(10)]));
    const reading = await readFrom(endpoint, ['ec2.image']);
    expect(asked('ec2:DescribeImages', 'ImageId').map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(keysOf(reading, 'ec2.image')).toEqual(ids(450));
    for (const { parameters } of endpoint.received.filter(({ operation }) => operation === 'DescribeImages')) {
      expect(parameters).toMatchObject({ IncludeDeprecated: 'true', IncludeDisabled: 'true' });
    }
  });

  it('are not asked for where nothing names one', async () => {
    const reading = await readFrom(endpoint, ['ec2.image']);
    expect(endpoint.calls('ec2:DescribeImages')).toBe(0);
    expect(coverageOf(reading, 'ec2.image')).toMatchObject({ status: 'complete', listed: true });
  });

  it.each([true, false])('that are gone are left out and hide no other (named in the refusal: %s)', async (isTelling) => {
    const gone = ['ami-0003', 'ami-0004', 'ami-0019'];
    scriptImages(new Set(gone), isTelling);
    endpoint.on('ec2:DescribeInstances', instances(ids(20)));
    const reading = await readFrom(endpoint, ['ec2.image']);
    expect(keysOf(reading, 'ec2.image').sort()).toEqual(ids(20).filter((id) => !gone.includes(id)));
    expect(coverageOf(reading, 'ec2.image')).toMatchObject({ status: 'complete', listed: true, gaps: [] });
    if (isTelling) expect(endpoint.calls('ec2:DescribeImages')).toBe(2);
  });

  it('may all be gone', async () => {
    scriptImages(new Set(ids(3)), true);
    endpoint.on('ec2:DescribeInstances', instances(ids(3)));
    expect(coverageOf(await readFrom(endpoint, ['ec2.image']), 'ec2.image')).toMatchObject({ status: 'complete', items: 0 });
  });
});

describe('entries of prefix lists', () => {
  it('are read page by page, of lists that are not from AWS', async () => {
    const list = (PrefixListId: string, OwnerId: string) => ({
      PrefixListId,
      PrefixListName: PrefixListId,
      OwnerId,
      AddressFamily: 'IPv4',
    });
    endpoint.on('ec2:DescribeManagedPrefixLists', {
      PrefixLists: [list('pl-aws', 'AWS'), list('pl-own', '123456789012'), list('pl-shared', '999999999999')],
    });
    endpoint.on('ec2:GetManagedPrefixListEntries', ({ parameters }) => {
      if (parameters['PrefixListId'] !== 'pl-own') return { Entries: [{ Cidr: '198.51.100.0/24' }] };
      return parameters['NextToken'] === 'more'
        ? { Entries: [{ Cidr: '192.0.2.0/24' }] }
        : { Entries: [{ Cidr: '203.0.113.0/24' }], NextToken: 'more' };
    });
    const reading = await readFrom(endpoint, ['ec2.managed-prefix-list']);
    expect(nodesOf(reading, 'ec2.managed-prefix-list').map(({ id, facts }) => [id, facts['cidrBlocks']])).toEqual([
      ['arn:aws:ec2:us-east-1:AWS:prefix-list/pl-aws', null],
      ['arn:aws:ec2:us-east-1:123456789012:prefix-list/pl-own', ['203.0.113.0/24', '192.0.2.0/24']],
      ['arn:aws:ec2:us-east-1:999999999999:prefix-list/pl-shared', ['198.51.100.0/24']],
    ]);
    expect(
      endpoint.received
        .filter(({ operation }) => operation === 'GetManagedPrefixListEntries')
        .map(({ parameters }) => parameters['MaxResults']),
    ).toEqual(['100', '100', '100']);
  });
});
