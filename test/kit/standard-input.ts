import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from './live.ts';
import { emptyFolder } from './run-cli.ts';

/** Gives the program a standard input that never says anything, and does something as soon as it is read. */
export function silentInput(whenRead: string): Variables {
  const preload = join(emptyFolder(), 'preload.mjs');
  const input = `new Readable({ read() { ${whenRead} } })`;
  writeFileSync(preload, `import { Readable } from 'node:stream';\nObject.defineProperty(process, 'stdin', { value: ${input} });\n`);
  return { NODE_OPTIONS: `--import=${preload}` };
}
