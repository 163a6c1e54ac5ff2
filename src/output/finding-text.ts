import type { Evidence, Json, ResourceReference, Result } from '../model/report.ts';
import { plainText } from './plain-text.ts';

const longestValue = 160;

/** `1 verdict`, `2 verdicts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The first few of a list, and how many more there are. */
export function listed(texts: readonly string[], most: number): string {
  if (texts.length <= most) return texts.join(', ');
  return `${texts.slice(0, most).join(', ')} and ${texts.length - most} more`;
}

/** The name people use, or what the ARN ends with. */
export function resourceName({ id, name, kind }: ResourceReference): string {
  if (id.endsWith('/*')) return `every ${plainText(kind)}`;
  return plainText(name ?? '').trim() || shortArn(id);
}

/** The part of an ARN that tells resources of one kind apart. */
export function shortArn(arn: string): string {
  const resource = arn.split(':').slice(5).join(':') || arn;
  const end = resource.includes('/') ? resource.indexOf('/') : resource.lastIndexOf(':');
  return plainText(resource.slice(end + 1));
}

/** `multiAz is false, expected true`, with the observed resource in front where it is not the judged one. */
export function evidenceText(evidence: Evidence, judged: ResourceReference): string {
  const subject = evidence.resource === judged.id ? '' : `${shortArn(evidence.resource)}: `;
  const expected = evidence.expected === null ? '' : `, expected ${valueText(evidence.expected)}`;
  const derivation = evidence.derivation === null ? '' : ` (${plainText(evidence.derivation)})`;
  return `${subject}${plainText(evidence.fact)} is ${valueText(evidence.observed)}${expected}${derivation}`;
}

/** The message, then the observations it does not already state, as far as `most` allows. */
export function findingTexts(result: Result, title: string, most: number): readonly string[] {
  const message = isMadeOfEvidence(result) ? '' : withoutTitle(plainText(result.message), title);
  const observations = result.evidence.map((entry) => evidenceText(withoutDerivation(entry, message), result.resource));
  const unsaid = [...new Set(observations)].filter((text) => !message.includes(text));
  const told = unsaid.length <= most ? unsaid : [...unsaid.slice(0, most), `and ${counted(unsaid.length - most, 'further observation')}`];
  const dated = result.since === undefined ? told : [...told, sinceText(result.since)];
  return message === '' ? dated : [message, ...dated];
}

/** What the message explains needs no second explanation. */
function withoutDerivation(entry: Evidence, message: string): Evidence {
  return entry.derivation !== null && message.includes(plainText(entry.derivation)) ? { ...entry, derivation: null } : entry;
}

function sinceText({ time, exact }: NonNullable<Result['since']>): string {
  return `${exact ? 'since' : 'at least since'} ${plainText(time)}`;
}

/** A message that only lists the evidence would say it twice. */
function isMadeOfEvidence({ message, evidence: [first] }: Result): boolean {
  return first !== undefined && message.startsWith(`${first.fact} is `);
}

/** The title states the good condition and is shown beside the message; in front of a failure it would mislead. */
function withoutTitle(message: string, title: string): string {
  return title !== '' && message.startsWith(title) ? message.slice(title.length).replace(/^[\s:;,.–-]+/, '') : message;
}

export function valueText(value: Json): string {
  const text = wholeValue(value);
  return text.length <= longestValue ? text : `${text.slice(0, longestValue)}… (${text.length} characters)`;
}

function wholeValue(value: Json, isNested = false): string {
  if (value === null) return 'not set';
  if (typeof value === 'string') return quotedIfAmbiguous(plainText(value));
  if (typeof value !== 'object') return String(value);
  if (isList(value)) {
    const items = value.map((item) => wholeValue(item, true)).join(', ');
    return value.length === 0 ? 'empty' : isNested ? `[${items}]` : items;
  }
  const members = Object.entries(value).map(([name, member]) => `${plainText(name)}: ${wholeValue(member, true)}`);
  return `{ ${members.join(', ')} }`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Quotes only where a reader could mistake the text for another value, or not see it. */
function quotedIfAmbiguous(text: string): string {
  return /^(|\s.*|.*\s|true|false|null|empty|not set|-?\d+(\.\d+)?)$/.test(text) ? JSON.stringify(text) : text;
}
