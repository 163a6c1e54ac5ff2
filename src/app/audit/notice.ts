import type { Change, DriftReport, Flip, VerdictFlip } from '../../model/drift-report.ts';
import type { Severity } from '../../model/report.ts';
import { severities } from '../../model/terms.ts';
import { plainText } from '../../output/plain-text.ts';
import type { Notice } from './state.ts';

export interface NoticeOptions {
  readonly run: string;
  readonly account: string;
  /** Lowest severity that anybody is told of. */
  readonly from: Severity;
  /** Where the whole report stands. */
  readonly report: string;
  readonly waiting: Notice['waiting'];
}

const told: Readonly<Record<Exclude<Flip, 'newly-seen'>, string>> = {
  broken: 'now fails',
  'new-failing': 'is new and fails',
  'evidence-lost': 'can no longer be judged',
  'new-unknown': 'is new and cannot be judged',
  repaired: 'is repaired',
  gone: 'failed and is gone',
};

/** Flips that a person has to know of. What was unknown and is known counts where it fails. */
export function toldFlips({ flips }: DriftReport, from: Severity): readonly VerdictFlip[] {
  const counting = new Set(severities.slice(0, severities.indexOf(from) + 1));
  return flips.filter(
    ({ severity, waived, flip, after }) => counting.has(severity) && !waived && !(flip === 'newly-seen' && after !== 'fail'),
  );
}

/** What has changed since the last run; null where nothing has that anybody has to know of. */
export function noticeOf(drift: DriftReport, { run, account, from, report, waiting }: NoticeOptions): Notice | null {
  const flips = toldFlips(drift, from);
  if (flips.length === 0) return null;
  const changes = new Map(drift.changes.map((change) => [change.id, change]));
  const flipsLeftOut = Math.max(0, flips.length - mostFlips);
  const failing = flips.filter(({ after }) => after === 'fail').length;
  const subject = `ha-audit ${account}: ${[...countsOf(flips)].map(([words, count]) => `${String(count)} ${words}`).join(', ')}`;
  const message = [
    `${subject}.`,
    `Since ${drift.before.finishedAt}, as seen at ${drift.after.finishedAt}:`,
    ...flips.slice(0, mostFlips).map((flip) => flipText(flip, changes)),
    ...(flipsLeftOut === 0 ? [] : [`And ${flipsLeftOut} more, which are in the report.`]),
    `The whole report: ${report}`,
  ].join('\n\n');
  const detail = {
    account,
    run,
    report,
    failing,
    since: drift.before.finishedAt,
    counts: drift.counts,
    // An event holds less than 256 KB in all.
    flips: flips.slice(0, mostFlips).map(({ id, flip, rule, severity, resource, before, after }) => {
      return { id, flip, rule, severity, resource: resource.id, before, after };
    }),
    flipsLeftOut,
  };
  const resources = [...new Set(flips.map(({ resource }) => resource.id))].slice(0, 20);
  return { run, subject, message: `${message}\n`, detail, resources, waiting };
}

/** Worst first. More than anybody reads in a mail, and the state of the audit holds every notice until it is told. */
const mostFlips = 200;

function countsOf(flips: readonly VerdictFlip[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { after } of flips) {
    const words = after === 'fail' ? 'newly failing' : after === 'unknown' ? 'no longer known' : 'no longer failing';
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts;
}

function flipText(
  { flip, severity, resource, rule, title, message, evidence, gaps, cause }: VerdictFlip,
  changes: ReadonlyMap<string, Change>,
): string {
  const what = flip === 'newly-seen' ? 'fails, as can be judged now' : told[flip];
  const name = plainText(resource.name ?? resource.id);
  return [
    `${severity.toUpperCase()} ${name} ${what}: ${title} (${rule})`,
    `  ${plainText(message)}`,
    `  ${plainText(resource.id)}`,
    ...evidence.slice(0, 3).map(({ fact, observed, expected }) => {
      return `  saw ${plainText(fact)} = ${plainText(JSON.stringify(observed))}${expected === null ? '' : `, expected ${plainText(JSON.stringify(expected))}`}`;
    }),
    ...gaps.slice(0, 3).map(({ action, detail }) => `  ${plainText(detail)}${action === null ? '' : ` (${action})`}`),
    ...cause.changes.slice(0, 3).flatMap((id) => {
      const change = changes.get(id);
      return change === undefined ? [] : [`  changed: ${changeText(change)}`];
    }),
  ].join('\n');
}

function changeText({ type, resource, fact, before, after }: Change): string {
  const name = plainText(resource.name ?? resource.id);
  if (fact === null) return `${name} ${type}`;
  return `${plainText(fact)} of ${name} from ${plainText(JSON.stringify(before))} to ${plainText(JSON.stringify(after))}`;
}

/** Where a run cannot be held against the last one, silence would look like no change. */
export function uncomparedNotice(why: string, { run, account, report, waiting }: NoticeOptions): Notice {
  const subject = `ha-audit ${account}: could not be compared with the last run`;
  const message = `${subject}.\n\n${plainText(why)}\n\nWhat was found now: ${report}\n`;
  return { run, subject, message, detail: { account, run, report, why }, resources: [], waiting };
}
