import { InvalidArgumentError } from 'commander';
import { isDay } from '../app/days.ts';

/** Repeatable. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
  return [...previous, value.trim()];
}

/** Repeatable and comma-separated. */
export function collectList(value: string, previous: readonly string[]): readonly string[] {
  return value.split(',').reduce((all, part) => collect(part, all), previous);
}

export interface TagPair {
  readonly key: string;
  readonly value: string;
}

export function collectTags(text: string, previous: readonly TagPair[]): readonly TagPair[] {
  const at = text.indexOf('=');
  if (at <= 0) throw new InvalidArgumentError('Write it as KEY=VALUE.');
  return [...previous, { key: text.slice(0, at), value: text.slice(at + 1) }];
}

const secondsPerUnit: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** Timers of Node reach no further than 24 days. */
const longestSeconds = 7 * 24 * 3600;

/** `90`, `90s`, `5m` or `1h` in seconds. */
export function durationSeconds(value: string): number {
  const { amount = '', unit = '' } = /^(?<amount>\d+)(?<unit>[smh]?)$/.exec(value)?.groups ?? {};
  const seconds = Number(amount) * (secondsPerUnit[unit] ?? 0);
  if (seconds > 0 && seconds <= longestSeconds) return seconds;
  throw new InvalidArgumentError('Write it as 90s, 5m or 1h, up to a week.');
}

/** A day in UTC, or a time with its zone, in milliseconds since 1970: the same on every machine. */
export function moment(value: string): number {
  const isMoment = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(value);
  const milliseconds = isMoment && isDay(value.slice(0, 10)) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw new InvalidArgumentError('Write it as 2026-11-21 or 2026-11-21T12:00:00Z.');
}
