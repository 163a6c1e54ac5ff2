import { spawn } from 'node:child_process';

/** Runs a program to its end; rejects where it failed. */
export function run(command: string, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(command, args, { stdio: 'inherit' })
      .on('error', reject)
      .on('exit', (status) => {
        if (status === 0) resolve();
        else reject(new Error(`${args.join(' ')} ended with ${String(status)}`));
      });
  });
}
