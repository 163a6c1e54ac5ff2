import { type CoverageEntry, sessionKind } from '../model/coverage.ts';
import { type Counts, type Severity, severities } from '../model/report.ts';
import { listed } from './finding-text.ts';
import { plainText } from './plain-text.ts';

const listedKinds = 6;
const listedAccounts = 20;

export interface Overall {
  /** Nothing judged, or not everything, is never good. */
  readonly tone: 'bad' | 'unclear' | 'good';
  /** Empty where there are failures: the counts say it. */
  readonly says: string;
}

/** What kind of report this is, in words: colour alone is no answer. */
export function overall({ pass, fail, unknown, waived }: Counts): Overall {
  if (fail > 0) return { tone: 'bad', says: '' };
  if (pass + waived === 0 && unknown === 0)
    return { tone: 'unclear', says: 'Nothing was judged: nothing these rules speak of was found. Is it the right account and region?' };
  if (pass + waived === 0) return { tone: 'unclear', says: 'Nothing could be judged: every verdict is unknown.' };
  if (unknown > 0) return { tone: 'unclear', says: 'No failure was found, but not everything could be judged.' };
  return { tone: 'good', says: `Everything that was judged holds${waived > 0 ? ', but for what was waived' : ''}.` };
}

export function countsText({ pass, fail, unknown, waived, notApplicable, failBySeverity }: Counts): string {
  const failing = fail === 0 ? '0 failing' : `${fail} failing (${severityText(failBySeverity)})`;
  return `${failing}, ${unknown} unknown, ${pass} passing, ${waived} waived, ${notApplicable} not applicable.`;
}

export function severityText(failBySeverity: Readonly<Record<Severity, number>>): string {
  return severities
    .filter((severity) => failBySeverity[severity] > 0)
    .map((severity) => `${failBySeverity[severity]} ${severity}`)
    .join(', ');
}

export function loweredCount(lowered: number): string {
  const [count, its] = lowered === 1 ? ['1 of them counts', 'its'] : [`${lowered} of them count`, 'their'];
  return `${count} less than in production, because of ${its} environment.`;
}

/** Failing results that `--severity` left out. */
export function hiddenText(hidden: number): string {
  return `Not shown because of --severity: ${hidden} failing. The counts and the exit status include them.`;
}

/** A region that is switched off, or has no such service, holds nothing to read. */
const fullyRead: ReadonlySet<string> = new Set<CoverageEntry['status']>(['complete', 'disabled', 'unavailable']);

export function coverageText(all: readonly CoverageEntry[]): string {
  const lost = [...new Set(all.filter(({ kind }) => kind === sessionKind).map(({ account }) => account))].sort();
  const [first, ...others] = lost.map(plainText);
  const accounts =
    first === undefined
      ? ''
      : ` Not read whole: ${others.length === 0 ? 'account' : 'accounts'} ${listed([first, ...others], listedAccounts)}.`;
  return `${kindsText(all.filter(({ kind }) => kind !== sessionKind))}${accounts}`;
}

function kindsText(coverage: readonly CoverageEntry[]): string {
  const kinds = new Set(coverage.map(({ kind }) => kind));
  const incomplete = [...new Set(coverage.filter(({ status }) => !fullyRead.has(status)).map(({ kind }) => kind))].sort();
  if (kinds.size === 0) return 'No kind of resource was read.';
  const read = `Read completely: ${kinds.size - incomplete.length} of ${kinds.size} kinds of resources`;
  if (incomplete.length === 0) return `${read}.`;
  return `${read}; not ${listed(incomplete.map(plainText), listedKinds)}.`;
}
