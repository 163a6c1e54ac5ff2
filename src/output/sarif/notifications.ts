import type { Notification, ReportingDescriptor } from 'sarif';
import { type GapReason, gapReasons } from '../../model/gap.ts';
import type { Counts, Seen } from '../../model/report.ts';
import { counted } from '../finding-text.ts';
import { causeText, cureText } from '../gap-text.ts';
import { plainText } from '../plain-text.ts';
import { seenServices } from '../seen-text.ts';
import type { UnknownCause } from '../unknown-causes.ts';
import { withoutLinks } from './escape.ts';

const unknownId = (reason: GapReason) => `unknown/${reason}`;
const nothingJudged = 'nothing-judged';
const resultsLeftOut = 'results-left-out';

/** Every kind of notification, so that each of them finds its description by index. */
export const notificationDescriptors: readonly ReportingDescriptor[] = [
  ...gapReasons.map((reason) => descriptor(unknownId(reason), `Verdicts are unknown: ${causeText(reason, null)}.`, cureText(reason, null))),
  descriptor(nothingJudged, 'Nothing was judged.', 'Check the account, the region and the permissions of the scanning role.'),
  descriptor(
    resultsLeftOut,
    'There are more failing results than code scanning keeps.',
    'Read all of them with `ha-audit scan --format json`.',
  ),
];

function descriptor(id: string, says: string, cure: string): ReportingDescriptor {
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

export function judgementNotifications({ pass, fail, waived, unknown }: Counts): readonly Notification[] {
  if (pass + fail + waived > 0) return [];
  const why = unknown === 0 ? 'nothing these rules speak of was found' : 'every verdict is unknown';
  return [notification(nothingJudged, 'error', `Nothing was judged: ${why}. An empty list of results is no clean bill.`)];
}

export function cutNotifications(listed: number, failing: number): readonly Notification[] {
  if (failing <= listed) return [];
  const text = `Only the ${listed} worst of ${failing} failing results are listed, because code scanning keeps no more. \`ha-audit scan --format json\` has all of them.`;
  return [notification(resultsLeftOut, 'warning', text)];
}

/** Described only where something was seen, after all the others. */
export const seenDescriptor: ReportingDescriptor = descriptor(
  'seen-not-judged',
  'Something stands in the account that no rule speaks of.',
  'No result about it is no approval: look at it in another way.',
);

export function seenNotifications(seen: readonly Seen[]): readonly Notification[] {
  const services = seenServices(seen);
  if (services.length === 0) return [];
  const text = `Seen, not judged: ${services.join(', ')}. No result about them is no approval.`;
  return [
    {
      descriptor: { id: seenDescriptor.id, index: notificationDescriptors.length },
      level: 'note',
      message: { text: withoutLinks(text) },
    },
  ];
}

function notification(id: string, level: Notification.level, text: string): Notification {
  return { descriptor: { id, index: notificationDescriptors.findIndex((descriptor) => descriptor.id === id) }, level, message: { text } };
}
