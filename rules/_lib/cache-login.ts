import type { Evidence, Facts, Identity, Json, View } from '#rule-kit';
import { offenders } from '#rule-kit';

interface Users {
  all(kind: 'elasticache.user'): Iterable<View<'elasticache.user'>>;
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;
}

type Login = Pick<Facts<'elasticache.user'>, 'accessString' | 'authenticationType' | 'status'>;

/** Whether somebody gets in under this name without proof. */
function isOpen({ accessString, authenticationType, status }: Login): boolean {
  const isOn = accessString.trim().split(/\s+/).includes('on');
  return isOn && status !== 'deleting' && authenticationType !== null && authenticationType.startsWith('no-password');
}

/** Users of the groups who need no password, one piece of evidence each; null where all need one. */
export function openLogins(userGroupIds: readonly string[], { all, seeDerived }: Users): readonly [Evidence, ...Evidence[]] | null {
  const open = offenders(all('elasticache.user'), (user) => user.userGroupIds.some((id) => userGroupIds.includes(id)) && isOpen(user));
  if (open === null) return null;
  const see = (user: (typeof open)[number]) =>
    seeDerived(user, 'login', `${user.userName}: ${user.accessString}`, 'a password or IAM', 'the user is on and needs no password');
  const [first, ...others] = open;
  return [see(first), ...others.map(see)];
}
