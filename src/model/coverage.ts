import type { Gap } from './gap.ts';

/**
 * How far a kind was read in one account and region.
 *
 * - `complete`: everything was listed, with every detail
 * - `partial`: something is missing: later pages, or a detail of some items
 * - `denied`, `failed`: the listing itself was refused or broke
 * - `disabled`: the region is switched off in this account, so there is nothing to read
 * - `unavailable`: the service does not exist in the region
 * - `not-collected`: nobody looked
 */
export const coverageStatuses = [
  'complete',
  'partial',
  'denied',
  'failed',
  'disabled',
  'unavailable',
  'not-collected',
] as const;

export type CoverageStatus = (typeof coverageStatuses)[number];

export interface CoverageEntry {
  readonly kind: string;
  readonly account: string;
  /** `global` for kinds that live in no region. */
  readonly region: string;
  readonly status: CoverageStatus;
  /** Number of items read. */
  readonly items: number;
  /** Every call that failed, whether or not a verdict needed it. */
  readonly gaps: readonly Gap[];
  /**
   * True when every item was listed, so that an absent item is known not to exist.
   * A `partial` entry whose details failed still lists everything.
   */
  readonly listed: boolean;
}
