import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { type Problem, type Setting, type Settings, SettingsDraft, type Span } from './code.ts';

/** A member of a mapping: its name, and what stands there. */
export interface Member {
  readonly name: string;
  /** The name alone. */
  readonly key: Span;
  readonly value: unknown;
}

/** YAML, or JSON, which is YAML, with the place of everything in it. Of a text with a mistake, what stands before the mistake counts. */
export class YamlCode {
  readonly root: unknown;
  readonly problems: readonly Problem[];
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #end: number;

  constructor(text: string) {
    const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
    const [error] = document.errors;
    this.#text = text;
    this.#end = error?.pos[0] ?? text.length;
    this.root = document.contents;
    this.problems = error === undefined ? [] : [{ line: this.#lines.linePos(error.pos[0]).line, what: error.message }];
  }

  /** The members of a mapping; none of anything else. */
  members(value: unknown): readonly Member[] {
    if (!isMap(value)) return [];
    return value.items.flatMap((pair) => this.#member(pair));
  }

  member(value: unknown, name: string): unknown {
    return this.members(value).find((each) => each.name === name)?.value;
  }

  /** Each member as a setting. */
  settings(value: unknown): Settings {
    const settings = new SettingsDraft();
    for (const { name, key, value: inner } of this.members(value))
      for (const setting of this.#settingsOf(key, inner)) settings.add(name, setting);
    return settings;
  }

  /** A list of mappings is told by their `Key` or `Name`, as CloudFormation has attributes and tags; else each counts by itself. */
  #settingsOf(key: Span, value: unknown): readonly Setting[] {
    if (!isSeq(value)) return [{ span: this.#reaching(key, value), literal: plainString(value), settings: this.settings(value) }];
    const keyed = new SettingsDraft();
    const items = value.items.filter((item) => isMap(item));
    for (const item of items) {
      const name = plainString(this.member(item, 'Key')) ?? plainString(this.member(item, 'Name'));
      const span = this.#spanOf(item);
      const literal = plainString(this.member(item, 'Value'));
      if (name !== null && span !== null) keyed.add(name, { span, literal, settings: this.settings(item) });
    }
    const [first] = items;
    if (keyed.size > 0 || first === undefined) return [{ span: this.#reaching(key, value), literal: null, settings: keyed }];
    return items.map((item) => ({ span: this.#spanOf(item) ?? key, literal: null, settings: this.settings(item) }));
  }

  #member(pair: Pair): readonly Member[] {
    const { key, value } = pair;
    if (!isPair(pair) || !isScalar(key)) return [];
    const span = this.#spanOf(key);
    return span === null ? [] : [{ name: String(key.value), key: span, value }];
  }

  /** From a name to the end of its value where that is one scalar; a larger one is meant by its name. */
  #reaching(key: Span, value: unknown): Span {
    const end = isScalar(value) ? this.#spanOf(value) : null;
    return end === null ? key : { ...key, endLine: end.endLine, endColumn: end.endColumn };
  }

  #spanOf({ range }: Node): Span | null {
    if (range === undefined || range === null || range[0] >= this.#end) return null;
    const [start, end] = range;
    const length = this.#text.slice(start, end).trimEnd().length;
    const [from, to] = [this.#lines.linePos(start), this.#lines.linePos(start + length)];
    return { startLine: from.line, startColumn: from.col, endLine: to.line, endColumn: to.col };
  }
}

/** The value of a plain string; null for anything that is still to be computed. */
export function plainString(value: unknown): string | null {
  if (!isScalar(value) || isAlias(value) || typeof value.value !== 'string') return null;
  return value.tag?.startsWith('!') === true || /[$%]\{/.test(value.value) ? null : value.value;
}
