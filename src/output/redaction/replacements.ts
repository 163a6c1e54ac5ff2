/** Prefixes of the ids that EC2 gives; what stands before the hexadecimal part of another may be a name. */
const resourceId =
  /^(acl|ami|aclassoc|dopt|eigw|eipalloc|eipassoc|eni|fl|i|igw|lt|mi|nat|pcx|pl|rtb|rtbassoc|sg|sgr|snap|subnet|tgw|vol|vpc|vpce)-([0-9a-f]{8,17})$/;
const ipv4 = /^(\d{1,3}(?:\.\d{1,3}){3})(\/\d{1,2})?$/;
const ipv6 = /^([0-9a-f]{0,4}(?::[0-9a-f.]{0,15}){2,8})(\/\d{1,3})?$/i;
const host = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\.?$/i;

/** They say of everyone the same. */
const anywhere = new Set(['0.0.0.0/0', '::/0', '0.0.0.0', '*', 'default', '']);

type Family = 'account' | 'id' | 'ipv4' | 'ipv6' | 'host' | 'name';

/** Gives each original one replacement of its own form, numbered by first appearance: the same input, the same output. */
export class Replacements {
  readonly #given = new Map<string, string>();
  readonly #numbers = new Map<Family, number>();
  readonly #originals: ReadonlySet<string>;

  /** @param originals None of these is given out as a replacement. */
  constructor(originals: ReadonlySet<string>) {
    this.#originals = originals;
  }

  account(original: string): string {
    return this.#give(original, 'account', (number) => String(number).padStart(12, '0'));
  }

  /** Of an address, an id, a host name or any other name, by its form. */
  for(original: string): string {
    if (anywhere.has(original)) return original;
    if (/^\d{12}$/.test(original)) return this.account(original);
    const [, prefix, digits] = resourceId.exec(original) ?? [];
    if (prefix !== undefined && digits !== undefined)
      return this.#give(original, 'id', (number) => `${prefix}-${number.toString(16).padStart(digits.length, '0')}`);
    const [, address, mask = ''] = ipv4.exec(original) ?? [];
    // Addresses that no network uses: they are set aside for measurements and for documents.
    if (address !== undefined)
      return this.#give(address, 'ipv4', (number) => `198.${18 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`) + mask;
    const [, longAddress, longMask = ''] = ipv6.exec(original) ?? [];
    if (longAddress !== undefined) return this.#give(longAddress, 'ipv6', (number) => `2001:db8::${number.toString(16)}`) + longMask;
    if (host.test(original)) return this.#give(original, 'host', (number) => `host-${number}.example`);
    return this.#give(original, 'name', (number) => `name-${number}`);
  }

  #give(original: string, family: Family, form: (number: number) => string): string {
    const known = this.#given.get(original);
    if (known !== undefined) return known;
    let number = this.#numbers.get(family) ?? 0;
    let given: string;
    do given = form(++number);
    while (this.#originals.has(given));
    this.#numbers.set(family, number);
    this.#given.set(original, given);
    return given;
  }
}
