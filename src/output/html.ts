import type { Report } from '../model/report.ts';
import { defineOutput } from './define.ts';
import { baselineSection, waivers } from './html/accepted.ts';
import { coverageSection, rulesSection } from './html/coverage.ts';
import type { Html } from './html/escape.ts';
import { filtersOf } from './html/filters.ts';
import { findings } from './html/findings.ts';
import { gather } from './html/gather.ts';
import { navigation, pageEnd, pageHead, pageTop } from './html/page.ts';
import { pictures } from './html/picture.ts';
import { style } from './html/style.ts';
import { unknowns } from './html/unknowns.ts';
import { verdict } from './html/verdict.ts';

/** The report as one page that loads nothing, needs no script and can be printed. */
export default defineOutput({
  format: 'html',
  mediaType: 'text/html',
  *render(report, options) {
    const gathered = gather(report, options);
    const filters = filtersOf(report, gathered);
    yield* markup([
      pageHead(report, style + filters.style),
      pageTop(report),
      verdict(report),
      navigation(sectionsOf(report, gathered.shown > 0)),
      baselineSection(report.baseline),
    ]);
    yield* markup(pictures(report, gathered));
    // Where nothing fails, what is unknown is the news.
    if (gathered.shown === 0) yield* markup(unknowns(report, gathered));
    yield* markup(findings(report, options, gathered, filters));
    if (gathered.shown > 0) yield* markup(unknowns(report, gathered));
    yield* markup(waivers(report, options));
    yield* markup([coverageSection(report), rulesSection(report), pageEnd()]);
  },
});

function* markup(parts: Iterable<Html | null>): Iterable<string> {
  for (const part of parts) if (part !== null) yield part.toString();
}

function sectionsOf(
  { counts, baseline, workloads, waivers: accepted = [] }: Report,
  findsFailures: boolean,
): readonly (readonly [string, string])[] {
  const sections: readonly (readonly [boolean, string, string])[] = [
    [baseline !== undefined, 'baseline', 'Since the baseline'],
    [workloads.length > 0, 'architecture', 'Architecture'],
    [counts.unknown > 0 && !findsFailures, 'unknown', 'Unknown'],
    [true, 'findings', 'Findings'],
    [counts.unknown > 0 && findsFailures, 'unknown', 'Unknown'],
    [accepted.length + counts.waived > 0, 'waived', 'Waived'],
    [true, 'coverage', 'Coverage'],
    [true, 'rules', 'Rules'],
  ];
  return sections.flatMap(([isThere, id, title]) => (isThere ? [[id, title] as const] : []));
}
