import type { CoverageEntry } from '../../model/coverage.ts';
import type { Report, Result } from '../../model/report.ts';
import type { OutputOptions } from '../define.ts';
import { resourceName } from '../finding-text.ts';
import { causeText } from '../gap-text.ts';
import { plainText } from '../plain-text.ts';
import { visibleResults } from '../visible-results.ts';
import { grid } from './grid.ts';
import { heading, type Layout, labelled } from './layout.ts';

/** What a table without `--verbose` only counts. Each section reads the results anew and keeps none. */
export function* verboseLines(layout: Layout, report: Report, options: OutputOptions): Iterable<string> {
  const results = () => visibleResults(report, options);
  yield* section(layout, 'Every unknown verdict', results(), ({ status }) => status === 'unknown', unknownLine);
  yield* section(layout, 'Waived', results(), ({ status, waiver }) => status === 'fail' && waiver !== null, waivedLine);
  yield* section(layout, 'Passing', results(), ({ status }) => status === 'pass', verdictLine);
  yield heading(layout, 'Coverage');
  yield coverageRows(layout, report);
  for (const entry of report.coverage) yield failedCalls(layout, entry);
  yield '\n';
}

function* section(
  layout: Layout,
  title: string,
  results: Iterable<Result>,
  belongs: (result: Result) => boolean,
  line: (layout: Layout, result: Result) => string,
): Iterable<string> {
  let isEmpty = true;
  for (const result of results) {
    if (!belongs(result)) continue;
    if (isEmpty) yield heading(layout, title);
    isEmpty = false;
    yield line(layout, result);
  }
  if (!isEmpty) yield '\n';
}

function verdictLine(layout: Layout, { status, waiver, rule, resource }: Result): string {
  return labelled(layout, waiver === null ? status : 'waived', `${resourceName(resource)}  ${plainText(rule)}`);
}

function unknownLine(layout: Layout, result: Result): string {
  const reasons = [...new Set(result.gaps.map(({ reason, action }) => causeText(reason, action)))].join('; ');
  return verdictLine(layout, result) + labelled(layout, '', reasons);
}

function waivedLine(layout: Layout, result: Result): string {
  if (result.waiver === null) return verdictLine(layout, result);
  const { reason, owner, expires } = result.waiver;
  return verdictLine(layout, result) + labelled(layout, '', plainText(`${owner}, until ${expires}: ${reason}`));
}

function coverageRows(layout: Layout, { coverage, run }: Report): string {
  const accounts = run.accounts.length > 1;
  const titles = [
    { title: 'KIND' },
    ...(accounts ? [{ title: 'ACCOUNT' }] : []),
    { title: 'REGION' },
    { title: 'STATUS' },
    { title: 'ITEMS', align: 'right' } as const,
  ];
  const rows = coverage.map(({ kind, account, region, status, items }) =>
    [kind, ...(accounts ? [account] : []), region, status, String(items)].map(plainText),
  );
  return grid(layout, titles, rows);
}

/** Calls that failed are named even where no verdict needed them. */
function failedCalls(layout: Layout, { kind, account, region, gaps }: CoverageEntry): string {
  const texts = gaps.map(({ reason, action, detail }) => `${kind} in ${account} ${region}: ${causeText(reason, action)}: ${detail}`);
  return texts.map((text) => labelled(layout, 'failed', plainText(text))).join('');
}
