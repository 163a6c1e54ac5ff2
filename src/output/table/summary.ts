import type { CoverageEntry } from '../../model/coverage.ts';
import { type Counts, type ReportHeader, type Seen, type Severity, severities } from '../../model/report.ts';
import { counted } from '../finding-text.ts';
import { plainText } from '../plain-text.ts';
import { seenServices, unseenReasons } from '../seen-text.ts';
import type { Digest, WorkloadDigest } from './digest.ts';
import { grid } from './grid.ts';
import { heading, type Layout, type Paint, paragraph } from './layout.ts';

const listedKinds = 6;
const listedServices = 8;

/** What the whole report comes to, last, where a terminal leaves the reader. */
export function* summaryLines(layout: Layout, header: ReportHeader, { workloads, hidden }: Digest, verbose: boolean): Iterable<string> {
  const { counts, coverage, exit } = header;
  const { says, paint } = headline(layout, counts);
  yield heading(layout, 'Summary');
  if (workloads.length > 1) yield `${workloadTable(layout, workloads)}\n`;
  yield paragraph(layout, `${says}${countsText(counts)}`, paint);
  if (counts.lowered !== undefined) yield paragraph(layout, loweredCount(counts.lowered));
  yield paragraph(layout, coverageText(coverage));
  yield* seenLines(layout, header.seen ?? [], verbose);
  if (hidden > 0)
    yield paragraph(layout, `Not shown because of --severity: ${hidden} failing. The counts and the exit status include them.`);
  yield paragraph(layout, `Exit status ${exit.code}: ${plainText(exit.reason)}`, layout.colors.bold);
  const more = verbose ? '' : ' --verbose adds passes, waived findings, coverage and the id of each finding.';
  yield paragraph(layout, `\`ha-audit rules show RULE\` explains a rule.${more}`, layout.colors.dim);
}

/** What kind of report this is, in words: colour alone is no answer, and nothing judged is never green. */
function headline({ colors }: Layout, { pass, fail, unknown, waived }: Counts): { readonly says: string; readonly paint: Paint } {
  if (fail > 0) return { says: '', paint: colors.red };
  if (pass + waived === 0 && unknown === 0)
    return {
      says: 'Nothing was judged: nothing these rules speak of was found. Is it the right account and region? ',
      paint: colors.yellow,
    };
  if (pass + waived === 0) return { says: 'Nothing could be judged: every verdict is unknown. ', paint: colors.yellow };
  if (unknown > 0) return { says: 'No failure was found, but not everything could be judged. ', paint: colors.yellow };
  const says = waived > 0 ? 'Everything that was judged holds, but for what was waived. ' : 'Everything that was judged holds. ';
  return { says, paint: colors.green };
}

function loweredCount(lowered: number): string {
  const [count, its] = lowered === 1 ? ['1 of them counts', 'its'] : [`${lowered} of them count`, 'their'];
  return `${count} less than in production, because of ${its} environment.`;
}

function countsText({ pass, fail, unknown, waived, notApplicable, failBySeverity }: Counts): string {
  const failing = fail === 0 ? '0 failing' : `${fail} failing (${severityText(failBySeverity)})`;
  return `${failing}, ${unknown} unknown, ${pass} passing, ${waived} waived, ${notApplicable} not applicable.`;
}

export function severityText(failBySeverity: Readonly<Record<Severity, number>>): string {
  return severities
    .filter((severity) => failBySeverity[severity] > 0)
    .map((severity) => `${failBySeverity[severity]} ${severity}`)
    .join(', ');
}

/** A region that is switched off, or has no such service, holds nothing to read. */
const fullyRead: ReadonlySet<string> = new Set<CoverageEntry['status']>(['complete', 'disabled', 'unavailable']);

function coverageText(coverage: readonly CoverageEntry[]): string {
  const kinds = new Set(coverage.map(({ kind }) => kind));
  const incomplete = [...new Set(coverage.filter(({ status }) => !fullyRead.has(status)).map(({ kind }) => kind))].sort();
  if (kinds.size === 0) return 'No kind of resource was read.';
  const read = `Read completely: ${kinds.size - incomplete.length} of ${kinds.size} kinds of resources`;
  if (incomplete.length === 0) return `${read}.`;
  const named = incomplete.slice(0, listedKinds).map(plainText).join(', ');
  return `${read}; not ${named}${incomplete.length > listedKinds ? ` and ${incomplete.length - listedKinds} more` : ''}.`;
}

/** Silence must not be taken for approval. */
function* seenLines(layout: Layout, seen: readonly Seen[], verbose: boolean): Iterable<string> {
  const services = seenServices(seen);
  const listed = services.slice(0, verbose ? services.length : listedServices);
  const more = services.length > listed.length ? ` and ${counted(services.length - listed.length, 'further service')}` : '';
  if (services.length > 0) yield paragraph(layout, `Seen, not judged: ${listed.join(', ')}${more}.`);
  const reasons = unseenReasons(seen);
  if (reasons.length > 0) yield paragraph(layout, `Not all that stands in the account could be seen: ${reasons.slice(0, 2).join('; ')}.`);
}

const titles = [
  { title: 'WORKLOAD' },
  { title: 'CRITICAL', align: 'right' },
  { title: 'HIGH', align: 'right' },
  { title: 'MEDIUM', align: 'right' },
  { title: 'LOW', align: 'right' },
  { title: 'UNKNOWN', align: 'right' },
  { title: 'PASSING', align: 'right' },
] as const;

function workloadTable(layout: Layout, workloads: readonly WorkloadDigest[]): string {
  const rows = workloads.map(({ name, failBySeverity, unknown, pass }) => [
    name === null ? 'outside any workload' : plainText(name),
    ...[...severities.map((severity) => failBySeverity[severity]), unknown, pass].map((count) => (count === 0 ? '-' : String(count))),
  ]);
  return grid(layout, titles, rows);
}
