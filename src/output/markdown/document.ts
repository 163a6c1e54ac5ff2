import type { Report, Result, Severity } from '../../model/report.ts';
import { severityText } from '../counts-text.ts';
import type { OutputOptions } from '../define.ts';
import { counted } from '../finding-text.ts';
import { type UnknownCause, UnknownCauses } from '../unknown-causes.ts';
import { isVisible } from '../visible-results.ts';
import { acceptedBlock } from './accepted.ts';
import { findingBlock, findingLine, headingOf } from './findings.ts';
import { head } from './head.ts';
import type { Room } from './room.ts';
import { unknownBlock } from './unknowns.ts';

/** Findings are told in full within this share of the room, then on one line each within the other, then counted. */
const shareInFull = 0.75;
const shareOfLines = 0.97;

interface Gathered {
  readonly causes: readonly UnknownCause[];
  /** Failing results that are not waived and not hidden. */
  readonly shown: Record<Severity, number>;
  readonly hidden: number;
}

/** The report in Markdown, worst first, within the room there is; what is left out is said. `between` stands before the findings. */
export function* markdownDocument(report: Report, options: OutputOptions, room: Room, between = ''): Iterable<string> {
  const { causes, shown, hidden } = gathered(report, options);
  yield* room.take(head(report, hidden));
  yield* unknownBlock(causes, report, room);
  yield* acceptedBlock(report, room);
  yield* room.take(between, shareInFull);
  yield* findings(report, options, room, shown);
}

/** Reads the results once, and keeps none of them. */
function gathered(report: Report, options: OutputOptions): Gathered {
  const causes = new UnknownCauses();
  const shown = { critical: 0, high: 0, medium: 0, low: 0 };
  let hidden = 0;
  for (const result of report.results) {
    if (result.status === 'unknown') causes.add(result);
    if (!isFinding(result)) continue;
    if (isVisible(result, options)) shown[result.severity] += 1;
    else hidden += 1;
  }
  return { causes: causes.list(), shown, hidden };
}

function isFinding({ status, waiver }: Result): boolean {
  return status === 'fail' && waiver === null;
}

/** Held against a baseline, what is new comes before what was there already. */
function* newFirst({ results, baseline }: Report): Iterable<Result> {
  if (baseline !== undefined) for (const result of results) if (result.baseline === 'new') yield result;
  for (const result of results) if (baseline === undefined || result.baseline !== 'new') yield result;
}

function* findings(report: Report, options: OutputOptions, room: Room, left: Record<Severity, number>): Iterable<string> {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  let group = '';
  let isInFull = true;
  for (const result of newFirst(report)) {
    if (!isFinding(result) || !isVisible(result, options)) continue;
    const summary = rules.get(result.rule);
    const title = summary?.title ?? '';
    const ownGroup = `${result.baseline ?? ''} ${result.severity} ${result.rule}`;
    const isNewGroup = group !== ownGroup;
    const heading = isNewGroup ? headingOf(result, summary) : '';
    const inFull = heading + findingBlock(result, title);
    if (isInFull && !room.has(inFull, shareInFull)) {
      isInFull = false;
      yield* room.take('\n**For want of room, what follows stands without evidence and fix.**\n\n');
    }
    const text = isInFull ? inFull : heading + findingLine(result, title);
    if (!room.has(text, isInFull ? shareInFull : shareOfLines)) break;
    yield* room.take(text);
    left[result.severity] -= 1;
    group = ownGroup;
  }
  const leftOut = Object.values(left).reduce((sum, count) => sum + count, 0);
  if (leftOut === 0) return;
  const aloud = `Left out for want of room: ${counted(leftOut, 'finding')} (${severityText(left)}).`;
  yield* room.take(`\n**${aloud}** \`ha-audit scan --format json\` has all of them.\n`);
}
