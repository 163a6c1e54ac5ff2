import { anyOf, defineRule, ifKnown, offenders, some, Type } from '#rule-kit';
import { certificateAt, daysLeft, isOfAcm, isRefused } from '../_lib/listener-certificate.ts';
import { listenerName } from '../_lib/listener-name.ts';
import { decrypts } from '../_lib/tls-policy.ts';

export default defineRule({
  id: 'load-balancer.certificate-valid',
  title: 'Certificates on listeners are issued and far from expiry',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['alb-acm-cert'],
  references: ['wa:SEC09-BP02', 'config:ACM_CERTIFICATE_EXPIRATION_CHECK', 'securityhub:ACM.1'],
  why: 'On the day a certificate expires every client refuses to connect, in all zones at once, and no redundancy helps.',
  params: Type.Object(
    {
      minDaysLeft: Type.Integer({
        minimum: 1,
        default: 30,
        description:
          'Days for which a certificate must still be valid (Security Hub ACM.1). ACM starts to renew its own 45 days ahead or earlier.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.listener',
  reads: ['acm.certificate'],
  appliesTo: (listener) => decrypts(listener) && some(listener.certificateArns, isOfAcm),
  check(listener, context) {
    const { asOf, params, see, seeDerived, pass, fail } = context;
    const find = (arn: string) => certificateAt(arn, listener, context);
    const arns = listener.certificateArns.filter(isOfAcm);
    const bad = offenders(arns, (arn) =>
      anyOf(
        () => isRefused(find(arn)),
        () => daysLeft(find(arn), asOf) < params.minDaysLeft,
      ),
    );
    const show = (arn: string) => {
      const certificate = find(arn);
      const status = ifKnown(() => certificate.status) ?? 'ISSUED';
      if (status !== 'ISSUED') return see(certificate, 'status', 'ISSUED');
      const inWords = `${daysLeft(certificate, asOf)} days after the snapshot`;
      return seeDerived(certificate, 'expiresAt', certificate.expiresAt, `at least ${params.minDaysLeft} days ahead`, inWords);
    };
    if (bad === null) return pass(...arns.map(show));
    const [first, ...others] = bad;
    return fail([show(first), ...others.map(show)], `${listenerName(listener)}: clients refuse to connect, now or soon`, bad.map(find));
  },
  fix: (listener, { sh }) => ({
    cli: listener.certificateArns
      .filter(isOfAcm)
      .map((arn) => sh`aws acm describe-certificate --certificate-arn ${arn} --region ${listener.region}`)
      .join(' && '),
    terraform: 'aws_acm_certificate { validation_method = "DNS" } with its aws_route53_record for each domain',
    cloudformation: 'AWS::CertificateManager::Certificate with ValidationMethod: DNS',
    effect:
      'Shows which DNS record ACM misses: it renews within hours once the record is back. Import one that was imported again, under its ARN. Listeners take the new certificate without interruption.',
  }),
});
