import type { Gap } from '../../model/gap.ts';
import type { Json, Waiver } from '../../model/report.ts';
import { arnParts, redactedArn } from './arn.ts';
import type { FreeText } from './free-text.ts';
import type { Replacements } from './replacements.ts';

/** Redacts the parts that several fields of a report are made of. */
export class Redaction {
  readonly #replacements: Replacements;
  readonly #text: FreeText;

  constructor(replacements: Replacements, text: FreeText) {
    this.#replacements = replacements;
    this.#text = text;
  }

  readonly account = (id: string): string => this.#replacements.account(id);

  /** An ARN, or anything that is a name as a whole. */
  readonly identifier = (text: string): string => {
    const parts = arnParts(text);
    return parts === null ? this.#replacements.for(text) : redactedArn(parts, this.#replacements);
  };

  readonly words = (text: string): string => this.#text.redacted(text);

  readonly place = ({ account, region }: { readonly account: string; readonly region: string }) => ({
    account: this.account(account),
    region: this.words(region),
  });

  readonly gap = ({ reason, action, detail, ...place }: Gap): Gap => ({
    reason,
    action: orNull(action, this.words),
    ...this.place(place),
    detail: this.words(detail),
  });

  readonly waiver = ({ reason, owner, expires, ticket }: Waiver): Waiver => ({
    reason: this.identifier(reason),
    owner: this.identifier(owner),
    expires,
    ...(ticket === undefined ? {} : { ticket: this.identifier(ticket) }),
  });

  readonly value = (value: Json): Json => {
    if (typeof value === 'string') return this.words(value);
    if (typeof value !== 'object' || value === null) return value;
    if (isList(value)) return value.map(this.value);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [this.words(key), this.value(each)]));
  };
}

export function orNull<T, R>(value: T | null, redact: (value: T) => R): R | null {
  return value === null ? null : redact(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
