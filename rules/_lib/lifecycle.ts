import type { Member } from './fleet.ts';

/** Serves now. `Standby`, `Warmed:…`, `Pending…` and `Terminating…` don't. */
export function isInService({ lifecycleState }: Member): boolean {
  return lifecycleState === 'InService';
}

/** On its way into service, or being given a new root volume in it. */
export function isArriving({ lifecycleState }: Member): boolean {
  return /^(Pending|Replac)/.test(lifecycleState);
}
