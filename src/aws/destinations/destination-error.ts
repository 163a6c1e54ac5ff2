import { plainText } from '../plain-text.ts';

/** Something the audit wrote could not be delivered. The message says what, where and why; the cause is what the SDK threw. */
export class DestinationError extends Error {
  override readonly name = 'DestinationError';

  constructor(what: string, action: string, cause: unknown) {
    super(`${what} failed (${action}): ${plainText(reasonOf(cause))}`, { cause });
  }
}

/** The SDK says of a call that was stopped only that it was; why is in its cause. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.name === 'AbortError' && cause.cause instanceof Error ? cause.cause.message : `${cause.name}: ${cause.message}`;
}

/** Runs a call, and says of a failure what it was for. */
export async function delivering<T>(what: string, action: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new DestinationError(what, action, error);
  }
}
