import type { AccountTarget } from '../collectors/kit/accounts/target.ts';
import type { ConfigurationFile } from '../model/configuration.ts';
import { InputError } from '../model/input-error.ts';
import { accountPattern, rolePattern } from '../model/terms.ts';
import type { SeveralAccounts } from './live-options.ts';

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

/** What flags or options ask for. */
interface Asked {
  readonly accounts: readonly string[];
  readonly orgRole: string | undefined;
  readonly resume: string | undefined;
}

interface Configured {
  readonly accounts: readonly AccountTarget[];
  readonly orgRole: string | null;
}

/**
 * The accounts that are named, with what the configuration says of them; all of the configuration where none is.
 *
 * @throws InputError for what is no account or role, and where a role or a folder is for nobody
 */
export function severalAccounts({ accounts, orgRole, resume }: Asked, configured: Configured): SeveralAccounts {
  const wrong = accounts.find((id) => !new RegExp(accountPattern).test(id));
  if (wrong !== undefined) throw new InputError(`${wrong} is no account id, which has 12 digits`);
  if (orgRole !== undefined && !new RegExp(rolePattern).test(orgRole))
    throw new InputError(`${orgRole} is not the name of a role, such as ha-audit or audit/ha-audit; its ARN differs in each account`);
  const targets = accounts.length === 0 ? configured.accounts : namedTargets(accounts, configured.accounts);
  const [idle] =
    targets.length > 0 ? [] : [...(orgRole === undefined ? [] : ['--org-role']), ...(resume === undefined ? [] : ['--resume'])];
  if (idle !== undefined)
    throw new InputError(`${idle} is for several accounts: name them with --accounts ID,… or list them in the configuration`);
  return {
    targets,
    orgRole: orgRole ?? configured.orgRole,
    resume: resume ?? null,
    isAsked: accounts.length > 0 || orgRole !== undefined || resume !== undefined,
  };
}

function namedTargets(named: readonly string[], configured: readonly AccountTarget[]): readonly AccountTarget[] {
  const byId = new Map(configured.map((target) => [target.account, target]));
  return [...new Set(named)].map((account) => byId.get(account) ?? targetOf(account));
}
