/** What is left of a document that may not grow beyond a size. */
export class Room {
  readonly #most: number;
  readonly #sizeOf: (text: string) => number;
  #used = 0;

  constructor(most: number, sizeOf: (text: string) => number) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  /** The text, if there is room for it within a share of the whole; else nothing. */
  *take(text: string, share = 1): Iterable<string> {
    if (!this.has(text, share)) return;
    this.#used += this.#sizeOf(text);
    yield text;
  }

  has(text: string, share = 1): boolean {
    return this.#used + this.#sizeOf(text) <= this.#most * share;
  }
}
