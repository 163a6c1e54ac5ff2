import { arnParts, redactedArn } from './arn.ts';
import type { Replacements } from './replacements.ts';

/** A run of letters and digits, with the marks inside it that names have. */
const word = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_.@+-]*[\p{L}\p{N}\p{M}_])?`;
export const words = new RegExp(word, 'gu');
const single = new RegExp(`^${word}$`, 'u');

/** What has a form of its own, whatever words stand around it: ARNs, times, addresses, ids. */
const formed = new RegExp(
  [
    String.raw`(?<arn>arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[^\s:]*:[^\s"'\x60,;()<>[\]{}]*)`,
    String.raw`(?<time>\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?(?![\w-]))`,
    String.raw`(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?![\w.])`,
    String.raw`(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:\/\d{1,3})?(?![\w:])`,
  ].join('|'),
  'gi',
);

/** Numbers with their units and versions, regions, zones and sizes of machines: they are AWS's, and nobody's name. */
const harmless = [
  /^.$/su,
  /^\d{1,6}(?:\.\d{1,6}){0,2}[a-z%]{0,3}$/i,
  /^[a-z]{2}(?:-[a-z]{2,12}){1,3}-\d[a-z]?$/,
  /^[a-z]{3,4}\d-az\d$/,
  /^(?:db\.|cache\.)?[a-z]{1,4}\d[a-z0-9-]{0,8}\.(?:nano|micro|small|medium|large|\d{0,2}xlarge|metal)$/,
];

/** Names shorter than this are replaced as fields and as strange words, but not wherever they stand. */
const shortest = 4;

/**
 * Redacts what was written for people. A word stays only where it is known to be ours: every other one is replaced, and so
 * is every known name, also one that is an ordinary word.
 */
export class FreeText {
  readonly #replacements: Replacements;
  readonly #vocabulary: ReadonlySet<string>;
  readonly #names = new Set<string>();
  /** How long the names are that begin with these characters, longest first. Only those that are more than one word. */
  readonly #lengths = new Map<string, readonly number[]>();

  /**
   * @param vocabulary Lower-case words.
   * @param names Of resources and workloads.
   * @param others Whatever else people wrote: it counts as a name only where it is more than a word.
   */
  constructor(replacements: Replacements, vocabulary: ReadonlySet<string>, names: Iterable<string>, others: Iterable<string>) {
    this.#replacements = replacements;
    this.#vocabulary = vocabulary;
    for (const name of names) this.#learn(name);
    for (const text of others) if (!single.test(text)) this.#learn(text);
  }

  redacted(text: string): string {
    let result = '';
    let at = 0;
    for (const match of text.matchAll(formed)) {
      const [whole] = match;
      result += this.#named(text.slice(at, match.index)) + this.#formed(whole, match.groups);
      at = match.index + whole.length;
    }
    return result + this.#named(text.slice(at));
  }

  #formed(text: string, { time }: Readonly<Record<string, string | undefined>> = {}): string {
    if (time !== undefined) return text;
    const parts = arnParts(text);
    return parts === null ? this.#replacements.for(text) : redactedArn(parts, this.#replacements);
  }

  #learn(name: string): void {
    if (name.length < shortest || isHarmless(name)) return;
    this.#names.add(name);
    if (single.test(name)) return;
    const start = name.slice(0, shortest);
    const lengths = new Set([...(this.#lengths.get(start) ?? []), name.length]);
    this.#lengths.set(
      start,
      [...lengths].sort((a, b) => b - a),
    );
  }

  #named(text: string): string {
    let result = '';
    let from = 0;
    for (let at = 0; at <= text.length - shortest; at += 1) {
      const name = this.#lengths
        .get(text.slice(at, at + shortest))
        ?.map((length) => text.slice(at, at + length))
        .find((each) => this.#names.has(each));
      if (name === undefined) continue;
      result += this.#spelled(text.slice(from, at)) + this.#replacements.for(name);
      from = at + name.length;
      at = from - 1;
    }
    return result + this.#spelled(text.slice(from));
  }

  #spelled(text: string): string {
    const isOurs = (each: string) => isHarmless(each) || (!this.#names.has(each) && this.#vocabulary.has(each.toLowerCase()));
    return text.replace(words, (each) => (isOurs(each) ? each : this.#replacements.for(each)));
  }
}

function isHarmless(word: string): boolean {
  return harmless.some((pattern) => pattern.test(word));
}
