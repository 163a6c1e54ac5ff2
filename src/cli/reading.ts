import type { AccountChoice, OnProgress } from '../app/live-options.ts';
import type { Selection } from '../app/rule-selection.ts';
import type { Configuration } from '../app/config/load.ts';
import type { LiveFlags, SelectionFlags } from './flags.ts';
import { interruptible } from './interruption.ts';
import { startProgress } from './progress.ts';

/** Reads with progress on standard error, until it is done, interrupted or out of time. */
export async function reading<T>(
  { timeout, quiet }: Pick<LiveFlags, 'timeout' | 'quiet'>,
  isLive: boolean,
  work: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const progress = await startProgress(isLive && quiet !== true);
  return interruptible(timeout, async (signal) => work(signal, progress.onProgress).finally(() => progress.end()));
}

export function accountOf({ profile, roleArn, externalId, region }: LiveFlags, { regions }: Configuration): AccountChoice {
  return { profile, roleArn, externalId, regions: region.length > 0 ? region : regions };
}

export function selectionOf({ ruleset, rules, skip }: SelectionFlags, configuration: Configuration): Selection {
  return { ruleset: ruleset ?? configuration.ruleset, include: rules, exclude: skip, settings: configuration.rules };
}
