import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAccount } from '../../src/app/scan.ts';
import { snapshotLines } from '../../src/app/snapshot-lines.ts';
import { Account } from '../../tools/accounts/account.ts';
import { mutations } from '../accounts/mutations.ts';
import { readAccount as readRecorded } from './whole-account.ts';

const recorded = await readRecorded('fixtures/accounts/sound/account.ndjson.gz');

export const [auditedAccount = ''] = recorded.header.accounts;

/** Reads, in place of AWS, the sound account with some faults, as it was seen at a time. */
export function readingOf(at: Date, ...faults: readonly string[]): typeof readAccount {
  return async (options) => {
    const account = new Account(recorded);
    for (const fault of faults) mutations[fault]?.(account);
    const path = join(tmpdir(), `ha-audit-read-${process.pid}-${at.getTime()}.ndjson`);
    writeFileSync(path, [...snapshotLines(account.complete(at.toISOString(), at.toISOString()))].join(''));
    try {
      const { snapshot, judge } = await readAccount({ ...options, source: { type: 'file', path } });
      // Only the kinds that the rules read, as a live run has them.
      return { snapshot: { ...snapshot, header: { ...snapshot.header, nodes: snapshot.nodes.length } }, judge };
    } finally {
      rmSync(path);
    }
  };
}
