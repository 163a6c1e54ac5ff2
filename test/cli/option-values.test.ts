import { describe, expect, it } from 'vitest';
import { collect, collectList, collectTags, durationSeconds, moment } from '../../src/cli/option-values.ts';

describe('flags that may be repeated', () => {
  it('add up, with commas or without', () => {
    expect(collectList('b, c', ['a'])).toEqual(['a', 'b', 'c']);
    expect(collect('b, c', ['a'])).toEqual(['a', 'b, c']);
    expect(collectTags('Env=a=b', [{ key: 'x', value: '' }])).toEqual([
      { key: 'x', value: '' },
      { key: 'Env', value: 'a=b' },
    ]);
    expect(collectTags('Env=', [])).toEqual([{ key: 'Env', value: '' }]);
  });

  it('are not taken for absent where they are empty', () => {
    for (const text of ['', ' ', 'a,', ',', 'a,,b']) expect(() => collectList(text, []), text).toThrow('It is empty.');
    expect(() => collect('', [])).toThrow('It is empty.');
    for (const text of ['', 'x', '=x']) expect(() => collectTags(text, []), text).toThrow('KEY=VALUE');
  });
});

describe('a duration', () => {
  it.each([
    ['90', 90],
    ['90s', 90],
    ['5m', 300],
    ['1h', 3600],
    ['168h', 604_800],
  ])('%s is %i seconds', (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });

  it.each(['', '0', '0m', '-1', '1.5m', '1d', 'm', '169h', '9999999999', '1 h', '5m\n'])('is not %j', (text) => {
    expect(() => durationSeconds(text)).toThrow('Write it as 90s, 5m or 1h');
  });
});

describe('a moment', () => {
  it.each([
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21T12:30Z', '2026-11-21T12:30:00.000Z'],
    ['2026-11-21T12:30:15.5+02:00', '2026-11-21T10:30:15.500Z'],
  ])('%s is the same everywhere', (text, iso) => {
    expect(new Date(moment(text)).toISOString()).toBe(iso);
  });

  it.each(['', 'yesterday', '1', '2026', '2026-13-01', '2026-02-30', '2026-11-21T12:00', '21.11.2026', '2026-11-21 '])(
    'is not %j',
    (text) => {
      expect(() => moment(text)).toThrow('Write it as 2026-11-21');
    },
  );
});
