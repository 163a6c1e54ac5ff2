import type { Clients } from '../../aws/clients.ts';

interface Found<Item> {
  readonly key: string;
  readonly item: Item;
}

/** The `fetch` of a detail whose call names a single item: `batch` is 1. */
export function oneByOne<Item, Facts>(
  read: (clients: Clients, found: Found<Item>) => Promise<Facts>,
): (clients: Clients, items: readonly Found<Item>[]) => Promise<ReadonlyMap<string, Facts>> {
  return async (clients, items) => new Map(await Promise.all(items.map(async (found) => [found.key, await read(clients, found)] as const)));
}
