import { plainLines } from '../app/plain-lines.ts';
import type { AccountChoice, OnProgress } from '../app/live-options.ts';
import type { Selection } from '../app/rule-selection.ts';
import type { Configuration } from '../app/config/load.ts';
import { severalAccounts } from '../app/accounts.ts';
import type { AccountsFlags, LiveFlags, SelectionFlags } from './flags.ts';
import { AccountCounts } from './counts.ts';
import { interruptible } from './interruption.ts';
import { startProgress } from './progress.ts';

/** Reads with progress on standard error, until it is done, interrupted or out of time. */
export async function reading<T>(
  { timeout, quiet }: Pick<LiveFlags, 'timeout' | 'quiet'>,
  isLive: boolean,
  work: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const progress = await startProgress(isLive && quiet !== true);
  const accounts = new AccountCounts();
  const onProgress: OnProgress = (step) => {
    accounts.add(step);
    progress.onProgress(step);
  };
  const result = await interruptible(timeout, async (signal) => work(signal, onProgress).finally(() => progress.end()));
  for (const warning of accounts.warnings) process.stderr.write(`ha-audit: ${plainLines(warning)}\n`);
  return result;
}

export function accountOf({ profile, roleArn, externalId, region }: LiveFlags, { regions }: Configuration): AccountChoice {
  return { profile, roleArn, externalId, regions: region.length > 0 ? region : regions };
}

/** The same where several accounts may be read in one run. */
export function accountsOf(flags: LiveFlags & AccountsFlags, configuration: Configuration): AccountChoice {
  const { accounts, orgRole, resume } = flags;
  return { ...accountOf(flags, configuration), several: severalAccounts({ accounts, orgRole, resume }, configuration) };
}

export function selectionOf({ ruleset, rules, skip }: SelectionFlags, configuration: Configuration): Selection {
  return { ruleset: ruleset ?? configuration.ruleset, include: rules, exclude: skip, settings: configuration.rules };
}
