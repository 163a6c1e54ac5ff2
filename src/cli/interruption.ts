import { setTimeout } from 'node:timers';

/** Ctrl-C and `--timeout` as one signal. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** True after Ctrl-C. */
  isInterrupted(): boolean;
  /** Stops listening, so that the process can end. */
  end(): void;
}

/** The first Ctrl-C stops cleanly, the second at once. After the timeout, what was not read is a gap. */
export function interruption(timeoutSeconds: number | undefined): Interruption {
  const controller = new AbortController();
  let isInterrupted = false;
  const onInterrupt = () => {
    isInterrupted = true;
    controller.abort(new Error('interrupted'));
    process.once('SIGINT', () => process.exit(130));
  };
  process.once('SIGINT', onInterrupt);
  const timer = timeoutSeconds === undefined ? null : setTimeout(() => controller.abort(new Error(`--timeout of ${timeoutSeconds} s is over`)), timeoutSeconds * 1000);
  return {
    signal: controller.signal,
    isInterrupted: () => isInterrupted,
    end() {
      if (timer !== null) clearTimeout(timer);
      process.removeListener('SIGINT', onInterrupt);
    },
  };
}
