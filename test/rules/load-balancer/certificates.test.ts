import renewed from '../../../rules/load-balancer/certificate-renewed.ts';
import valid from '../../../rules/load-balancer/certificate-valid.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const arn = (id: string) => `arn:aws:acm:eu-west-1:111111111111:certificate/${id}`;
const ofIam = 'arn:aws:iam::111111111111:server-certificate/old';
const listener = (...certificateArns: readonly string[]) => node('elbv2.listener', 'arn:listener', { certificateArns });
const certificate = (overrides: Override<'acm.certificate'> = {}, id = 'one') => node('acm.certificate', arn(id), overrides);
const one = listener(arn('one'));
/** Days after the time of the snapshot, 2026-11-21 at noon. */
const expiring = (date: string) => certificate({ expiresAt: `2026-${date}T12:00:00.000Z` });
const hidden = { 'acm.certificate': denied('acm:DescribeCertificate') } as const;
const expiry = [`${arn('one')}.expiresAt`];
const status = [`${arn('one')}.status`];

ruleCases(valid, {
  pass: {
    'issued for months': { world: world(one, certificate()), evidence: expiry },
    '30 days to the day': { world: world(one, expiring('12-21')), evidence: expiry },
    'imported, for months': { world: world(one, certificate({ certificateType: 'IMPORTED' })), evidence: expiry },
    'of a Network Load Balancer': {
      world: world(node('elbv2.listener', 'arn:listener', { protocol: 'TLS', certificateArns: [arn('one')] }), certificate()),
      evidence: expiry,
    },
    'beside a server certificate of IAM, whose dates ACM does not know': {
      world: world(listener(arn('one'), ofIam), certificate()),
      evidence: expiry,
    },
    'a shorter notice by parameter': { world: world(one, expiring('12-01')), params: { minDaysLeft: 7 }, evidence: expiry },
  },
  fail: {
    'a day less than 30': { world: world(one, expiring('12-20')), evidence: expiry, related: [arn('one')] },
    'expired by its date, and still called issued': { world: world(one, expiring('11-20')), evidence: expiry },
    expired: { world: world(one, certificate({ status: 'EXPIRED', expiresAt: '2026-11-01T00:00:00.000Z' })), evidence: status },
    revoked: { world: world(one, certificate({ status: 'REVOKED' })), evidence: status },
    'never validated': { world: world(one, certificate({ status: 'VALIDATION_TIMED_OUT', expiresAt: null })), evidence: status },
    'the second of two': {
      world: world(listener(arn('two'), arn('one')), certificate({}, 'two'), expiring('12-01')),
      evidence: expiry,
      related: [arn('one')],
    },
    'one of two, the other of which is not readable': {
      world: world(listener(arn('two'), arn('one')), certificate({ status: denied('acm:DescribeCertificate') }, 'two'), expiring('12-01')),
      evidence: expiry,
    },
  },
  unknown: {
    'certificates are not readable': { world: worldWithGaps(hidden, one), gaps: ['denied acm:DescribeCertificate'] },
    'a certificate is not readable': {
      world: world(one, certificate({ status: denied('acm:DescribeCertificate') })),
      gaps: ['denied acm:DescribeCertificate'],
    },
    'the certificates of the listener are not readable': {
      world: world(
        node('elbv2.listener', 'arn:listener', { certificateArns: denied('elasticloadbalancing:DescribeListenerCertificates') }),
      ),
      gaps: ['denied elasticloadbalancing:DescribeListenerCertificates'],
    },
    'it was gone a moment later': { world: world(one), gaps: ['no-evidence'] },
    'it waits to be validated': {
      world: world(one, certificate({ status: 'PENDING_VALIDATION', renewalEligibility: 'INELIGIBLE' })),
      gaps: ['transitional'],
    },
    'it is being validated': { world: world(one, certificate({ status: 'PENDING_VALIDATION' })), gaps: ['transitional'] },
    'a status that is new': { world: world(one, certificate({ status: 'ASLEEP' })), gaps: ['unsupported'] },
    'AWS tells no date': { world: world(one, certificate({ expiresAt: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a server certificate of IAM alone': { world: world(listener(ofIam)) },
    'no certificate': { world: world(listener()) },
    'plain HTTP': { world: world(node('elbv2.listener', 'arn:listener', { protocol: 'HTTP' })) },
  },
});

ruleCases(renewed, {
  pass: {
    'issued by Amazon': { world: world(one, certificate()), evidence: ['certificateArns'] },
    'private, and renewed by ACM': { world: world(one, certificate({ certificateType: 'PRIVATE' })), evidence: ['certificateArns'] },
    'AWS does not say whether it is eligible': {
      world: world(one, certificate({ renewalEligibility: null })),
      evidence: ['certificateArns'],
    },
  },
  fail: {
    imported: {
      world: world(one, certificate({ certificateType: 'IMPORTED', renewalEligibility: 'INELIGIBLE' })),
      evidence: [`${arn('one')}.certificateType`],
      related: [arn('one')],
    },
    'private, and issued past ACM': {
      world: world(one, certificate({ certificateType: 'PRIVATE', renewalEligibility: 'INELIGIBLE' })),
      evidence: [`${arn('one')}.renewalEligibility`],
    },
    'a server certificate of IAM': { world: world(listener(ofIam)), evidence: ['certificateArns'] },
    'a server certificate of IAM in China': {
      world: world(listener('arn:aws-cn:iam::111111111111:server-certificate/old')),
      evidence: ['certificateArns'],
    },
    'a server certificate of IAM beside one that is not readable': {
      world: worldWithGaps(hidden, listener(arn('one'), ofIam)),
      evidence: ['certificateArns'],
    },
  },
  unknown: {
    'certificates are not readable': { world: worldWithGaps(hidden, one), gaps: ['denied acm:DescribeCertificate'] },
    'it was gone a moment later': { world: world(one), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'no certificate': { world: world(listener()) },
    'plain HTTP': { world: world(node('elbv2.listener', 'arn:listener', { protocol: 'HTTP' })) },
  },
});
