import { type ReportHeader, severities } from '../../model/report.ts';
import type { AccountTally } from '../by-account.ts';
import { countsText, coverageText, hiddenText, loweredCount, overall } from '../counts-text.ts';
import { plainText } from '../plain-text.ts';
import { seenTexts } from '../seen-text.ts';
import type { Digest, WorkloadDigest } from './digest.ts';
import { grid } from './grid.ts';
import { heading, type Layout, paragraph } from './layout.ts';

const listedServices = 8;
const paints = { bad: 'red', unclear: 'yellow', good: 'green' } as const;

/** What the whole report comes to, last, where a terminal leaves the reader. */
export function* summaryLines(
  layout: Layout,
  header: ReportHeader,
  { accounts, workloads, hidden }: Digest,
  verbose: boolean,
): Iterable<string> {
  const { counts, coverage, exit } = header;
  const { says, tone } = overall(counts);
  yield heading(layout, 'Summary');
  if (accounts.length > 1) yield `${accountTable(layout, accounts)}\n`;
  if (workloads.length > 1) yield `${workloadTable(layout, header, workloads)}\n`;
  yield paragraph(layout, `${says} ${countsText(counts)}`.trim(), layout.colors[paints[tone]]);
  if (counts.lowered !== undefined) yield paragraph(layout, loweredCount(counts.lowered));
  yield paragraph(layout, coverageText(coverage));
  for (const text of seenTexts(header.seen ?? [], verbose ? Number.POSITIVE_INFINITY : listedServices)) yield paragraph(layout, text);
  if (hidden > 0) yield paragraph(layout, hiddenText(hidden));
  yield paragraph(layout, `Exit status ${exit.code}: ${plainText(exit.reason)}`, layout.colors.bold);
  const more = verbose ? '' : ' --verbose adds passes, waived findings, coverage and the id of each finding.';
  yield paragraph(layout, `\`ha-audit rules show RULE\` explains a rule.${more}`, layout.colors.dim);
}

const counted = [
  { title: 'CRITICAL', align: 'right' },
  { title: 'HIGH', align: 'right' },
  { title: 'MEDIUM', align: 'right' },
  { title: 'LOW', align: 'right' },
  { title: 'UNKNOWN', align: 'right' },
  { title: 'PASSING', align: 'right' },
] as const;

type Counted = Pick<WorkloadDigest, 'failBySeverity' | 'unknown' | 'pass'>;

function countCells({ failBySeverity, unknown, pass }: Counted): readonly string[] {
  return [...severities.map((severity) => failBySeverity[severity]), unknown, pass].map((count) => (count === 0 ? '-' : String(count)));
}

function accountTable(layout: Layout, accounts: readonly AccountTally[]): string {
  const rows = accounts.map((tally) => [
    plainText(tally.name === null ? tally.account : `${tally.name} ${tally.account}`),
    ...countCells(tally),
  ]);
  return grid(layout, [{ title: 'ACCOUNT' }, ...counted], rows);
}

function workloadTable(layout: Layout, { run }: ReportHeader, workloads: readonly WorkloadDigest[]): string {
  const named = ({ workload }: WorkloadDigest): string => {
    if (workload === null) return 'outside any workload';
    const place = [...(run.accounts.length > 1 ? [workload.account] : []), ...(run.regions.length > 1 ? [workload.region] : [])];
    return plainText(place.length === 0 ? workload.name : `${workload.name} (${place.join(', ')})`);
  };
  const rows = workloads.map((workload) => [named(workload), ...countCells(workload)]);
  return grid(layout, [{ title: 'WORKLOAD' }, ...counted], rows);
}
