/** Does the work for every item, a number of them at a time; results stand in the order of the items. After a failure no other is begun. */
export async function pooled<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const runner = async () => {
    while (next < items.length) {
      const index = next;
      const [item] = items.slice(index, (next += 1));
      if (item === undefined) return;
      try {
        results[index] = await work(item);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, runner));
  return results;
}
