import type { GapReason } from '../model/gap.ts';

/** What stands in for AWS does not know something: a whole answer, or one member of it. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  readonly reason: GapReason;
  /** What would have told it; null for the call that was made. */
  readonly action: string | null;

  constructor(reason: GapReason, detail: string, action: string | null = null) {
    super(detail);
    this.reason = reason;
    this.action = action;
  }
}
