import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batches } from '../../../src/aws/destinations/batches.ts';
import { withinBytes } from '../../../src/aws/destinations/topic.ts';

describe('batches', () => {
  it('lose nothing, keep the order and their limits', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 })), fc.integer({ min: 1, max: 7 }), (items, most) => {
        const all = [...batches(items, most, 100)];
        expect(all.flat()).toEqual(items);
        for (const batch of all) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(most);
          if (batch.length > 1) expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThanOrEqual(102);
        }
      }),
    );
  });

  it('leave one that is too large alone, and are none of nothing', () => {
    expect([...batches(['a', 'x'.repeat(200), 'b'], 10, 100)]).toEqual([['a'], ['x'.repeat(200)], ['b']]);
    expect([...batches([], 10, 100)]).toEqual([]);
  });
});

describe('a message within so many bytes', () => {
  it('is whole where it fits, and else cut between characters and says so', () => {
    expect(withinBytes('ä'.repeat(50), 100)).toBe('ä'.repeat(50));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 60, maxLength: 200 }), fc.integer({ min: 40, max: 59 }), (text, most) => {
        const cut = withinBytes(text, most);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most);
        expect(cut.endsWith('\n(The rest is in the report.)\n')).toBe(true);
        const kept = cut.slice(0, -'\n(The rest is in the report.)\n'.length);
        expect(text.startsWith(kept)).toBe(true);
      }),
    );
  });
});
