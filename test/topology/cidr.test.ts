import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  contains,
  isDefaultLike,
  isEffectivelyAny,
  isPrivateBlock,
  overlaps,
  parseBlock,
  reachesPublicSpace,
  unwrapNat64,
} from '../../src/topology/cidr.ts';

const ipv4 = fc
  .tuple(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 0, max: 32 }))
  .map(([value, length]) => `${[24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')}/${length}`);
const ipv6 = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 128 }))
  .map(([groups, length]) => `${groups.map((group) => group.toString(16)).join(':')}/${length}`);
const cidr = fc.oneof(ipv4, ipv6);

const block = (text: string): Block => {
  const parsed = parseBlock(text);
  if (parsed === null) throw new Error(`${text} is no block`);
  return parsed;
};

const size = ({ first, last }: Block): bigint => last - first + 1n;

const overlapSize = (a: Block, b: Block): bigint => {
  if (!overlaps(a, b)) return 0n;
  return (a.last < b.last ? a.last : b.last) - (a.first > b.first ? a.first : b.first) + 1n;
};

const privateSpace = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
];

describe('a block', () => {
  it('spans as many addresses as its prefix leaves free, and starts on a multiple of them', () => {
    fc.assert(
      fc.property(cidr, (text) => {
        const parsed = block(text);
        expect(size(parsed)).toBe(1n << BigInt((parsed.family === 'ipv4' ? 32 : 128) - parsed.prefixLength));
        expect(parsed.first % size(parsed)).toBe(0n);
      }),
    );
  });

  it('is read from its network address whatever address of it is written', () => {
    expect(parseBlock('10.0.31.7/16')).toEqual(parseBlock('10.0.0.0/16'));
    expect(parseBlock('2001:db8::17/32')).toEqual(parseBlock('2001:db8::/32'));
  });

  it('lies inside or apart of any other block, never across its edge', () => {
    fc.assert(
      fc.property(cidr, cidr, (left, right) => {
        const [a, b] = [block(left), block(right)];
        expect(overlaps(a, b)).toBe(contains(a, b) || contains(b, a));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(contains(a, a)).toBe(true);
      }),
    );
  });

  it('is not confused with a block of the other family', () => {
    expect(overlaps(block('0.0.0.0/0'), block('::/0'))).toBe(false);
    expect(contains(block('::/0'), block('10.0.0.0/8'))).toBe(false);
  });

  it.each(['', '10.0.0.0', '10.0.0.0/33', '10.0.0/', 'fd00::/129', 'pl-63a5400a', '0.0.0.0/-1', 'any'])('is not read from %j', (text) => {
    expect(parseBlock(text)).toBeNull();
  });
});

describe('public space', () => {
  it('is reached exactly where a block is larger than its private parts', () => {
    fc.assert(
      fc.property(fc.oneof(cidr, fc.constantFrom(...privateSpace)), (text) => {
        const parsed = block(text);
        const privateSize = privateSpace.reduce((sum, space) => sum + overlapSize(parsed, block(space)), 0n);
        expect(reachesPublicSpace(parsed)).toBe(privateSize < size(parsed));
        expect(isPrivateBlock(parsed)).toBe(!reachesPublicSpace(parsed));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['0.0.0.0/0', '52.0.0.0/8', '172.0.0.0/8', '192.0.0.0/8', '::/0', '2000::/3', '64:ff9b::/96'])('is reached by %s', (text) => {
    expect(reachesPublicSpace(block(text))).toBe(true);
  });

  it.each([...privateSpace, '10.20.0.0/16', '172.31.0.0/16', '100.127.0.0/16', 'fd12:3456::/48'])('is not reached by %s', (text) => {
    expect(reachesPublicSpace(block(text))).toBe(false);
  });
});

describe('a default route', () => {
  it.each(['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '::/0', '::/1', '2000::/3', '2000::/4', '3000::/4'])('may be written as %s', (text) => {
    expect(isDefaultLike(block(text))).toBe(true);
  });

  it.each(['52.0.0.0/8', '0.0.0.0/2', '8000::/1', '4000::/3', 'fc00::/7', '2001:db8::/32', '10.0.0.0/8'])('is not %s', (text) => {
    expect(isDefaultLike(block(text))).toBe(false);
  });
});

describe('a NAT64 block', () => {
  it('stands for the IPv4 addresses wrapped in it', () => {
    expect(unwrapNat64(block('64:ff9b::/96'))).toEqual(block('0.0.0.0/0'));
    expect(unwrapNat64(block('64:ff9b::a00:0/104'))).toEqual(block('10.0.0.0/8'));
    expect(unwrapNat64(block('64:ff9b::cb00:7101/128'))).toEqual(block('203.0.113.1/32'));
  });

  it('leaves every other block as it is', () => {
    for (const text of ['10.0.0.0/8', '64:ff9b:1::/96', '64:ff9b::/95', '::/0']) expect(unwrapNat64(block(text))).toEqual(block(text));
  });
});

describe('a source that is no restriction', () => {
  it.each(['0.0.0.0/0', '0.0.0.0/1', '8.0.0.0/8', '::/0', '2000::/16'])('may be %s', (text) => {
    expect(isEffectivelyAny(block(text))).toBe(true);
  });

  it.each(['10.0.0.0/8', 'fc00::/7', '203.0.113.0/24', '2001:db8::/32'])('is not %s', (text) => {
    expect(isEffectivelyAny(block(text))).toBe(false);
  });
});
