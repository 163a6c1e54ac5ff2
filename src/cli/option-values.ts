import { InvalidArgumentError } from 'commander';

/** Repeatable and comma-separated. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, ...value.split(',').map((part) => part.trim()).filter((part) => part !== '')];
}

const secondsPerUnit: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** `90`, `90s`, `5m` or `1h` in seconds. */
export function durationSeconds(value: string): number {
  const { amount = '', unit = '' } = /^(?<amount>\d+)(?<unit>[smh]?)$/.exec(value)?.groups ?? {};
  const seconds = Number(amount) * (secondsPerUnit[unit] ?? 0);
  if (amount === '' || seconds <= 0) throw new InvalidArgumentError('expected a duration such as 90s or 5m.');
  return seconds;
}

export interface TagPair {
  readonly key: string;
  readonly value: string;
}

export function tagPair(text: string): TagPair {
  const at = text.indexOf('=');
  if (at <= 0) throw new InvalidArgumentError('expected KEY=VALUE.');
  return { key: text.slice(0, at), value: text.slice(at + 1) };
}
