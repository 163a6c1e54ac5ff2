import type { Notification, ReportingDescriptor } from 'sarif';
import { type GapReason, gapReasons } from '../../model/gap.ts';
import type { Seen } from '../../model/report.ts';
import { hiddenText } from '../counts-text.ts';
import { counted } from '../finding-text.ts';
import { causeText, cureText } from '../gap-text.ts';
import { plainText } from '../plain-text.ts';
import { seenServices } from '../seen-text.ts';
import type { UnknownCause } from '../unknown-causes.ts';
import { withoutLinks } from './escape.ts';

/** What became of the results of one run. */
export type RunCounts = Readonly<Record<'pass' | 'fail' | 'unknown' | 'waived' | 'hidden', number>>;

const unknownId = (reason: GapReason) => `unknown/${reason}`;
const hasAll = '`ha-audit scan --format json` has all of them.';

/** Every kind of notification: what it says, and what to do about it. */
const kinds = new Map<string, readonly [says: string, cure: string]>(
  gapReasons.map((reason) => [unknownId(reason), [`Verdicts are unknown: ${causeText(reason, null)}.`, cureText(reason, null)]]),
)
  .set('nothing-judged', ['Nothing was judged.', 'Check the account, the region and the permissions of the scanning role.'])
  .set('results-left-out', ['There are more failing results than code scanning takes.', hasAll])
  .set('results-hidden', ['Failing results were left out because of --severity.', hasAll])
  .set('results-waived', ['Failing results are waived.', hasAll])
  .set('runs-merged', ['There are more accounts and regions than code scanning takes runs.', 'Scan fewer of them at a time.'])
  .set('seen-not-judged', [
    'Something stands in the account that no rule speaks of.',
    'No result about it is no approval: look at it in another way.',
  ]);

/** The notifications with their descriptions, each found by index; the file describes no others. */
export function described(notifications: readonly Notification[]): {
  readonly descriptors: ReportingDescriptor[];
  readonly notifications: Notification[];
} {
  const ids = [...new Set(notifications.flatMap(({ descriptor }) => descriptor?.id ?? []))];
  return {
    descriptors: ids.map(descriptorOf),
    notifications: notifications.map((each) => ({
      ...each,
      descriptor: { id: each.descriptor?.id, index: ids.indexOf(each.descriptor?.id ?? '') },
    })),
  };
}

function descriptorOf(id: string): ReportingDescriptor {
  const [says, cure] = kinds.get(id) ?? ['', ''];
  return { id, shortDescription: { text: says }, fullDescription: { text: `${says} ${cure}` }, help: { text: cure } };
}

/** What code scanning has no results for: verdicts that could not be reached, one notification per cause. */
export function unknownNotifications(causes: readonly UnknownCause[]): readonly Notification[] {
  return causes.map(({ reason, action, verdicts, rules, places, details }) => ({
    ...notification(
      unknownId(reason),
      reason === 'crashed' ? 'error' : 'warning',
      `${counted(verdicts, 'verdict')} unknown: ${causeText(reason, action)}. ${details.map((detail) => `'${withoutLinks(detail)}'`).join(', ')}. ${cureText(reason, action)}`,
    ),
    properties: { reason, action, verdicts, rules: Object.fromEntries(rules), places: places.map(plainText) },
  }));
}

/** @param level How bad it is that nothing was judged: an empty region among others is none. */
export function judgementNotifications({ pass, fail, waived, unknown }: RunCounts, level: Notification.level): readonly Notification[] {
  if (pass + fail + waived > 0) return [];
  const why = unknown === 0 ? 'nothing these rules speak of was found' : 'every verdict is unknown';
  return [notification('nothing-judged', level, `Nothing was judged: ${why}. An empty list of results is no clean bill.`)];
}

/** What is left out of the results, and why. */
export function omissionNotifications({ hidden, waived }: RunCounts, cut: string | null, merged: string | null): readonly Notification[] {
  return [
    ...(cut === null ? [] : [notification('results-left-out', 'warning', `${cut} ${hasAll}`)]),
    ...(merged === null ? [] : [notification('runs-merged', 'note', merged)]),
    ...(hidden === 0 ? [] : [notification('results-hidden', 'note', hiddenText(hidden))]),
    ...(waived === 0 ? [] : [notification('results-waived', 'note', `Not listed: ${counted(waived, 'waived finding')}. ${hasAll}`)]),
  ];
}

export function seenNotifications(seen: readonly Seen[]): readonly Notification[] {
  const services = seenServices(seen);
  if (services.length === 0) return [];
  return [
    notification('seen-not-judged', 'note', withoutLinks(`Seen, not judged: ${services.join(', ')}. No result about them is no approval.`)),
  ];
}

function notification(id: string, level: Notification.level, text: string): Notification {
  return { descriptor: { id }, level, message: { text } };
}
