import type { CoverageChange } from '../model/drift-report.ts';
import { InputError } from '../model/input-error.ts';
import type { NodeRecord, Snapshot } from '../model/snapshot.ts';

export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * Accounts and regions that both snapshots cover.
 *
 * @throws InputError where there are none: everything would be removed and everything added
 */
export function sharedPlaces(before: Snapshot, after: Snapshot): readonly Place[] {
  const shared = placesOf(before).filter((place) => isWithin(place, after));
  if (shared.length > 0) return shared;
  throw new InputError(
    `BEFORE and AFTER have no account and region in common: ${placeText(before)} against ${placeText(after)}; compare snapshots of the same one`,
  );
}

/** Whether a snapshot covers where a resource stands. */
export function isWithin({ account, region }: Place | NodeRecord, { header }: Snapshot): boolean {
  return header.accounts.includes(account) && (region === 'global' || header.regions.includes(region));
}

/** What only one of the snapshots covers. Nothing is compared there. */
export function missingPlaces(before: Snapshot, after: Snapshot): readonly CoverageChange[] {
  const missing = (missingFrom: 'before' | 'after', from: Snapshot, other: Snapshot) =>
    placesOf(from)
      .filter((place) => !isWithin(place, other))
      .map(({ account, region }): CoverageChange => {
        const resources = from.nodes.filter((node) => node.account === account && node.region === region).length;
        return { missingFrom, kind: null, fact: null, account, region, resources, gap: null };
      });
  return [...missing('after', before, after), ...missing('before', after, before)];
}

function placesOf({ header }: Snapshot): readonly Place[] {
  return header.accounts.flatMap((account) => header.regions.map((region) => ({ account, region })));
}

function placeText({ header }: Snapshot): string {
  return `${header.accounts.join(', ')} in ${header.regions.join(', ')}`;
}
