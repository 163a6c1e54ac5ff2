import type { AccountTarget } from '../collectors/kit/accounts/target.ts';
import type { ConfigurationFile } from '../model/configuration.ts';

export type { AccountTarget } from '../collectors/kit/accounts/target.ts';

type Given = NonNullable<ConfigurationFile['accounts']>[number];

/** The accounts of a configuration, each once. */
export function accountTargets(accounts: readonly Given[]): readonly AccountTarget[] {
  const byId = new Map(accounts.map((given) => [typeof given === 'string' ? given : given.id, targetOf(given)]));
  return [...byId.values()];
}

function targetOf(given: Given): AccountTarget {
  const { id, name = null, role = null, externalId = null, regions = [] } = typeof given === 'string' ? { id: given } : given;
  return { account: id, name, role, externalId, regions };
}

/** The accounts that are named, with what the configuration says of them; all of the configuration where none is. */
export function namedTargets(named: readonly string[], configured: readonly AccountTarget[]): readonly AccountTarget[] {
  if (named.length === 0) return configured;
  const byId = new Map(configured.map((target) => [target.account, target]));
  return [...new Set(named)].map((account) => byId.get(account) ?? targetOf(account));
}
