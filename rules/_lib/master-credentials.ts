import type { Facts } from '#rule-kit';

type Credentials = Pick<Facts<'rds.instance'>, 'iamAuthenticationEnabled' | 'masterUserSecret'>;

/** Who keeps the credentials: `nobody` means a password that was set by hand; `unsure` a state that is not understood. */
export function keeperOf({ iamAuthenticationEnabled, masterUserSecret }: Credentials): 'rds' | 'iam' | 'impaired' | 'nobody' | 'unsure' {
  const status = masterUserSecret === null ? 'none' : masterUserSecret.status;
  if (status === 'impaired') return 'impaired';
  if (status !== null && ['active', 'rotating', 'creating'].includes(status)) return 'rds';
  if (iamAuthenticationEnabled === true) return 'iam';
  return status === 'none' && iamAuthenticationEnabled === false ? 'nobody' : 'unsure';
}
