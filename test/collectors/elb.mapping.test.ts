import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import loadBalancer from '../../src/collectors/elb/load-balancer.ts';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { mapOne, misfits } from '../kit/mapping.ts';
import { coverageOf, readFrom } from '../kit/read-from.ts';
import { scriptSmallAccount } from '../kit/small-account.ts';

const read = (fields: object) => {
  const draft = mapOne(loadBalancer, { LoadBalancerDescriptions: [{ LoadBalancerName: 'shop', ...fields }] });
  expect(misfits(draft)).toEqual([]);
  return draft;
};

describe('elb.load-balancer', () => {
  it('reads listeners, instances and where it stands', () => {
    const draft = read({
      Scheme: 'internet-facing',
      DNSName: 'shop-1.us-east-1.elb.amazonaws.com',
      VPCId: 'vpc-1',
      Subnets: ['subnet-a', 'subnet-b'],
      SecurityGroups: ['sg-1'],
      AvailabilityZones: ['us-east-1a', 'us-east-1b'],
      ListenerDescriptions: [
        {
          Listener: {
            Protocol: 'https',
            LoadBalancerPort: 443,
            InstancePort: 80,
            SSLCertificateId: 'arn:aws:acm:us-east-1:1:certificate/1',
          },
        },
        { Listener: { Protocol: 'TCP', LoadBalancerPort: 22, InstancePort: 22 } },
      ],
      Instances: [{ InstanceId: 'i-1' }],
    });
    expect(draft).toMatchObject({
      kind: 'elb.load-balancer',
      id: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/shop',
      key: 'shop',
      name: 'shop',
      gaps: {},
      facts: {
        scheme: 'internet-facing',
        dnsName: 'shop-1.us-east-1.elb.amazonaws.com',
        zoneNames: ['us-east-1a', 'us-east-1b'],
        listeners: [
          { protocol: 'HTTPS', port: 443, certificateArn: 'arn:aws:acm:us-east-1:1:certificate/1' },
          { protocol: 'TCP', port: 22, certificateArn: null },
        ],
        instanceIds: ['i-1'],
      },
      relations: { vpc: 'vpc-1', subnets: ['subnet-a', 'subnet-b'], securityGroups: ['sg-1'] },
    });
  });

  it('takes empty elements for nothing', () => {
    expect(read({ VPCId: '', Scheme: '', Subnets: [], Instances: [] })).toMatchObject({
      gaps: {},
      facts: { scheme: null, zoneNames: [], listeners: [], instanceIds: [] },
      relations: { vpc: null, subnets: [], securityGroups: [] },
    });
  });

  it('does not guess the protocol of a listener', () => {
    expect(read({ ListenerDescriptions: [{ Listener: { LoadBalancerPort: 80 } }] }).gaps).toMatchObject({
      listeners: { reason: 'malformed' },
    });
  });

  let endpoint: AwsEndpoint;
  beforeEach(async () => {
    endpoint = await AwsEndpoint.start();
  });
  afterEach(() => endpoint.close());

  it('is denied together with its successors: the action has one name', async () => {
    scriptSmallAccount(endpoint).deny('elasticloadbalancing:DescribeLoadBalancers');
    const reading = await readFrom(endpoint, ['elb.load-balancer', 'elbv2.load-balancer']);
    for (const kind of ['elb.load-balancer', 'elbv2.load-balancer'] as const)
      expect(coverageOf(reading, kind)).toMatchObject({
        status: 'denied',
        gaps: [{ reason: 'denied', action: 'elasticloadbalancing:DescribeLoadBalancers' }],
      });
  });
});
