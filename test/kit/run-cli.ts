import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { AwsEndpoint } from './aws-endpoint.ts';
import { credentialsFor, type Variables } from './live.ts';

const program = resolve('bin/ha-audit.js');

export interface RunOptions {
  /** On top of an environment without credentials, configuration files or proxies. */
  readonly variables?: Variables;
  /** Working directory; an empty one where left out. */
  readonly cwd?: string;
  readonly input?: Buffer | string;
  /** Called once the program runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as it is shipped. */
export async function runCli(
  args: readonly string[],
  { variables = {}, cwd = emptyFolder(), input, onStart }: RunOptions = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], { cwd, env: environment(variables), stdio: 'pipe' });
  onStart?.(child);
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { status: child.exitCode, stdout, stderr };
}

/** Runs a line of bash in which `ha-audit` is the program. */
export async function runShell(line: string, cwd = emptyFolder()): Promise<Ended> {
  const script = `ha-audit() { '${process.execPath}' '${program}' "$@"; }\n${line}`;
  const child = spawn('bash', ['-c', script], { cwd, env: environment({}), stdio: 'pipe' });
  child.stdin.end();
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { status: child.exitCode, stdout, stderr };
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ha-audit-'));
}

/** Reads the account of the endpoint. */
export function against(endpoint: AwsEndpoint): RunOptions {
  return { variables: credentialsFor(endpoint) };
}

function environment(variables: Variables): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: emptyFolder(),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)),
  };
}
