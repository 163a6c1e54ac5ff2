import type { ReportHeader } from '../../model/report.ts';
import { baselineEnds, baselineEndTexts, baselineFindingText } from '../baseline-text.ts';
import { listed } from '../finding-text.ts';
import { waiversHeading, waiverSummaryText } from '../waivers-text.ts';
import { shortened } from '../wrap.ts';
import { prose } from './escape.ts';
import type { Room } from './room.ts';

/** Waivers may take this much of the whole. */
const share = 0.6;
const listedFindings = 20;
const longestText = 600;

/** What is accepted and by whom, and what became of the findings of an earlier report. */
export function* acceptedBlock(header: ReportHeader, room: Room): Iterable<string> {
  const { waivers = [], baseline } = header;
  const ends = baseline === undefined ? [] : baselineEnds.filter((end) => baseline[end].length > 0);
  if (baseline !== undefined && ends.length > 0) {
    const items = ends.map((end) => item(baselineEndTexts[end], listed(baseline[end].map(baselineFindingText), listedFindings)));
    yield* room.take(`\n<details><summary><strong>No longer failing</strong></summary>\n\n${items.join('')}\n</details>\n`, share);
  }
  const title = waiversHeading(header);
  if (title === null || waivers.length === 0) return;
  const items: string[] = [];
  for (const waiver of waivers) {
    const text = item(waiver.state, waiverSummaryText(waiver));
    if (!room.has(items.join('') + text, share)) break;
    items.push(text);
  }
  const more = items.length < waivers.length ? `\nAnd ${waivers.length - items.length} more.\n` : '';
  yield* room.take(`\n<details><summary><strong>${prose(title)}</strong></summary>\n\n${items.join('')}${more}\n</details>\n`);
}

function item(label: string, text: string): string {
  return `- **${label}:** ${prose(shortened(text, longestText))}\n`;
}
