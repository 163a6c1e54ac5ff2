import type { Result } from '../model/report.ts';
import { shortArn } from './finding-text.ts';
import { plainText } from './plain-text.ts';

/** `network.nat-per-zone on vpc-0a1b: mending that mends this too`; null for a failure that stands by itself. */
export function followsText({ follows }: Pick<Result, 'follows'>): string | null {
  if (follows === undefined) return null;
  return `${plainText(follows.rule)} on ${shortArn(follows.resource)}: mending that mends this too`;
}
