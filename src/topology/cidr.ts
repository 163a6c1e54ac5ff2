import ipaddr from 'ipaddr.js';

export type AddressFamily = 'ipv4' | 'ipv6';

/** A block of addresses as an inclusive interval. */
export interface Block {
  readonly family: AddressFamily;
  readonly prefixLength: number;
  readonly first: bigint;
  readonly last: bigint;
}

const parsed = new Map<string, Block | null>();

/** The block, or null where the text is none. */
export function parseBlock(cidr: string): Block | null {
  let block = parsed.get(cidr);
  if (block === undefined) parsed.set(cidr, (block = parse(cidr)));
  return block;
}

function parse(cidr: string): Block | null {
  // Asked of one family alone: trying both throws, and an exception costs more than the rest.
  const family = cidr.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
  if (!family.isValidCIDR(cidr)) return null;
  const [address, prefixLength] = family.parseCIDR(cidr);
  const bytes = address.toByteArray();
  const hostBits = BigInt(bytes.length * 8 - prefixLength);
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const first = (value >> hostBits) << hostBits;
  return { family: bytes.length === 4 ? 'ipv4' : 'ipv6', prefixLength, first, last: first + (1n << hostBits) - 1n };
}

function blocks(...cidrs: readonly string[]): readonly Block[] {
  return cidrs.flatMap((cidr) => parse(cidr) ?? []);
}

/** RFC 1918, carrier-grade NAT, link-local and loopback; unique local and link-local for IPv6. */
const privateSpace = blocks(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
);

export function contains(outer: Block, inner: Block): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(a: Block, b: Block): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Whether any address of the block is routable on the internet. */
export function reachesPublicSpace(block: Block): boolean {
  return !privateSpace.some((space) => contains(space, block));
}

export function isPrivateBlock(block: Block): boolean {
  return !reachesPublicSpace(block);
}

/** Whether any address of the block is private. */
export function reachesPrivateSpace(block: Block): boolean {
  return privateSpace.some((space) => overlaps(space, block));
}

/** IPv6 addresses in which IPv4 ones are wrapped for a NAT gateway to unwrap (RFC 6052). */
const nat64 = parse('64:ff9b::/96');

/** The IPv4 block that a NAT64 block stands for, else the block itself. */
export function unwrapNat64(block: Block): Block {
  if (nat64 === null || !contains(nat64, block)) return block;
  return { family: 'ipv4', prefixLength: block.prefixLength - 96, first: block.first - nat64.first, last: block.last - nat64.first };
}

/** All addresses of IPv6 that are routed on the internet today. */
const globalUnicast = blocks('2000::/3');

/**
 * Whether a route for the block stands for the internet: the default route, the halves of a split default,
 * or the global unicast space of IPv6 and its halves.
 */
export function isDefaultLike(block: Block): boolean {
  return block.family === 'ipv4'
    ? block.prefixLength <= 1
    : block.prefixLength <= 4 && globalUnicast.some((space) => overlaps(space, block));
}

/** A source this wide is no restriction: 0.0.0.0/0 may be written as two halves or as many /8 blocks. */
export function isEffectivelyAny(block: Block): boolean {
  const widest = block.family === 'ipv4' ? 8 : 16;
  return block.prefixLength <= widest && reachesPublicSpace(block);
}
