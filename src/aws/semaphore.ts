import { WaitingLine } from './waiting-line.ts';

/** At most `limit` at once. */
export class Semaphore {
  readonly #line = new WaitingLine();
  #free: number;

  constructor(limit: number) {
    this.#free = limit;
  }

  async enter(): Promise<void> {
    if (this.#free < 1) return this.#line.join();
    this.#free -= 1;
  }

  leave(): void {
    if (!this.#line.next()) this.#free += 1;
  }

  close(reason: Error): void {
    this.#free = Number.NEGATIVE_INFINITY;
    this.#line.close(reason);
  }
}
