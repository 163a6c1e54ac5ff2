interface Waiter {
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** First come, first served. Grows and shrinks in constant time. */
export class WaitingLine {
  #waiters: Waiter[] = [];
  #first = 0;
  #stop: Error | null = null;

  get length(): number {
    return this.#waiters.length - this.#first;
  }

  /** Resolves when it is this caller's turn; rejects when the line is closed. */
  join(): Promise<void> {
    if (this.#stop !== null) return Promise.reject(this.#stop);
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  /** Lets the first one go; false where nobody waits. */
  next(): boolean {
    const waiter = this.#waiters[this.#first];
    if (waiter === undefined) return false;
    this.#first += 1;
    if (this.#first > 1000) {
      this.#waiters = this.#waiters.slice(this.#first);
      this.#first = 0;
    }
    waiter.resolve();
    return true;
  }

  /** Sends everyone away, now and later. */
  close(reason: Error): void {
    this.#stop = reason;
    for (const waiter of this.#waiters.slice(this.#first)) waiter.reject(reason);
    this.#waiters = [];
    this.#first = 0;
  }
}
