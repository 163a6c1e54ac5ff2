import type { Seen } from '../model/report.ts';
import { counted } from './finding-text.ts';
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

/** What was seen and not judged, in sentences: silence must not be taken for approval. */
export function seenTexts(seen: readonly Seen[], mostServices: number): readonly string[] {
  const services = seenServices(seen);
  const more = services.length > mostServices ? ` and ${counted(services.length - mostServices, 'further service')}` : '';
  const reasons = unseenReasons(seen);
  return [
    ...(services.length === 0 ? [] : [`Seen, not judged: ${services.slice(0, mostServices).join(', ')}${more}.`]),
    ...(reasons.length === 0 ? [] : [`Not all that stands in the account could be seen: ${reasons.slice(0, 2).join('; ')}.`]),
  ];
}
