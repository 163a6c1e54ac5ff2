import { InputError } from '../model/input-error.ts';
import { ProgramError } from './program-error.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs work that Ctrl-C stops cleanly; a second one ends the process at once. After the timeout, what a live scan has not
 * read is a gap.
 *
 * @throws ProgramError with exit status 130 where the work was interrupted, whatever came of it
 */
export async function interruptible<T>(timeoutSeconds: number | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const interrupted = new ProgramError(130, 'interrupted');
  // The listeners stay for the second one: a library that restores the cursor ends the process where it finds none but its own.
  const onSignal = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) {
      stopListening();
      process.kill(process.pid, signal);
    } else stop.abort(interrupted);
  };
  const stopListening = () => {
    for (const signal of signals) process.removeListener(signal, onSignal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  const onTimeout = () => stop.abort(new InputError(`--timeout of ${timeoutSeconds ?? 0} s was over before anything could be read`));
  const timer = timeoutSeconds === undefined ? undefined : setTimeout(onTimeout, timeoutSeconds * 1000);
  try {
    const result = await work(stop.signal);
    if (stop.signal.reason === interrupted) throw interrupted;
    return result;
  } catch (error) {
    throw stop.signal.reason === interrupted ? interrupted : error;
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}
