import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface SimulatedAccount {
  readonly url: string;
  /** Requests so far, retries included. */
  calls(): Promise<number>;
  close(): void;
}

/** Starts the endpoint with a latency in milliseconds and, for DescribeVpcs, a true bucket. */
export async function simulatedAccount(
  latencyMs: number,
  bucket: readonly [burst: number, perSecond: number] | [] = [],
  endpoint = new URL('endpoint.ts', import.meta.url),
): Promise<SimulatedAccount> {
  const child = fork(fileURLToPath(endpoint), [latencyMs, ...bucket].map(String), { execArgv: ['--import', 'tsx'] });
  const answer = async (): Promise<unknown> => {
    const messages: readonly unknown[] = await once(child, 'message');
    return messages[0];
  };
  const started = await answer();
  if (typeof started !== 'object' || started === null || !('url' in started)) throw new Error('the endpoint did not start');
  return {
    url: String(started.url),
    async calls() {
      child.send('calls');
      const counted = await answer();
      return typeof counted === 'object' && counted !== null && 'calls' in counted ? Number(counted.calls) : Number.NaN;
    },
    close: () => child.disconnect(),
  };
}
