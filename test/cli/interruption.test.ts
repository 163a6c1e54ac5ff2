import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { interruptible } from '../../src/cli/interruption.ts';

/** Goes on until it is stopped. */
async function never(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}

const isListening = () => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');

describe('work that can be interrupted', () => {
  it('gives what it gives, and leaves no listener', async () => {
    const before = isListening();
    expect(await interruptible(60, async () => 42)).toBe(42);
    await expect(interruptible(undefined, () => Promise.reject(new Error('broke')))).rejects.toThrow('broke');
    expect(isListening()).toBe(before);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with 130 on %s, whatever came of it', async (name) => {
    const before = isListening();
    const ends = [
      never,
      (signal: AbortSignal) => never(signal).catch(() => 'a partial result'),
      (signal: AbortSignal) => never(signal).catch(() => Promise.reject(new Error('other'))),
    ];
    for (const work of ends) {
      const run = interruptible(60, work);
      process.emit(name, name);
      await expect(run).rejects.toMatchObject({ name: 'ProgramError', exitCode: 130, message: 'interrupted' });
    }
    expect(isListening()).toBe(before);
  });

  it('ends at once on the second one', async () => {
    const before = isListening();
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const run = interruptible(undefined, async () => sleep(20));
    process.emit('SIGINT', 'SIGINT');
    expect(kill).not.toHaveBeenCalled();
    process.emit('SIGINT', 'SIGINT');
    expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGINT');
    expect(isListening()).toBe(before);
    await expect(run).rejects.toMatchObject({ exitCode: 130 });
    kill.mockRestore();
  });

  it('goes on with what it has when its time is over', async () => {
    expect(await interruptible(0.01, (signal) => never(signal).catch((reason: unknown) => `stopped: ${String(reason)}`))).toBe(
      'stopped: InputError: --timeout of 0.01 s was over before anything could be read',
    );
  });
});
