/**
 * What Security Hub takes, and where it allows more than a reader needs, what keeps a finding far below its 240 KB.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html, read in 2026-11.
 */
export const limits = {
  id: 512,
  title: 256,
  description: 1024,
  recommendation: 512,
  productField: 1024,
  requirements: 32,
  reasons: 10,
  reason: 512,
  resources: 32,
  tags: 50,
} as const;

/** A text of at most so many UTF-16 units; where it was longer, it ends in `…`. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
