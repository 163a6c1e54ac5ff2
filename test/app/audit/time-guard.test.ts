import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TimeGuard } from '../../../src/app/audit/time-guard.ts';
import { matching } from '../../kit/matching.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Of a platform that stops the process after so long. */
function guardOf(limitMs: number, isMemoryShort = () => false): TimeGuard {
  const end = Date.now() + limitMs;
  return new TimeGuard(() => end - Date.now(), isMemoryShort);
}

/** When a signal stops what it was given to, in milliseconds from now. */
async function stopOf(signal: AbortSignal): Promise<number> {
  const start = Date.now();
  const stopped = new Promise<number>((resolve) => signal.addEventListener('abort', () => resolve(Date.now() - start)));
  await vi.advanceTimersByTimeAsync(1_000_000);
  return stopped;
}

describe('the time of a run', () => {
  it.each([
    [900_000, 675_000],
    [3_600_000, null],
    [300_000, 225_000],
    [120_000, 60_000],
    [60_000, 24_000],
    [1000, 400],
  ])('of %i ms leaves reading %s ms, and the rest for judging and writing', async (limitMs, expected) => {
    if (expected === null) {
      const signal = guardOf(limitMs).forReading();
      await vi.advanceTimersByTimeAsync(limitMs - 240_001);
      expect(signal.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(2);
      expect(signal.aborted).toBe(true);
      return;
    }
    expect(await stopOf(guardOf(limitMs).forReading())).toBe(expected);
  });

  it('stops reading where memory runs short, and says so', async () => {
    let isShort = false;
    const signal = guardOf(900_000, () => isShort).forReading();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(signal.aborted).toBe(false);
    isShort = true;
    await vi.advanceTimersByTimeAsync(250);
    expect(signal.reason).toMatchObject({ name: 'InputError', message: matching(/memory was used up/) });
    // Neither a second reason nor a watch that never ends.
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
  });

  it('stops work two seconds before the end, and says what was not done', async () => {
    const signal = guardOf(30_000).forWork('writing report.json');
    await vi.advanceTimersByTimeAsync(27_999);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signal.reason).toMatchObject({ name: 'InputError', message: matching(/^out of time before writing report\.json was done/) });
  });

  it('does not begin what there is no time for', () => {
    expect(() => guardOf(2000).forWork('telling')).toThrow(/out of time before telling was done/);
    expect(() => guardOf(2001).forWork('telling')).not.toThrow();
  });

  it('has room for what ends before the last two seconds', () => {
    expect(guardOf(22_001).hasRoomFor(20_000)).toBe(true);
    expect(guardOf(22_000).hasRoomFor(20_000)).toBe(false);
  });
});
