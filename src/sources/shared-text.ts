/** Shorter strings are shared by the JSON parser of V8 already. */
const shortestLength = 11;

/** Texts remembered at a time. Snapshots are sorted, so that resources with much in common stand close to each other. */
const mostRemembered = 1 << 16;

/**
 * One string for equal ones. The resources of an account name the same networks, groups, keys, tags and times over and over;
 * a quarter of the memory of a large snapshot would be copies of those.
 */
export class SharedText {
  readonly #known = new Map<string, string>();

  of(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(text, text);
    return text;
  }

  /** Puts shared strings in the place of those inside a value that was just parsed; names of properties are shared anyway. */
  shareWithin(value: object): void {
    if (isList(value)) for (let index = 0; index < value.length; index += 1) value[index] = this.#shared(value[index]);
    else if (isRecord(value)) for (const name in value) value[name] = this.#shared(value[name]);
  }

  #shared(value: unknown): unknown {
    if (typeof value === 'string') return value.length < shortestLength ? value : this.of(value);
    if (typeof value === 'object' && value !== null) this.shareWithin(value);
    return value;
  }
}

function isList(value: object): value is unknown[] {
  return Array.isArray(value);
}

function isRecord(value: object): value is Record<string, unknown> {
  return !Array.isArray(value);
}
