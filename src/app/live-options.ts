import type { LiveOptions } from '../collectors/collect.ts';
import type { AccountsOptions, AccountTarget } from '../collectors/kit/accounts/target.ts';
import { InputError } from '../model/input-error.ts';

export type { LiveOptions } from '../collectors/collect.ts';
export type { OnProgress, Progress } from '../collectors/kit/progress.ts';

/** How a user says which account to read, and as whom. */
export interface AccountChoice {
  readonly profile?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  /** Names, or `all` for every enabled region; none for the one the SDK resolves. */
  readonly regions: readonly string[];
  readonly several?: SeveralAccounts;
}

/** Accounts read in one run, with the credentials of the choice. */
export interface SeveralAccounts {
  /** Each once; none for the account of the credentials alone. */
  readonly targets: readonly AccountTarget[];
  /** Role to assume in those that name none. */
  readonly orgRole: string | null;
  /** Whether this run asks for them, and not the configuration alone. */
  readonly isAsked: boolean;
  /** Folder in which accounts that were read wait for the next run. */
  readonly resume: string | null;
}

/** The accounts of a choice and how they are entered. */
export type ChosenAccounts = Pick<AccountsOptions, 'targets' | 'orgRole' | 'orgExternalId'>;

/** Null where only the account of the credentials is read. */
export function chosenAccounts({ several, roleArn, externalId }: AccountChoice): ChosenAccounts | null {
  if (several === undefined || several.targets.length === 0) return null;
  const { targets, orgRole } = several;
  return { targets, orgRole, orgExternalId: roleArn === undefined ? (externalId ?? null) : null };
}

/** @throws InputError where the choice contradicts itself */
export function liveOptions({ profile, roleArn, externalId, regions, several }: AccountChoice, signal: AbortSignal): LiveOptions {
  const orgRole = several?.orgRole ?? null;
  if (externalId !== undefined && roleArn === undefined && orgRole === null)
    throw new InputError('an external id belongs to a role: give --role-arn or --org-role too');
  return {
    // Of two roles, the first one takes it; those of the accounts have theirs in the configuration.
    credentials: { profile: profile ?? null, roleArn: roleArn ?? null, externalId: roleArn === undefined ? null : (externalId ?? null) },
    regions,
    environment: process.env,
    signal,
    now: () => new Date(),
  };
}
