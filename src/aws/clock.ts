/** Time as the limiters see it, so that tests need not wait. */
export interface Clock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Calls back once after a delay; the returned function cancels it. */
  after(milliseconds: number, wake: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, wake) => {
    const timer = setTimeout(wake, milliseconds);
    return () => clearTimeout(timer);
  },
};
