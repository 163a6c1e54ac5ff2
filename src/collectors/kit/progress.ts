import type { CoverageStatus } from '../../model/coverage.ts';
import type { Kind } from '../../model/kinds.ts';

/** Something happened while reading. Texts for people are made elsewhere. */
export type Progress =
  /** Sent once and first, where several accounts are read. */
  | { readonly step: 'accounts'; readonly accounts: number }
  /** One of several accounts is done with: `kept` by an earlier run, or `failed` for the reason told. */
  | { readonly step: 'account'; readonly account: string; readonly outcome: 'kept' | 'read' | 'failed'; readonly detail: string | null }
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
