import { describe, expect, it } from 'vitest';
import { memoryShortage } from '../../src/lambda/memory.ts';

describe('memory', () => {
  const used = (atStart: number, later: number) => {
    let bytes = atStart;
    const isShort = memoryShortage(1000, () => bytes);
    bytes = later;
    return isShort();
  };

  it.each([
    ['is enough in a new process that uses little', 100, 599, false],
    ['is short where reading took its share', 100, 601, true],
    ['is enough in a process that an earlier run has used, as long as it is used again', 800, 870, false],
    ['is short where a used process grows', 800, 890, true],
  ])('%s', (_case, atStart, later, isShort) => {
    expect(used(atStart, later)).toBe(isShort);
  });
});
