import type { Clients } from '../../aws/clients.ts';
import type { Call } from '../../aws/failure.ts';
import type { Scope } from './define.ts';
import type { OnProgress } from './progress.ts';

/** One account and region, and how to read there. */
export interface Place {
  readonly scope: Scope;
  readonly clients: Clients;
  /** Aborted by Ctrl-C and by `--timeout`. */
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

export function callOf(action: string, { scope }: Place): Call {
  return { action, account: scope.account, region: scope.region };
}

/** Settles with the work, or rejects at once when the run is stopped: the SDK may be asleep between two attempts. */
export async function untilStopped<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stop = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new DOMException('The run was stopped.', 'AbortError'));
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
