import type { NonEmpty } from '../graph/signal.ts';
import type { Gap, GapReason } from '../model/gap.ts';
import type { Evidence } from '../model/report.ts';

export type Verdict =
  | { readonly status: 'pass'; readonly evidence: readonly Evidence[]; readonly related: readonly string[] }
  | {
      readonly status: 'fail';
      readonly evidence: NonEmpty<Evidence>;
      /** What breaks, in words; null leaves it to the evidence. */
      readonly note: string | null;
      readonly related: readonly string[];
    }
  | {
      readonly status: 'unknown';
      readonly gaps: NonEmpty<Gap>;
      readonly evidence: readonly Evidence[];
      readonly related: readonly string[];
    };

/** Reasons a rule may give itself; all others come from reading what is not known. */
export type OwnGapReason = Extract<GapReason, 'no-evidence' | 'transitional' | 'unsupported' | 'cross-account'>;
