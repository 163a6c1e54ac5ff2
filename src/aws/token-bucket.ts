import type { Clock } from './clock.ts';
import { WaitingLine } from './waiting-line.ts';

export interface Rate {
  /** Calls that may be made at once after a pause. */
  readonly burst: number;
  readonly perSecond: number;
}

/** Share of the nominal rate that comes back every second after a throttle. */
const recoveryPerSecond = 0.05;

/** The lowest share of the nominal rate that throttles can lead to. */
const lowestShare = 1 / 16;

/** Calls under way together are throttled together: that counts once. */
const sameThrottleMilliseconds = 1000;

/**
 * Keeps calls below a rate. A throttle, which means that others share the limit, empties the bucket
 * and halves the rate, which then recovers slowly.
 */
export class TokenBucket {
  readonly #rate: Rate;
  readonly #clock: Clock;
  readonly #line = new WaitingLine();
  #tokens: number;
  #share = 1;
  #filledAt: number;
  #throttledAt = Number.NEGATIVE_INFINITY;
  #cancelWake: (() => void) | null = null;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
    this.#tokens = rate.burst;
    this.#filledAt = clock.now();
  }

  /** Resolves when a call may be made; rejects when the bucket is closed. */
  async take(): Promise<void> {
    this.#fill();
    if (this.#line.length === 0 && this.#tokens >= 1) {
      this.#tokens -= 1;
      return;
    }
    const turn = this.#line.join();
    this.#schedule();
    return turn;
  }

  /** The service refused a call for its rate. */
  throttled(): void {
    this.#fill();
    this.#tokens = 0;
    if (this.#filledAt - this.#throttledAt < sameThrottleMilliseconds) return;
    this.#throttledAt = this.#filledAt;
    this.#share = Math.max(this.#share / 2, lowestShare);
    this.#schedule();
  }

  close(reason: Error): void {
    this.#cancelWake?.();
    this.#cancelWake = null;
    this.#line.close(reason);
  }

  #fill(): void {
    const now = this.#clock.now();
    const seconds = (now - this.#filledAt) / 1000;
    this.#filledAt = now;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + seconds * this.#rate.perSecond * this.#share);
    this.#share = Math.min(1, this.#share + seconds * recoveryPerSecond);
  }

  #schedule(): void {
    this.#cancelWake?.();
    this.#cancelWake = null;
    if (this.#line.length === 0) return;
    const seconds = Math.max(0, 1 - this.#tokens) / (this.#rate.perSecond * this.#share);
    this.#cancelWake = this.#clock.after(Math.ceil(seconds * 1000), () => this.#wake());
  }

  #wake(): void {
    this.#fill();
    while (this.#tokens >= 1 && this.#line.next()) this.#tokens -= 1;
    this.#schedule();
  }
}
