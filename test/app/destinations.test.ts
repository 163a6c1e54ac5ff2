import { describe, expect, it } from 'vitest';
import { destinations } from '../../src/app/destinations.ts';
import { containing, having } from '../kit/matching.ts';

describe('where reports go', () => {
  it.each([
    [[], undefined, [['table', null]]],
    [[], 'out.txt', [['table', 'out.txt']]],
    [['json'], undefined, [['json', null]]],
    [
      ['json=a.json', 'sarif=b.sarif', 'table'],
      undefined,
      [
        ['json', 'a.json'],
        ['sarif', 'b.sarif'],
        ['table', null],
      ],
    ],
    [['json=a.json'], undefined, [['json', 'a.json']]],
    [
      ['json', 'sarif=b'],
      'c',
      [
        ['json', 'c'],
        ['sarif', 'b'],
      ],
    ],
    [['json=a=b'], undefined, [['json', 'a=b']]],
    [['json=-'], undefined, [['json', null]]],
    [['json'], '-', [['json', null]]],
    [
      ['json=a', 'json=b', 'json'],
      undefined,
      [
        ['json', 'a'],
        ['json', 'b'],
        ['json', null],
      ],
    ],
  ])('%j with -o %s', (named, output, expected) => {
    expect(destinations(named, output).map(({ format, path }) => [format, path])).toEqual(expected);
  });

  it.each([
    [['jsn'], undefined, [], 'there is no format jsn (did you mean json?); known are table, json, ndjson, sarif'],
    [['json='], undefined, [], '--format json= names no file'],
    [['json', 'table'], undefined, [], 'json and table would share standard output; give all but one a file, such as --format json=FILE'],
    [['json=-', 'table'], undefined, [], 'would share standard output'],
    [['json', 'table'], 'x', [], 'would share standard output'],
    [['json=a'], 'b', [], 'every format has a file already, so -o b has nothing to write'],
    [['json=a', 'sarif=./a'], undefined, [], 'two things would be written to'],
    [['json=a'], undefined, ['a'], 'two things would be written to'],
  ])('is refused: %j with -o %s', (named, output, taken, message) => {
    expect(() => destinations(named, output, taken)).toThrow(having({ name: 'InputError', message: containing(message) }));
  });
});
