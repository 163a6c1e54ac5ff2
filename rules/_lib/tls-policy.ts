/** Policies of Elastic Load Balancing whose name does not say what they allow (DescribeSSLPolicies). */
const oldest: Readonly<Record<string, string>> = {
  'ELBSecurityPolicy-2015-05': 'TLS 1.0',
  'ELBSecurityPolicy-2016-08': 'TLS 1.0',
  'ELBSecurityPolicy-FS-2018-06': 'TLS 1.0',
};

/**
 * The oldest protocol that a policy accepts, or null where its name does not tell. All others are named after it:
 * `ELBSecurityPolicy-TLS13-1-2-2021-06` speaks TLS 1.3 and nothing below 1.2, `ELBSecurityPolicy-TLS-1-1-2017-01` nothing below 1.1.
 */
export function oldestProtocolOf(policy: string): string | null {
  const [, minor] = /^ELBSecurityPolicy-(?:TLS13|TLS|FS)-1-([0-3])-/.exec(policy) ?? [];
  return minor === undefined ? (oldest[policy] ?? null) : `TLS 1.${minor}`;
}

/** Whether a policy has nothing but ciphers that authenticate what they encrypt: TLS 1.3 alone, or the restricted set of TLS 1.2. */
export function hasModernCiphersOnly(policy: string): boolean {
  return /^ELBSecurityPolicy-TLS13-1-(?:3|2-Res)-/.test(policy);
}

/** Listeners that decrypt have a policy, all others have none. */
export function decrypts({ protocol }: { readonly protocol: string | null }): boolean {
  return protocol === 'HTTPS' || protocol === 'TLS';
}

/** What the console of AWS takes for new listeners. */
export const recommendedPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09';
