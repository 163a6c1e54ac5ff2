import { type ReportHeader, severities } from '../../model/report.ts';
import { baselineText } from '../baseline-text.ts';
import { coverageText, hiddenText, loweredCount, overall, severityText } from '../counts-text.ts';
import { counted } from '../finding-text.ts';
import { openingText } from '../opening-text.ts';
import { plainText } from '../plain-text.ts';
import { seenTexts } from '../seen-text.ts';
import { closed } from '../sentence.ts';
import { shortened } from '../wrap.ts';
import { prose } from './escape.ts';

const listedServices = 8;
const longestNote = 600;
const signs = { bad: '❌', unclear: '⚠️', good: '✅' } as const;

/** What the report comes to: a headline, the counts, and what a reader has to know of them. */
export function head(header: ReportHeader, hidden: number): string {
  const { counts, coverage, exit, seen, baseline } = header;
  const { tone, says } = overall(counts);
  const unknown = counts.unknown === 0 ? '' : `, ${counts.unknown} unknown`;
  const headline = says === '' ? `${counts.fail} failing (${severityText(counts.failBySeverity)})${unknown}` : closedWithout(says);
  const columns: readonly (readonly [string, number])[] = [
    ...severities.map((severity) => [capitalised(severity), counts.failBySeverity[severity]] as const),
    ['Unknown', counts.unknown],
    ['Passing', counts.pass],
    ['Waived', counts.waived],
    ['Not applicable', counts.notApplicable],
  ];
  const notes = [
    ...(baseline === undefined ? [] : [baselineText(baseline)]),
    ...(counts.lowered === undefined ? [] : [loweredCount(counts.lowered)]),
    ...(hidden === 0 ? [] : [hiddenText(hidden)]),
    ...(counts.waived === 0 ? [] : [waivedText(counts.waived)]),
    coverageText(coverage),
    ...seenTexts(seen ?? [], listedServices),
    closed(`Exit status ${exit.code}: ${plainText(exit.reason)}`),
  ];
  return [
    `## ${signs[tone]} ha-audit: ${prose(headline)}\n`,
    `From ${prose(openingText(header))}.\n`,
    `| ${columns.map(([title]) => title).join(' | ')} |\n| ${columns.map(() => '---:').join(' | ')} |`,
    `| ${columns.map(([, count]) => count).join(' | ')} |\n`,
    `${notes.map((note) => prose(shortened(note, longestNote))).join(' ')}\n`,
  ].join('\n');
}

function waivedText(waived: number): string {
  return `Not listed: ${counted(waived, 'waived finding')}; the JSON report has who accepted the risk, and until when.`;
}

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function closedWithout(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
