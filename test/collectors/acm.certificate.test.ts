import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsEndpoint } from '../kit/aws-endpoint.ts';
import { coverageOf, nodeOf, readFrom } from '../kit/read-from.ts';
import { scriptSmallAccount, smallArns } from '../kit/small-account.ts';

let endpoint: AwsEndpoint;
beforeEach(async () => {
  endpoint = await AwsEndpoint.start();
});
afterEach(() => endpoint.close());

const { certificate } = smallArns;

describe('acm.certificate', () => {
  it('reads the certificates that listeners present, and no server certificate of IAM', async () => {
    scriptSmallAccount(endpoint).on('acm:DescribeCertificate', {
      Certificate: {
        CertificateArn: certificate,
        DomainName: 'www.example.com',
        Status: 'ISSUED',
        Type: 'AMAZON_ISSUED',
        NotAfter: new Date('2027-01-31T23:59:59Z'),
        RenewalEligibility: 'ELIGIBLE',
        RenewalSummary: { RenewalStatus: 'PENDING_VALIDATION', DomainValidationOptions: [], UpdatedAt: new Date('2026-12-01T00:00:00Z') },
      },
    });
    const reading = await readFrom(endpoint, ['acm.certificate']);
    expect(reading.nodes.filter(({ kind }) => kind === 'acm.certificate')).toHaveLength(1);
    expect(nodeOf(reading, 'acm.certificate', certificate)).toMatchObject({
      id: certificate,
      gaps: {},
      facts: {
        domainName: 'www.example.com',
        status: 'ISSUED',
        certificateType: 'AMAZON_ISSUED',
        expiresAt: '2027-01-31T23:59:59.000Z',
        renewalEligibility: 'ELIGIBLE',
        renewalStatus: 'PENDING_VALIDATION',
      },
    });
    expect(endpoint.calls('acm:DescribeCertificate')).toBe(1);
  });

  it('reads one that was never issued', async () => {
    scriptSmallAccount(endpoint).on('acm:DescribeCertificate', { Certificate: { Status: 'PENDING_VALIDATION', Type: 'AMAZON_ISSUED' } });
    const reading = await readFrom(endpoint, ['acm.certificate']);
    expect(nodeOf(reading, 'acm.certificate', certificate)).toMatchObject({
      gaps: {},
      facts: { expiresAt: null, domainName: null, renewalEligibility: null, renewalStatus: null },
    });
  });

  it('drops one that is gone', async () => {
    scriptSmallAccount(endpoint).fail('acm:DescribeCertificate', 400, 'ResourceNotFoundException', 'Could not find certificate');
    const reading = await readFrom(endpoint, ['acm.certificate']);
    expect(reading.nodes.filter(({ kind }) => kind === 'acm.certificate')).toEqual([]);
  });

  it('knows nothing of one that it may not read', async () => {
    scriptSmallAccount(endpoint).deny('acm:DescribeCertificate');
    const reading = await readFrom(endpoint, ['acm.certificate']);
    expect(nodeOf(reading, 'acm.certificate', certificate)).toMatchObject({ facts: {}, gaps: { status: { reason: 'denied' } } });
    expect(coverageOf(reading, 'acm.certificate')).toMatchObject({ status: 'partial', listed: true });
  });

  it('does not know which there are where the certificates of a listener are hidden', async () => {
    scriptSmallAccount(endpoint).deny('elasticloadbalancing:DescribeListenerCertificates');
    const reading = await readFrom(endpoint, ['acm.certificate']);
    expect(nodeOf(reading, 'elbv2.listener', smallArns.https).gaps).toMatchObject({ certificateArns: { reason: 'denied' } });
  });
});
