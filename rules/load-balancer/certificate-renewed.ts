import { anyOf, defineRule, ifKnown, offenders, undecidable, type View } from '#rule-kit';
import { certificateAt, isOfAcm } from '../_lib/listener-certificate.ts';
import { listenerName } from '../_lib/listener-name.ts';
import { decrypts } from '../_lib/tls-policy.ts';

export default defineRule({
  id: 'load-balancer.certificate-renewed',
  title: 'Certificates on listeners come from ACM, which renews them',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['alb-acm-cert'],
  references: ['wa:SEC09-BP02', 'config:ELBV2_ACM_CERTIFICATE_REQUIRED', 'securityhub:ACM.1'],
  why: 'A certificate that somebody has to remember is the one that expires: the outage hits every zone at once.',
  subject: 'elbv2.listener',
  reads: ['acm.certificate'],
  appliesTo: (listener) => decrypts(listener) && listener.certificateArns.length > 0,
  check(listener, context) {
    const { see, seeDerived, pass, fail } = context;
    const find = (arn: string) => certificateAt(arn, listener, context);
    const forgotten = offenders(listener.certificateArns, (arn) =>
      anyOf(
        () => !isOfAcm(arn),
        () => find(arn).certificateType === 'IMPORTED',
        () => isIneligible(find(arn)),
      ),
    );
    if (forgotten === null) return pass('certificateArns');
    const show = (arn: string) => {
      if (!isOfAcm(arn)) return seeDerived(listener, 'certificateArns', arn, 'a certificate of ACM', 'a server certificate of IAM');
      const certificate = find(arn);
      return ifKnown(() => certificate.certificateType) === 'IMPORTED'
        ? see(certificate, 'certificateType', 'AMAZON_ISSUED')
        : see(certificate, 'renewalEligibility', 'ELIGIBLE');
    };
    const [first, ...others] = forgotten;
    const note = `${listenerName(listener)}: nobody but you renews ${forgotten.map((arn) => arn.split('/').at(-1)).join(', ')}`;
    return fail([show(first), ...others.map(show)], note, forgotten.filter(isOfAcm).map(find));
  },
  fix: ({ key, region }, { sh }) => ({
    cli: `aws acm request-certificate --domain-name <domain> --validation-method DNS ${sh`--region ${region}`}, then ${sh`aws elbv2 modify-listener --listener-arn ${key} --region ${region}`} --certificates CertificateArn=<certificate>`,
    terraform: 'certificate_arn = aws_acm_certificate.<name>.arn',
    cloudformation: 'Certificates: [{ CertificateArn: !Ref <certificate> }]',
    effect: 'Without interruption. ACM renews as long as the DNS record that validates the domain stays.',
  }),
});

/** Before it is validated, no certificate is eligible. */
function isIneligible(certificate: View<'acm.certificate'>): boolean {
  if (certificate.renewalEligibility !== 'INELIGIBLE') return false;
  return certificate.status !== 'PENDING_VALIDATION' || undecidable(certificate, 'transitional', `${certificate.key} is not validated yet`);
}
