import { type Context, millisecondsOf, undecidable, type View } from '#rule-kit';

type Certificate = View<'acm.certificate'>;

/** Server certificates of IAM stand on listeners too; ACM knows nothing of them. */
export function isOfAcm(certificateArn: string): boolean {
  return certificateArn.split(':')[2] === 'acm';
}

/** The certificate behind the ARN on a listener, which cannot be deleted while it stands there. */
export function certificateAt(
  arn: string,
  listener: View<'elbv2.listener'>,
  { find }: Pick<Context<'elbv2.listener', 'acm.certificate', never, never>, 'find'>,
): Certificate {
  return find('acm.certificate', arn) ?? undecidable(listener, 'no-evidence', `${arn} was gone when it was read`);
}

const useless = ['EXPIRED', 'FAILED', 'INACTIVE', 'REVOKED', 'VALIDATION_TIMED_OUT'];

/** Whether clients refuse the certificate for its status. */
export function isRefused(certificate: Certificate): boolean {
  const { status } = certificate;
  if (status === 'ISSUED') return false;
  if (useless.includes(status)) return true;
  const reason = status === 'PENDING_VALIDATION' ? 'transitional' : 'unsupported';
  return undecidable(certificate, reason, `the status of ${certificate.key} is ${status}`);
}

/** Whole days until the certificate expires; negative afterwards. */
export function daysLeft(certificate: Certificate, asOf: number): number {
  const { expiresAt } = certificate;
  if (expiresAt === null) return undecidable(certificate, 'no-evidence', `AWS does not tell when ${certificate.key} expires`);
  return Math.floor((millisecondsOf(expiresAt) - asOf) / 86_400_000);
}
