import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import vpc from '../../src/collectors/ec2/vpc.ts';
import loadBalancer from '../../src/collectors/elbv2/load-balancer.ts';
import instance from '../../src/collectors/rds/instance.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { collectFrom, coverageOf } from '../kit/live.ts';
import { containing } from '../kit/matching.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
  endpoint.on('ec2:DescribeVpcs', ({ region }) => ({
    Vpcs: ['vpc-2', 'vpc-1'].map((VpcId) => ({
      VpcId: `${VpcId}-${region}`,
      OwnerId: '123456789012',
      IsDefault: false,
      State: 'available',
      CidrBlock: '10.0.0.0/16',
    })),
  }));
  endpoint.on('rds:DescribeDBInstances', {});
});
afterEach(() => endpoint.close());

describe('a snapshot', () => {
  it('has a header and nodes by kind and id', async () => {
    const { header, nodes } = await collectFrom(endpoint, { collectors: [instance, vpc] });
    expect(header).toEqual({
      schema: 'ha-audit/snapshot@1',
      tool: { name: 'ha-audit', version: '0.0.0' },
      source: 'live',
      startedAt: '2026-11-21T06:14:00.000Z',
      finishedAt: '2026-11-21T06:14:00.000Z',
      partition: 'aws',
      accounts: ['123456789012'],
      regions: ['us-east-1'],
      unreadRegions: ['eu-south-1', 'eu-west-1'],
      coverage: [
        expect.objectContaining({ kind: 'ec2.vpc', items: 2 }),
        expect.objectContaining({ kind: 'rds.instance', items: 0, status: 'complete' }),
      ],
      nodes: 2,
    });
    expect(nodes.map(({ id }) => id)).toEqual(['vpc-1', 'vpc-2'].map((id) => `arn:aws:ec2:us-east-1:123456789012:vpc/${id}-us-east-1`));
  });

  it('is the same whatever order the answers arrive in', async () => {
    const choice = { collectors: [vpc, instance, loadBalancer], regions: ['us-east-1', 'eu-west-1'] };
    endpoint.deny('elasticloadbalancing:DescribeLoadBalancers');
    const first = await collectFrom(endpoint, choice);
    endpoint.fault('*', async ({ region }) => {
      await new Promise((resolve) => setTimeout(resolve, region === 'us-east-1' ? 40 : 0));
      return null;
    });
    const second = await collectFrom(endpoint, {
      ...choice,
      collectors: [...choice.collectors].reverse(),
      regions: ['eu-west-1', 'us-east-1'],
    });
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });

  it('tells of a wanted kind that nothing reads', async () => {
    const snapshot = await collectFrom(endpoint, { collectors: [vpc], kinds: new Set(['ec2.vpc', 'kms.key']) });
    expect(coverageOf(snapshot, 'kms.key')).toMatchObject({ status: 'not-collected', listed: false, gaps: [{ reason: 'not-collected' }] });
  });

  it('reads of the partition of the account', async () => {
    endpoint.on('sts:GetCallerIdentity', { Account: '210987654321', UserId: 'x', Arn: 'arn:aws-cn:iam::210987654321:user/x' });
    const { header } = await collectFrom(endpoint, { collectors: [instance] });
    expect([header.partition, header.accounts]).toEqual(['aws-cn', ['210987654321']]);
  });
});

