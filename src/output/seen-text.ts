import type { Seen } from '../model/report.ts';
import { plainText } from './plain-text.ts';
import { shortened } from './wrap.ts';

const longestExample = 48;

/** `EKS (shop)`, `Lambda (resize, thumb and 3 more)`: every service once, over all accounts and regions. */
export function seenServices(seen: readonly Seen[]): readonly string[] {
  const services = new Map<string, { count: number; examples: string[] }>();
  for (const { service, count, examples } of seen) {
    if (service === null) continue;
    const known = services.get(service) ?? { count: 0, examples: [] };
    services.set(service, known);
    known.count += count ?? 0;
    known.examples.push(...examples);
  }
  return [...services].sort(([left], [right]) => (left < right ? -1 : 1)).map(([service, tally]) => serviceText(service, tally));
}

function serviceText(service: string, { count, examples }: { readonly count: number; readonly examples: readonly string[] }): string {
  const named = examples.slice(0, 2).map((name) => shortened(plainText(name), longestExample));
  const more = count - named.length;
  return `${plainText(service)} (${named.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

/** Why, for a place, not everything that stands there could be seen; every reason once. */
export function unseenReasons(seen: readonly Seen[]): readonly string[] {
  return [...new Set(seen.flatMap(({ gap }) => (gap === null ? [] : [plainText(gap.detail).replace(/\.$/, '')])))];
}
