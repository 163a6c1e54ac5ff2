import type { Change, DriftReport, Flip, Proof, Subject, VerdictFlip } from '../../model/drift-report.ts';
import { resourceName } from '../finding-text.ts';
import { plainText } from '../plain-text.ts';
import { changeText } from './change-text.ts';

/** Changes and observations named of one flip. */
const most = 5;

export const flipTitles: Readonly<Record<Flip, string>> = {
  broken: 'Broken: passed, and fails now',
  'new-failing': 'Newly failing: there was no such resource, or the rule did not apply to it',
  'evidence-lost': 'Evidence lost: known before, and not any more',
  'new-unknown': 'New, and not known',
  'newly-seen': 'Newly seen: not known before, so not known to be new',
  repaired: 'Repaired: failed, and passes now',
  gone: 'Gone: failed, and there is no such resource any more, or the rule no longer applies to it',
};

const proven: Readonly<Record<Proof, (count: number) => string>> = {
  proven: (count) => (count === 1 ? 'put back, the verdict is what it was' : 'any one of them put back, the verdict is what it was'),
  together: () => 'all of them put back, the verdict is what it was',
  evidence: () => 'the verdict rests on it; not proven',
  replaced: () => 'instances of the group were replaced',
  existence: () => '',
  time: () => 'nothing but the time that passed',
  coverage: () => 'not the account, but what could be read of it',
  unexplained: () => 'no change was found on which the verdict rests',
};

/** Why a verdict flipped: the changes, and how that is known. */
export function causeText({ cause: { proof, changes }, resource }: VerdictFlip, byId: ReadonlyMap<string, Change>): string {
  const texts = changes.flatMap((id) => {
    const change = byId.get(id);
    return change === undefined ? [] : [onResource(change, resource)];
  });
  const how = proven[proof](texts.length);
  const shown = listedBy('; ', texts);
  return shown === '' ? how : `${shown}${how === '' ? '' : ` (${how})`}`;
}

/** `rtb-1 routes: …`, without the resource where that is the one spoken of. */
function onResource(change: Change, judged: Subject): string {
  const text = change.fact === 'instances' && change.class === 'replaced' ? 'instances replaced' : changeText(change);
  return change.resource.id === judged.id ? text : `${subjectName(change.resource)} ${text}`;
}

export function subjectName(subject: Subject): string {
  return resourceName({ ...subject, type: '', tags: null });
}

/** Kind, and account and region where more than one was read. */
export function subjectPlace({ kind, account, region }: Subject, { after: { accounts, regions } }: DriftReport): string {
  return [kind, ...(accounts.length > 1 ? [account] : []), ...(regions.length > 1 ? [region] : [])].map(plainText).join(' ');
}

/** What the verdict says; of what is not known, why. */
export function messageText({ message, before, after, flip }: VerdictFlip): string {
  if (after === 'unseen') return `it was ${before}; not every one could be listed`;
  if (flip === 'newly-seen') return `${after}: ${plainText(message)}`;
  return plainText(message);
}

export function listedBy(separator: string, texts: readonly string[]): string {
  return texts.length <= most
    ? texts.join(separator)
    : `${texts.slice(0, most).join(separator)}${separator}and ${texts.length - most} more`;
}
