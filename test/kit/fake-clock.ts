import type { Clock } from '../../src/aws/clock.ts';

/** Time that passes only when it is told to, and then runs every timer that came due, in order. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, wake: () => void): () => void {
    const timer = { at: this.#now + milliseconds, wake };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settled();
    for (let timer = this.#next(until); timer !== undefined; timer = this.#next(until)) {
      this.#timers = this.#timers.filter((other) => other !== timer);
      this.#now = timer.at;
      timer.wake();
      await settled();
    }
    this.#now = until;
  }

  #next(until: number) {
    return this.#timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
  }
}

/** Lets everything run that waits for no timer. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
