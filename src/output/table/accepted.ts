import type { ReportHeader } from '../../model/report.ts';
import { baselineEnds, baselineEndTexts, baselineFindingText, baselineText } from '../baseline-text.ts';
import { listed } from '../finding-text.ts';
import { waiversHeading, waiverSummaryText } from '../waivers-text.ts';
import { heading, type Layout, labelled, paragraph } from './layout.ts';

const listedWaivers = 10;
const listedFindings = 10;

/** What is accepted and by whom, and what became of the findings of an earlier report. */
export function* acceptedLines(layout: Layout, header: ReportHeader, verbose: boolean): Iterable<string> {
  const { waivers = [], baseline } = header;
  const title = waiversHeading(header);
  if (title !== null && waivers.length > 0) {
    yield heading(layout, title);
    const shown = verbose ? waivers : waivers.slice(0, listedWaivers);
    for (const waiver of shown) yield labelled(layout, waiver.state, waiverSummaryText(waiver));
    if (shown.length < waivers.length) yield labelled(layout, '', `and ${waivers.length - shown.length} more; --verbose lists all`);
    yield '\n';
  }
  if (baseline === undefined) return;
  yield heading(layout, 'Baseline');
  yield paragraph(layout, baselineText(baseline));
  const most = verbose ? Number.POSITIVE_INFINITY : listedFindings;
  for (const end of baselineEnds.filter((each) => baseline[each].length > 0))
    yield paragraph(layout, `${capitalised(baselineEndTexts[end])}: ${listed(baseline[end].map(baselineFindingText), most)}`);
  yield '\n';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
