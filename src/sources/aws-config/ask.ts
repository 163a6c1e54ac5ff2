import { classify } from '../../aws/failure.ts';
import { UnansweredError } from '../../aws/unanswered.ts';

/**
 * Makes a call to AWS Config. A refusal names that call, not the one that AWS Config stands in for.
 *
 * @throws UnansweredError
 */
export async function ask<T>(action: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { gap } = classify(error, { action, account: '', region: '' });
    throw new UnansweredError(gap.reason, gap.detail, action);
  }
}
