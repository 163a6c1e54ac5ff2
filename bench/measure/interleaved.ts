import type { Usage } from './child.ts';

/** One program to measure, under the name its row gets. */
export interface Case {
  readonly name: string;
  readonly run: () => Promise<Usage>;
}

/**
 * Runs the cases in turn, round by round, so that a slow minute of the machine hits all of them alike.
 * One round before the first warms the disk and is not counted.
 */
export async function interleaved(cases: readonly Case[], rounds: number): Promise<ReadonlyMap<string, readonly Usage[]>> {
  const runs = new Map<string, Usage[]>(cases.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, run } of cases) {
      const usage = await run();
      if (round > 0) runs.get(name)?.push(usage);
    }
  }
  return runs;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1);
  return (low + high) / 2;
}

/** `120 (115–140)`: median, least and most. */
export function spread(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${rounded(median(values))} (${rounded(least)}–${rounded(most)})`;
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}
