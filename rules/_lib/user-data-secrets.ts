import { type Evidence, type Identity, type Json, type NonEmpty, offenders, type Verdict } from '#rule-kit';

type Holder = Identity & { readonly userDataSecrets: readonly string[] };

interface Judging {
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: NonEmpty<Evidence>, note: string): Verdict;
  unknown(reason: 'no-evidence', detail: string): Verdict;
}

/** Only the names of what was found are known; the user data itself never leaves the collector. */
export function judgeUserData<H extends Holder>(holders: Iterable<H>, { seeDerived, pass, fail, unknown }: Judging): Verdict {
  const seen: H[] = [];
  const listed = function* () {
    for (const holder of holders) {
      seen.push(holder);
      yield holder;
    }
  };
  const show = (holder: H) =>
    seeDerived(holder, 'userDataSecrets', holder.userDataSecrets, [], 'what the user data was seen to hold, unpacked and by its form');
  const leaking = offenders(listed(), ({ userDataSecrets }) => userDataSecrets.length > 0);
  if (leaking === null) {
    const [first, ...others] = seen.toSorted(byKey).map(show);
    return first === undefined ? unknown('no-evidence', 'AWS lists no version of the template') : pass(first, ...others);
  }
  const [first, ...others] = leaking.toSorted(byKey).map(show);
  const names = leaking
    .toSorted(byKey)
    .map(({ key, userDataSecrets }) => `${key} (${userDataSecrets.join(', ')})`)
    .join('; ');
  return fail(first === undefined ? [show(leaking[0])] : [first, ...others], `User data holds secrets in plain text: ${names}`);
}

function byKey(a: Identity, b: Identity): number {
  return a.key < b.key ? -1 : 1;
}
