import { plainText } from '../plain-text.ts';

/** Something the audit wrote could not be delivered. The message says what, where and why; the cause is what the SDK threw. */
export class DestinationError extends Error {
  override readonly name = 'DestinationError';

  constructor(what: string, action: string, cause: unknown) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(`${what} failed (${action}): ${plainText(reason)}`, { cause });
  }
}

/** Runs a call, and says of a failure what it was for. The SDK says of a call that was stopped only that it was: why is in the signal. */
export async function delivering<T>(what: string, action: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new DestinationError(what, action, signal.aborted ? signal.reason : error);
  }
}