describe('regions', () => {
  it('are those that were named', async () => {
    const { header, nodes } = await collectFrom(endpoint, { collectors: [vpc], regions: ['eu-west-1', 'us-east-1', 'eu-west-1'] });
    expect([header.regions, header.unreadRegions, nodes.length]).toEqual([['eu-west-1', 'us-east-1'], ['eu-south-1'], 4]);
  });

  it('are the enabled ones where all are wanted; a disabled one is known to hold nothing to read', async () => {
    const snapshot = await collectFrom(endpoint, { collectors: [vpc], regions: ['all'] });
    expect([snapshot.header.regions, snapshot.header.unreadRegions]).toEqual([['eu-south-1', 'eu-west-1', 'us-east-1'], []]);
    expect(coverageOf(snapshot, 'ec2.vpc', 'me-south-1')).toEqual({
      kind: 'ec2.vpc',
      account: '123456789012',
      region: 'me-south-1',
      status: 'disabled',
      items: 0,
      gaps: [],
      listed: true,
    });
    expect(endpoint.received.filter(({ region }) => region === 'me-south-1')).toEqual([]);
  });

  it('are a gap where a named one is disabled', async () => {
    const snapshot = await collectFrom(endpoint, { collectors: [vpc], regions: ['us-east-1', 'me-south-1'] });
    expect(snapshot.header.regions).toEqual(['me-south-1', 'us-east-1']);
    expect(coverageOf(snapshot, 'ec2.vpc', 'me-south-1')).toMatchObject({
      status: 'disabled',
      listed: false,
      gaps: [{ reason: 'not-collected', action: null, region: 'me-south-1', detail: 'The region is disabled in this account.' }],
    });
    expect(coverageOf(snapshot, 'ec2.vpc', 'us-east-1').status).toBe('complete');
  });

  it('fall back to what is known where AWS does not list them', async () => {
    endpoint.deny('ec2:DescribeRegions');
    const snapshot = await collectFrom(endpoint, { collectors: [vpc], regions: ['all'] });
    expect([snapshot.header.regions, snapshot.header.unreadRegions]).toEqual([['us-east-1'], null]);
    expect(coverageOf(snapshot, 'ec2.region')).toMatchObject({
      status: 'denied',
      gaps: [{ reason: 'denied', action: 'ec2:DescribeRegions' }],
    });
    expect(coverageOf(snapshot, 'ec2.vpc')).toMatchObject({ status: 'complete', items: 2 });
  });

  it.each([
    ['us-esat-1', 'us-esat-1 is not a region of the partition aws. Did you mean us-east-1?'],
    ['eu-west-9', 'eu-west-9 is not a region of the partition aws. Did you mean eu-west-1?'],
    ['Ireland\u001b[31m', 'is not a region of the partition aws.'],
  ])('are asked for again where %s is none', async (region, message) => {
    await expect(collectFrom(endpoint, { collectors: [vpc], regions: [region] })).rejects.toMatchObject({
      name: 'SetupError',
      subject: 'region',
      message: containing(message),
    });
  });
});

describe('trouble on the way', () => {
  it('is waited out where it passes', async () => {
    endpoint.throttle('ec2:DescribeVpcs', 1).cut('rds:DescribeDBInstances', 2);
    const { header } = await collectFrom(endpoint, { collectors: [vpc, instance] });
    expect(header.coverage.map(({ status }) => status)).toEqual(['complete', 'complete']);
    expect([endpoint.calls('ec2:DescribeVpcs'), endpoint.calls('rds:DescribeDBInstances')]).toEqual([2, 3]);
  });

  it('is a gap of the kind it hits, and of no other', async () => {
    endpoint.html('rds:DescribeDBInstances', 500);
    const snapshot = await collectFrom(endpoint, { collectors: [vpc, instance] });
    expect(coverageOf(snapshot, 'rds.instance')).toMatchObject({
      status: 'failed',
      listed: false,
      gaps: [{ reason: 'service-error', action: 'rds:DescribeDBInstances' }],
    });
    expect(endpoint.calls('rds:DescribeDBInstances')).toBe(5);
    expect(coverageOf(snapshot, 'ec2.vpc').status).toBe('complete');
  });

  it('is tried as often as AWS_MAX_ATTEMPTS says', async () => {
    endpoint.html('rds:DescribeDBInstances', 500);
    await collectFrom(endpoint, { collectors: [instance], variables: { AWS_MAX_ATTEMPTS: '2' } });
    expect(endpoint.calls('rds:DescribeDBInstances')).toBe(2);
  });

  it('is a gap where the credentials expire on the way', async () => {
    endpoint.pages('ec2:DescribeVpcs', [{ Vpcs: [] }, { Vpcs: [] }, { Vpcs: [] }]).expireAfter(4);
    const snapshot = await collectFrom(endpoint, { collectors: [vpc] });
    expect(coverageOf(snapshot, 'ec2.vpc')).toMatchObject({
      status: 'partial',
      listed: false,
      gaps: [{ reason: 'expired-credentials', action: 'ec2:DescribeVpcs' }],
    });
  });

  it('is no trouble for the rest where one region does not answer', async () => {
    endpoint.fault('ec2:DescribeVpcs', ({ region }, response) => {
      if (region !== 'eu-west-1') return null;
      response.socket?.destroy();
      return 'handled';
    });
    const snapshot = await collectFrom(endpoint, { collectors: [vpc], regions: ['us-east-1', 'eu-west-1'] });
    expect([coverageOf(snapshot, 'ec2.vpc', 'us-east-1').status, coverageOf(snapshot, 'ec2.vpc', 'eu-west-1').status]).toEqual([
      'complete',
      'failed',
    ]);
  });

  it('holds no secret', async () => {
    endpoint.deny('rds:DescribeDBInstances', 'AKIDTESTER is refused');
    const text = JSON.stringify(await collectFrom(endpoint, { collectors: [vpc, instance] }));
    expect(text).not.toMatch(/tester-secret|AKIDTESTER/);
  });
});
