import type { ReportHeader } from '../../model/report.ts';
import { counted, listed } from '../finding-text.ts';
import { causeText, cureText } from '../gap-text.ts';
import { plainText } from '../plain-text.ts';
import type { UnknownCause } from '../unknown-causes.ts';
import { columnGap, gutterWidth, heading, type Layout, labelled, paragraph, sideBySide } from './layout.ts';

const listedRules = 6;
const listedPlaces = 6;

/** What could not be judged, by cause, with the action that cures each. */
export function* unknownLines(
  layout: Layout,
  causes: readonly UnknownCause[],
  { counts, run }: ReportHeader,
  verbose: boolean,
): Iterable<string> {
  if (causes.length === 0) return;
  yield heading(layout, `Unknown: ${counted(counts.unknown, 'verdict')} could not be reached`);
  yield paragraph(
    layout,
    'Unknown is neither good nor bad: ha-audit could not see what it needs and does not guess. Cure the cause, then scan again.',
  );
  const namesPlaces = run.accounts.length > 1 || run.regions.length > 1;
  for (const cause of causes) {
    yield '\n';
    yield* causeLines(layout, cause, namesPlaces, verbose);
  }
  yield '\n';
}

function* causeLines(layout: Layout, cause: UnknownCause, namesPlaces: boolean, verbose: boolean): Iterable<string> {
  const { reason, action, verdicts, rules, places, details } = cause;
  const said = `${counted(verdicts, 'verdict')}: ${causeText(reason, action)}`;
  yield sideBySide([
    { width: gutterWidth - columnGap, texts: ['UNKNOWN'], paint: layout.colors.magenta },
    { width: layout.width - gutterWidth, texts: [said], paint: layout.colors.bold },
  ]);
  if (namesPlaces) yield labelled(layout, 'in', listed(places.map(plainText), verbose ? Number.POSITIVE_INFINITY : listedPlaces));
  for (const [index, detail] of details.entries()) yield labelled(layout, index === 0 ? 'answer' : '', detail);
  yield labelled(layout, 'cure', cureText(reason, action));
  yield labelled(
    layout,
    'rules',
    listed(
      [...rules].map(([rule, count]) => plainText(rule) + (count === 1 ? '' : ` (${count})`)),
      verbose ? Number.POSITIVE_INFINITY : listedRules,
    ),
  );
}
