import type { Report, Result } from '../../model/report.ts';
import { sourcePath } from '../anchor-path.ts';
import { baselineText } from '../baseline-text.ts';
import { countsText, hiddenText, loweredCount, overall } from '../counts-text.ts';
import { counted, findingTexts, resourceName } from '../finding-text.ts';
import { fixText } from '../fix-text.ts';
import { followsText } from '../follows-text.ts';
import { loweredText } from '../lowered-text.ts';
import { openingText } from '../opening-text.ts';
import { plainText } from '../plain-text.ts';
import { seenTexts } from '../seen-text.ts';
import { sourceText } from '../source-text.ts';
import { unknownText } from '../unknown-text.ts';
import { waiverText } from '../waiver-text.ts';
import { waiverSummaryText } from '../waivers-text.ts';
import { xmlAttributes, xmlText } from './xml.ts';

const mostObservations = 10;

export type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

/** Neither an accepted risk nor something unknown passed or failed. */
export function outcomeOf({ status, waiver }: Result): Outcome {
  if (status === 'unknown') return 'skipped';
  if (status === 'pass') return 'passed';
  return waiver === null ? 'failure' : 'skipped';
}

/** One verdict. Its name holds the identity of the finding, by which a CI server knows it again from run to run. */
export function testCase(result: Result, title: string): string {
  const { rule, resource, id } = result;
  const file = sourcePath(result.source) ?? undefined;
  const open = `    <testcase${xmlAttributes({ classname: rule, name: `${resourceName(resource)} [${plainText(id)}]`, file })}>`;
  return `${open}${outcomeElement(result, title)}<system-out>${xmlText(resource.id)}</system-out></testcase>\n`;
}

function outcomeElement(result: Result, title: string): string {
  const { status, waiver, severity } = result;
  if (status === 'pass') return '';
  if (status === 'unknown') return `<skipped${xmlAttributes({ message: `unknown: ${unknownText(result)}` })}/>`;
  const texts = findingTexts(result, title, mostObservations);
  if (waiver !== null) {
    return `<skipped${xmlAttributes({ message: `${waiverText(waiver)} (${texts[0] ?? ''})` })}/>`;
  }
  const lines = [
    ...texts,
    ...labelled('Severity', loweredText(result)),
    ...labelled('Follows from', followsText(result)),
    ...labelled('In code', sourceText(result)),
    ...labelled('Baseline', result.baseline ?? null),
  ];
  const fix = [...labelled('Fix', fixText(result.fix)), ...labelled('Effect', result.fix?.effect ?? null)];
  const body = [...lines, ...labelled('Should hold', title), ...fix].map(xmlText).join('\n');
  return `<failure${xmlAttributes({ type: severity, message: texts[0] ?? title })}>${body}</failure>`;
}

function labelled(label: string, text: string | null): readonly string[] {
  return text === null || text === '' ? [] : [`${label}: ${text}`];
}

/** A CI server counts what is skipped as no harm: a scan that came to nothing is therefore an error of its own. */
export function scanOutcome({ exit, counts }: Report): Outcome {
  if (exit.code >= 2) return 'error';
  return overall(counts).tone === 'unclear' || counts.unknown > 0 ? 'skipped' : 'passed';
}

/** How the scan as a whole went. */
export function scanCase(report: Report, hidden: number): string {
  const { counts, exit, seen, baseline, waivers = [] } = report;
  const outcome = scanOutcome(report);
  const { says } = overall(counts);
  const why = says === '' ? `${counted(counts.unknown, 'verdict')} could not be reached.` : says;
  const message = outcome === 'error' ? `${exit.reason}. ${says}`.trim() : why;
  const type = outcome === 'error' ? `exit ${exit.code}` : undefined;
  const element = outcome === 'passed' ? '' : `<${outcome}${xmlAttributes({ type, message })}/>`;
  const told = [
    openingText(report),
    countsText(counts),
    ...(counts.lowered === undefined ? [] : [loweredCount(counts.lowered)]),
    ...(hidden === 0 ? [] : [hiddenText(hidden)]),
    ...(baseline === undefined ? [] : [baselineText(baseline)]),
    ...waivers.map((waiver) => `Waiver, ${waiver.state}: ${waiverSummaryText(waiver)}`),
    ...seenTexts(seen ?? [], Number.POSITIVE_INFINITY),
    `Exit status ${exit.code}: ${exit.reason}`,
  ];
  const attributes = xmlAttributes({ classname: 'ha-audit', name: 'everything could be judged' });
  return `    <testcase${attributes}>${element}<system-out>${told.map(xmlText).join('\n')}</system-out></testcase>\n`;
}
