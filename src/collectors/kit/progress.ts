import type { CoverageStatus } from '../../model/coverage.ts';
import type { Kind } from '../../model/kinds.ts';

/** Something happened while reading. Texts for people are made elsewhere. */
export type Progress =
  /** Sent once and first, where several accounts are read. */
  | { readonly step: 'accounts'; readonly accounts: number }
  /** One of several accounts is done with: `read`, though perhaps not kept for the next run, or `failed`; the detail says why. */
  | { readonly step: 'account'; readonly account: string; readonly outcome: 'read' | 'failed'; readonly detail: string | null }
  /** One that an earlier run read, at that time (ISO 8601), and whether every call was answered then. */
  | { readonly step: 'account'; readonly account: string; readonly outcome: 'kept'; readonly readAt: string; readonly isWhole: boolean }
  /** Sent once for each account, before the first call: how much there is to read. */
  | { readonly step: 'planned'; readonly account: string; readonly regions: readonly string[]; readonly kinds: number }
  | { readonly step: 'started'; readonly account: string; readonly region: string; readonly kind: Kind }
  /** A page arrived; `items` counts all of this kind so far. */
  | { readonly step: 'page'; readonly account: string; readonly region: string; readonly kind: Kind; readonly items: number }
  | {
      readonly step: 'done';
      readonly account: string;
      readonly region: string;
      readonly kind: Kind;
      readonly items: number;
      readonly status: CoverageStatus;
      /** Number of distinct gaps. */
      readonly gaps: number;
    };

export type OnProgress = (progress: Progress) => void;
