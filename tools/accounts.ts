import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { madeAccounts } from './accounts/made.ts';

/** Writes the accounts that are made from recordings: `node --import tsx tools/accounts.ts`. */
const root = fileURLToPath(new URL('..', import.meta.url));

for (const { recording, target, make } of madeAccounts) {
  writeFileSync(`${root}${target}`, gzipSync(await make(readFileSync(`${root}${recording}`))));
  console.log(target);
}
