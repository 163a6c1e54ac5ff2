import type { Static } from '@sinclair/typebox';
import { type Frozen, nullable, oneOf, text } from './declare.ts';
import { Type } from './type.ts';

/** Why something could not be known. The list is closed: outputs and users rely on it. */
export const gapReasons = [
  'denied',
  'throttled',
  'timeout',
  'expired-credentials',
  'service-error',
  'unsupported',
  'not-collected',
  'malformed',
  'not-yet-known',
  'cross-account',
  'transitional',
  'no-evidence',
  'crashed',
] as const;

export type GapReason = (typeof gapReasons)[number];

export const gapSchema = Type.Object(
  {
    reason: oneOf(gapReasons),
    action: nullable(text, { description: 'IAM action such as `rds:DescribeDBInstances`; null where no permission would cure the gap.' }),
    account: text,
    region: text,
    detail: Type.String({ description: 'Plain words for a reader: what AWS answered, or what is missing.' }),
  },
  { description: 'One missing piece of knowledge, and the IAM action that would have provided it.' },
);

/** One missing piece of knowledge, and the IAM action that would have provided it. */
export interface Gap extends Frozen<Static<typeof gapSchema>> {}

/** Gaps with the same key say the same to a reader. */
export function gapKey(gap: Gap): string {
  return [gap.reason, gap.action ?? '', gap.account, gap.region, gap.detail].join('\u0000');
}

export function compareGaps(a: Gap, b: Gap): number {
  const left = gapKey(a);
  const right = gapKey(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function distinctGaps(gaps: Iterable<Gap>): readonly Gap[] {
  const byKey = new Map<string, Gap>();
  for (const gap of gaps) byKey.set(gapKey(gap), gap);
  return [...byKey.values()].sort(compareGaps);
}
