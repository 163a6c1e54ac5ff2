import type { Report } from '../model/report.ts';
import { severityText } from './counts-text.ts';
import { defineOutput } from './define.ts';
import { openingText } from './opening-text.ts';
import { plainText } from './plain-text.ts';
import { acceptedLines } from './table/accepted.ts';
import { digest, type WorkloadDigest } from './table/digest.ts';
import { findingLines, type Scope } from './table/findings.ts';
import { heading, type Layout, layoutFor, paragraph } from './table/layout.ts';
import { summaryLines } from './table/summary.ts';
import { unknownLines } from './table/unknowns.ts';
import { verboseLines } from './table/verbose.ts';

/** The report for people: failures by workload, worst first; then what could not be seen; then what it comes to. */
export default defineOutput({
  format: 'table',
  mediaType: 'text/plain',
  *render(report, options) {
    const layout = layoutFor(options);
    const overview = digest(report, options);
    yield paragraph(layout, openingText(report), layout.colors.dim);
    yield '\n';
    for (const workload of overview.workloads) yield* workloadLines(layout, report, workload, options.verbose);
    yield* unknownLines(layout, overview.causes, report, options.verbose);
    yield* acceptedLines(layout, report, options.verbose);
    if (options.verbose) yield* verboseLines(layout, report, options);
    yield* summaryLines(layout, report, overview, options.verbose);
  },
});

function* workloadLines(layout: Layout, report: Report, workload: WorkloadDigest, verbose: boolean): Iterable<string> {
  if (workload.findings.length === 0) return;
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const scope: Scope = { manyAccounts: report.run.accounts.length > 1, manyRegions: report.run.regions.length > 1 };
  yield heading(layout, workloadTitle(report, workload));
  for (const [index, group] of workload.findings.entries()) {
    if (index > 0) yield '\n';
    yield* findingLines(layout, group, rules, scope, verbose);
  }
  yield '\n';
}

function workloadTitle({ run }: Report, { workload, failBySeverity, following, unknown }: WorkloadDigest): string {
  const consequences = following === 0 ? '' : `, ${following} more that follow from others`;
  const counts = `${severityText(failBySeverity)}${consequences}${unknown === 0 ? '' : `, ${unknown} unknown`}`;
  if (workload === null) return `Outside any workload: ${counts}`;
  const { name, environment, account, region } = workload;
  const facts = [...(environment === null ? [] : [environment]), ...(run.accounts.length > 1 ? [account] : []), region];
  return plainText(`${name} (${facts.join(', ')}): ${counts}`);
}
