import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const reporter = fileURLToPath(new URL('report-usage.cjs', import.meta.url));

/** What one run of a program took, from its start to its end. */
export interface Usage {
  readonly wallMs: number;
  /** User and system time of all its threads. */
  readonly cpuMs: number;
  /** Largest resident set, in MiB. */
  readonly peakMib: number;
}

export interface RunOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** Exit statuses that mean the run did its work; findings are one. */
  readonly expected?: readonly number[];
}

/**
 * Runs a Node program to its end and measures it as the operating system accounts for it.
 *
 * @throws where it ends with another status than expected: what failed early is not fast
 */
export async function run(args: readonly string[], { environment = process.env, expected = [0] }: RunOptions = {}): Promise<Usage> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', reporter, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: environment,
  });
  const exit = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
  const [messages, usage, status] = await Promise.all([textOf(child.stdio[2]), textOf(child.stdio[3]), exit]);
  const wallMs = performance.now() - start;
  if (status === null || !expected.includes(status)) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${messages}`);
  return { wallMs, ...accounted(JSON.parse(usage)) };
}

function textOf(stream: unknown): Promise<string> {
  if (isReadable(stream)) return text(stream);
  throw new Error('the program has no such output');
}

function isReadable(stream: unknown): stream is NodeJS.ReadableStream {
  return typeof stream === 'object' && stream !== null && 'read' in stream;
}

/** From microseconds and KiB. */
function accounted(usage: unknown): Omit<Usage, 'wallMs'> {
  if (!isResourceUsage(usage)) throw new Error('the program told nothing of its use of the machine');
  return { cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1000, peakMib: usage.maxRSS / 1024 };
}

function isResourceUsage(value: unknown): value is Pick<NodeJS.ResourceUsage, 'userCPUTime' | 'systemCPUTime' | 'maxRSS'> {
  return typeof value === 'object' && value !== null && 'userCPUTime' in value && 'systemCPUTime' in value && 'maxRSS' in value;
}
