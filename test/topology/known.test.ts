import { describe, expect, it } from 'vitest';
import { gapSignal } from '../../src/graph/signal.ts';
import { Known } from '../../src/topology/known.ts';
import { answer } from '../kit/derived.ts';
import { denied, gap } from '../kit/world.ts';

const unreadable = (): never => {
  throw gapSignal([denied('ec2:DescribeInstances')]);
};

describe('a list that may not be known in full', () => {
  it('gives what it has, then says what is missing', () => {
    const known = new Known<number>();
    known.each(
      () => [1, 2, 3],
      (item) => (item === 2 ? unreadable() : known.add(item)),
    );
    const seen: number[] = [];
    expect(
      answer(() => {
        for (const item of known) seen.push(item);
      }),
    ).toEqual({ gaps: ['denied ec2:DescribeInstances'] });
    expect(seen).toEqual([1, 3]);
    expect(known.items).toEqual([1, 3]);
  });

  it('keeps what came before a listing broke off', () => {
    const listing = function* () {
      yield 1;
      unreadable();
    };
    const known = Known.from(listing);
    expect(known.items).toEqual([1]);
    expect(known.gaps).toHaveLength(1);
  });

  it('can be read in part', () => {
    const even = Known.of([1, 2, 3, 4], [denied('ec2:DescribeInstances')]).where((item) => item % 2 === 0);
    expect([even.next().value, even.next().value]).toEqual([2, 4]);
    expect(answer(() => even.next())).toEqual({ gaps: ['denied ec2:DescribeInstances'] });
  });

  it('tells one gap of each cause, the same one in whatever order they came', () => {
    const gaps = ['b', 'a', 'c'].map((detail) => ({ ...denied('ec2:DescribeInstances'), detail }));
    const known = Known.of([], [...gaps, gap('throttled')]);
    expect(known.gaps.map(({ reason, detail }) => [reason, detail])).toEqual([
      ['denied', 'a'],
      ['throttled', 'throttled'],
    ]);
    expect(Known.of([], [gap('throttled'), ...gaps.toReversed()]).gaps).toEqual(known.gaps);
  });

  it('lets errors through: only gaps are knowledge', () => {
    expect(() =>
      new Known().guard(() => {
        throw new RangeError('a crash');
      }),
    ).toThrow(RangeError);
  });
});
