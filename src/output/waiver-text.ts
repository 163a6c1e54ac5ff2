import type { Waiver } from '../model/report.ts';
import { plainText } from './plain-text.ts';

/** `waived until 2027-03-31 by platform@example.com: One NAT gateway is enough.` */
export function waiverText({ expires, owner, reason }: Waiver): string {
  return plainText(`waived until ${expires} by ${owner}: ${reason}`);
}
