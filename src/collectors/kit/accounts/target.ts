import type { Snapshot } from '../../../model/snapshot.ts';
import type { CollectOptions } from '../../collect.ts';

/** One of the accounts of a run, as it was named. */
export interface AccountTarget {
  readonly account: string;
  readonly name: string | null;
  /** Role to assume there, with its path; null for that of the run. */
  readonly role: string | null;
  readonly externalId: string | null;
  /** Names; none for those of the run. */
  readonly regions: readonly string[];
}

/** With what the run says of all accounts: null now stands for the credentials' own account, and regions are never empty. */
export interface ChosenTarget extends AccountTarget {}

export interface AccountsOptions extends CollectOptions {
  /** Each account once. */
  readonly targets: readonly AccountTarget[];
  /** Role to assume in every account other than the credentials' own, with its path. */
  readonly orgRole: string | null;
  /** For every role that has none of its own. */
  readonly orgExternalId: string | null;
  readonly store: AccountStore | null;
}

/** Accounts that an earlier run has read to the end. */
export interface AccountStore {
  /** Null where there is none of the same selection, or it is too old. */
  load(target: ChosenTarget): Promise<Snapshot | null>;
  /** @throws InputError where it cannot be written */
  save(target: ChosenTarget, snapshot: Snapshot): Promise<void>;
}
