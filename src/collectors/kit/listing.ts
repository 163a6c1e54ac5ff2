import type { Failure } from '../../aws/failure.ts';
import type { AnyListing, Request } from './define.ts';
import { failureOf, malformed, stopped } from './failure.ts';
import { callOf, type Place, untilStopped } from './place.ts';

/** What one request of a listing gave. */
export interface RequestReading {
  readonly items: readonly unknown[];
  /** Pages that arrived. */
  readonly pages: number;
  /** Why the items are not all there are; null where they are. */
  readonly failure: Failure | null;
}

/** Called with the number of items of each page. */
type OnPage = (items: number) => void;

/** Reads one request to its last page. What arrived before a failure is kept. */
export async function readRequest(listing: AnyListing, request: Request<unknown>, place: Place, onPage: OnPage): Promise<RequestReading> {
  const reading = await readPages(listing, request.input, place, onPage);
  if (reading.failure?.outcome === 'not-configured') return { ...reading, failure: null };
  if (reading.failure?.outcome !== 'gone') return reading;
  const halves = listing.split?.(request.input);
  if (halves !== undefined) {
    const [first, second] = await Promise.all([
      readRequest(listing, { ...request, input: halves[0] }, place, onPage),
      readRequest(listing, { ...request, input: halves[1] }, place, onPage),
    ]);
    return { items: [...first.items, ...second.items], pages: first.pages + second.pages, failure: first.failure ?? second.failure };
  }
  const wasAskedByName = request.parent !== undefined || listing.split !== undefined;
  return wasAskedByName ? { ...reading, failure: null } : reading;
}

async function readPages(listing: AnyListing, input: unknown, place: Place, onPage: OnPage): Promise<RequestReading> {
  const call = callOf(listing.action, place);
  const items: unknown[] = [];
  const tokens = new Set<string>();
  let pages = 0;
  let token: string | undefined;
  try {
    do {
      const page = await untilStopped(place.signal, () => listing.fetch(place.clients, input, token));
      const found = listing.items(page, input) ?? [];
      for (const item of found) items.push(item);
      pages += 1;
      onPage(found.length);
      token = listing.next?.(page) || undefined;
      if (token !== undefined && tokens.has(token)) {
        return { items, pages, failure: { outcome: 'gap', gap: malformed(`${listing.action} sent the same page token twice.`, call) } };
      }
      if (token !== undefined) tokens.add(token);
    } while (token !== undefined);
    return { items, pages, failure: null };
  } catch (error) {
    return { items, pages, failure: place.signal.aborted ? { outcome: 'gap', gap: stopped(call) } : failureOf(error, call) };
  }
}
