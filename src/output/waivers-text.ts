import type { ReportHeader, WaiverSummary } from '../model/report.ts';
import { counted } from './finding-text.ts';
import { plainText } from './plain-text.ts';

/** `Waived: 3 findings by 2 waivers; 1 expired, 1 unused`; null where nothing is waived and no waiver is known. */
export function waiversHeading({ waivers = [], counts }: ReportHeader): string | null {
  if (waivers.length === 0 && counts.waived === 0) return null;
  const count = (state: WaiverSummary['state']) => waivers.filter((waiver) => waiver.state === state).length;
  const [active, expired, unused] = [count('active'), count('expired'), count('unused')];
  const others = [...(expired === 0 ? [] : [`${expired} expired`]), ...(unused === 0 ? [] : [`${unused} unused`])];
  const by = waivers.length === 0 ? '' : ` by ${counted(active, 'waiver')}`;
  return `Waived: ${counted(counts.waived, 'finding')}${by}${others.length === 0 ? '' : `; ${others.join(', ')}`}`;
}

/** `rule network.nat-per-zone, resource vpc-0abc: 2 findings, until 2027-03-31 by platform@example.com: …` */
export function waiverSummaryText({ match, findings, expires, owner, reason, ticket, note }: WaiverSummary): string {
  const told = `${matchText(match)}: ${counted(findings, 'finding')}, until ${expires} by ${owner}: ${reason}`;
  return plainText(`${told}${ticket === undefined ? '' : ` [${ticket}]`}${note === null ? '' : ` (${note})`}`);
}

/** `rule network.nat-per-zone, resource vpc-0abc` */
export function matchText(match: WaiverSummary['match']): string {
  return Object.entries(match)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
