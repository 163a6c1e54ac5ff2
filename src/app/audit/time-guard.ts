import { InputError } from '../../model/input-error.ts';

/** A run never ends because the platform stopped it: each part has to fit into the time that is left, or says that it does not. */
export class TimeGuard {
  readonly #remainingMs: () => number;
  readonly #isMemoryShort: () => boolean;

  /**
   * @param remainingMs Until the platform ends the process.
   * @param isMemoryShort Whether so much memory is used that judging what was read would need the rest.
   */
  constructor(remainingMs: () => number, isMemoryShort: () => boolean) {
    this.#remainingMs = remainingMs;
    this.#isMemoryShort = isMemoryShort;
  }

  /** Aborted early enough for judging and writing, in time and in memory: what was not read by then is unknown. */
  forReading(): AbortSignal {
    const remainingMs = this.#remainingMs();
    // A quarter, but a minute at least where there is one to give, and never more than four.
    const reserveMs = Math.min(Math.max(remainingMs / 4, 60_000), 240_000, remainingMs * 0.6);
    const stop = stopping(remainingMs - reserveMs, 'The time was over before anything could be read.');
    const watch = setInterval(() => {
      if (this.#isMemoryShort()) stop.abort(new InputError('The memory was used up before the account could be read.'));
      if (stop.signal.aborted) clearInterval(watch);
    }, 250).unref();
    return stop.signal;
  }

  /**
   * Aborted while there is still time to say so.
   *
   * @throws InputError where there is none left
   */
  forWork(what: string): AbortSignal {
    const leftMs = this.#remainingMs() - lastWordsMs;
    if (leftMs <= 0) throw outOfTime(what);
    return stopping(leftMs, outOfTime(what).message).signal;
  }

  /** Whether something that can be left out would still fit. */
  hasRoomFor(ms: number): boolean {
    return this.#remainingMs() > ms + lastWordsMs;
  }
}

/** For the line of metrics and the error, once all else was stopped. */
const lastWordsMs = 2_000;

function outOfTime(what: string): InputError {
  return new InputError(`out of time before ${what} was done: read fewer regions at a time, or give the function more memory`);
}

/** A timer of its own: the reason of `AbortSignal.timeout` would not say what was not done. */
function stopping(ms: number, message: string): AbortController {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new InputError(message)), Math.max(0, ms)).unref();
  return stop;
}
