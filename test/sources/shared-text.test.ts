import { describe, expect, it } from 'vitest';
import { SharedText } from '../../src/sources/shared-text.ts';

describe('shared text', () => {
  it('leaves every value as it was', () => {
    const text = () => ({
      zone: 'eu-west-1a',
      vpc: 'vpc-0123456789abcdef0',
      groups: ['sg-0123456789abcdef0', 'sg-0123456789abcdef0', ''],
      nested: [{ id: 'vpc-0123456789abcdef0', size: 3, isOpen: false, none: null, tags: { Name: 'vpc-0123456789abcdef0' } }, []],
    });
    const value = text();
    const texts = new SharedText();
    texts.shareWithin(value);
    texts.shareWithin(value);
    expect(value).toEqual(text());
  });

  it('says the same after it has forgotten', () => {
    const texts = new SharedText();
    const all = Array.from({ length: 200_000 }, (_, index) => `subnet-${String(index).padStart(17, '0')}`);
    expect(all.filter((each) => texts.of(each) !== each)).toEqual([]);
    expect(texts.of('subnet-00000000000000007')).toBe('subnet-00000000000000007');
  });
});
