import type { Change, DriftReport, VerdictFlip } from '../../model/drift-report.ts';
import { counted } from '../finding-text.ts';
import { plainText } from '../plain-text.ts';
import {
  gutterWidth,
  columnGap,
  heading,
  labelled,
  type Layout,
  layoutFor,
  paragraph,
  severityPaint,
  sideBySide,
} from '../table/layout.ts';
import { type DriftDigest, driftDigest, type FlipSection } from './digest.ts';
import type { RenderDrift } from './formats.ts';
import { causeText, messageText, subjectName, subjectPlace } from './flip-text.ts';

/** What drifted, for people: verdicts first, then what flipped none. */
export const driftTable: RenderDrift = function* (report, options) {
  const layout = layoutFor(options);
  const { opening, verdict, flips, rest } = driftDigest(report, options.verbose);
  const changes = new Map(report.changes.map((change) => [change.id, change]));
  for (const line of opening) yield paragraph(layout, line, layout.colors.dim);
  yield '\n';
  for (const section of flips) yield* flipLines(layout, section, report, changes, options.verbose);
  for (const { title, lines } of rest) yield `${heading(layout, title)}${lines.map((line) => labelled(layout, '', line)).join('')}\n`;
  yield paragraph(layout, verdict.text, paintOf(layout, verdict.tone));
};

function* flipLines(
  layout: Layout,
  { title, rules, folded }: FlipSection,
  report: DriftReport,
  changes: ReadonlyMap<string, Change>,
  verbose: boolean,
): Iterable<string> {
  yield heading(layout, title);
  for (const { shown, more } of rules) {
    for (const flip of shown) yield flipRow(layout, flip, report, changes, verbose);
    if (more > 0) yield labelled(layout, '', `and ${counted(more, 'verdict')} more; --verbose lists all`);
    const [first] = shown;
    if (first !== undefined) yield labelled(layout, 'rule', `${plainText(first.title)} (${plainText(first.rule)})`);
    yield '\n';
  }
  if (folded.length > 0) yield `${folded.map((line) => labelled(layout, '', line)).join('')}\n`;
}

function flipRow(layout: Layout, flip: VerdictFlip, report: DriftReport, changes: ReadonlyMap<string, Change>, verbose: boolean): string {
  const { bold, dim } = layout.colors;
  const rest = layout.width - gutterWidth;
  const nameWidth = Math.floor(rest * 0.3);
  const row = sideBySide([
    { width: gutterWidth - columnGap, texts: [flip.severity.toUpperCase()], paint: severityPaint(layout, flip.severity) },
    {
      width: nameWidth,
      texts: [subjectName(flip.resource), subjectPlace(flip.resource, report)],
      paint: (line, part) => (part === 0 ? bold(line) : dim(line)),
    },
    { width: rest - nameWidth - columnGap, texts: [messageText(flip)] },
  ]);
  return [
    row,
    labelled(layout, 'why', causeText(flip, changes)),
    ...(flip.waived ? [labelled(layout, 'waived', 'does not count')] : []),
    ...(verbose ? [labelled(layout, 'id', `${flip.id}: ${flip.before} → ${flip.after}`)] : []),
  ].join('');
}

function paintOf({ colors }: Layout, tone: DriftDigest['verdict']['tone']): (text: string) => string {
  return { bad: colors.red, unclear: colors.yellow, good: colors.green }[tone];
}
