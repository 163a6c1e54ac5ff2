import { describe, expect, it } from 'vitest';
import { allOf, anyOf, atLeast, atLeastDistinct, every, matching, offenders, some } from '../../src/graph/combinators.ts';
import { gapSignal, isGapSignal } from '../../src/graph/signal.ts';
import { gap } from '../kit/world.ts';

const unseen = gap('denied', 'ec2:DescribeVpcs');

/** Items of which `?` cannot be judged; a trailing `…` is a listing that broke off. */
function* items(text: string): Generator<string, void, undefined> {
  for (const item of text) {
    if (item === '…') throw gapSignal([unseen]);
    yield item;
  }
}

function isBad(item: string): boolean {
  if (item === '?') throw gapSignal([unseen]);
  return item === 'x';
}

/** The value, or `unknown` where a gap ends the reading. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (thrown) {
    if (!isGapSignal(thrown)) throw thrown;
    expect(thrown.gaps).toContainEqual(unseen);
    return 'unknown';
  }
}

describe('combinators over what is partly known', () => {
  it.each([
    ['', null],
    ['ooo', null],
    ['oxo', ['x']],
    ['?x…', ['x']],
    ['x?x', ['x', 'x']],
    ['oo?', 'unknown'],
    ['oo…', 'unknown'],
  ])('offenders of "%s"', (text, expected) => {
    expect(outcome(() => offenders(items(text), isBad))).toEqual(expected);
  });

  it.each([
    ['ox', true],
    ['?x', true],
    ['oo', false],
    ['o?', 'unknown'],
    ['o…', 'unknown'],
  ])('some of "%s", and every as its mirror', (text, expected) => {
    expect(outcome(() => some(items(text), isBad))).toBe(expected);
    expect(outcome(() => every(items(text), (item) => !isBad(item)))).toBe(expected === 'unknown' ? expected : !expected);
  });

  it('matching needs every item to be known', () => {
    expect(outcome(() => matching(items('oxx'), isBad))).toEqual(['x', 'x']);
    expect(outcome(() => matching(items('ox?'), isBad))).toBe('unknown');
  });

  it.each([
    ['xx', true],
    ['xx?…', true],
    ['xo', false],
    ['oo?', false],
    ['x?', 'unknown'],
    ['o…', 'unknown'],
  ])('at least two of "%s"', (text, expected) => {
    expect(outcome(() => atLeast(2, items(text), isBad))).toBe(expected);
  });

  it.each([
    ['ab', true],
    ['aa', false],
    ['a-', false],
    ['ab?…', true],
    ['a?', 'unknown'],
    ['a…', 'unknown'],
  ])('at least two values in "%s"', (text, expected) => {
    const valueOf = (item: string) => {
      if (item === '?') throw gapSignal([unseen]);
      return item === '-' ? null : item;
    };
    expect(outcome(() => atLeastDistinct(2, items(text), valueOf))).toBe(expected);
  });

  it('anyOf and allOf decide on the known part', () => {
    const unknown = () => isBad('?');
    const yes = () => true;
    const no = () => false;
    expect(outcome(() => anyOf(unknown, yes))).toBe(true);
    expect(outcome(() => anyOf(unknown, no))).toBe('unknown');
    expect(outcome(() => allOf(unknown, no))).toBe(false);
    expect(outcome(() => allOf(yes, unknown))).toBe('unknown');
  });

  it('lets any other error through', () => {
    expect(() =>
      some(['a'], () => {
        throw new RangeError('broken');
      }),
    ).toThrow(RangeError);
  });
});
