import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Variables } from './live.ts';

const program = resolve('bin/ha-audit.js');
const asCommand = `ha-audit() { '${process.execPath}' '${program}' "$@"; }`;

export interface RunOptions {
  /** On top of an environment without credentials, configuration files or proxies. */
  readonly variables?: Variables;
  /** Working directory; an empty one where left out. */
  readonly cwd?: string;
  /** What standard input says before it ends; null for one that stays open and says nothing. */
  readonly input?: Buffer | string | null;
  /** Called once the program runs. */
  readonly onStart?: (child: ChildProcessWithoutNullStreams) => void;
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as it is shipped. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return runProcess(process.execPath, [program, ...args], options);
}

/** Runs a line of bash in which `ha-audit` is the program. */
export async function runShell(line: string, options: RunOptions = {}): Promise<Ended> {
  return runProcess('bash', ['-c', `${asCommand}\n${line}`], options);
}

/** The same on a terminal; what it shows is the standard output. Needs `script` of util-linux. */
export async function runOnTerminal(line: string, { variables, ...options }: RunOptions = {}): Promise<Ended> {
  const file = join(emptyFolder(), 'line.sh');
  writeFileSync(file, `stty cols 100 rows 40\n${asCommand}\n${line}`);
  return runProcess('script', ['-qec', `bash '${file}'`, '/dev/null'], { ...options, variables: { TERM: 'xterm', ...variables } });
}

/** Runs any program, in an environment of its own. */
export async function runProcess(
  command: string,
  args: readonly string[],
  { variables = {}, cwd = emptyFolder(), input = '', onStart }: RunOptions,
): Promise<Ended> {
  const child = spawn(command, args, { cwd, env: environment(variables), stdio: 'pipe' });
  onStart?.(child);
  child.stdin.on('error', () => {});
  if (input !== null) child.stdin.end(input);
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { status: child.exitCode, stdout, stderr };
}

function environment(variables: Variables): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: emptyFolder(),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)),
  };
}

const folders = mkdtempSync(join(tmpdir(), 'ha-audit-'));
process.once('exit', () => rmSync(folders, { recursive: true, force: true }));

/** A folder of its own, gone when the tests are over. */
export function emptyFolder(): string {
  return mkdtempSync(join(folders, 'test-'));
}
