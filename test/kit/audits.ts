import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditAnswer, runAudit, type RunOptions } from '../../src/app/audit/run.ts';
import { TimeGuard } from '../../src/app/audit/time-guard.ts';
import { readAccount } from '../../src/app/scan.ts';
import { snapshotLines } from '../../src/app/snapshot-lines.ts';
import { Account } from '../../tools/accounts/account.ts';
import { mutations } from '../accounts/mutations.ts';
import { type DestinationsEndpoint, jsonAnswer, published } from './destinations-endpoint.ts';
import { withVariables } from './live.ts';
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
      rmSync(path, { force: true });
    }
  };
}

export const standbyFault = 'the database has no standby';

export const taken = {
  events: jsonAnswer({ Entries: [{ EventId: '1' }] }),
  securityhub: jsonAnswer({ FailedCount: 0, SuccessCount: 1 }),
} as const;

/** Everybody who is told takes what they are told. */
export function takeEverything(endpoint: DestinationsEndpoint): void {
  endpoint
    .inTurn('sns', published)
    .inTurn('events', taken.events)
    .inTurn('securityhub', taken.securityhub)
    .inTurn('config', jsonAnswer({}));
}

export interface AuditChoice extends Partial<Pick<RunOptions, 'read' | 'guard' | 'log' | 'resultToken'>> {
  readonly faults?: readonly string[];
  readonly settings?: Partial<RunOptions['settings']>;
}

/** A whole audit at an hour of a day; only the account is not read from AWS. */
export function auditAt(endpoint: DestinationsEndpoint, hour: number, choice: AuditChoice): Promise<AuditAnswer> {
  const { faults = [], settings, ...rest } = choice;
  const at = new Date(Date.UTC(2026, 11, 1, hour));
  const options: RunOptions = {
    settings: {
      bucket: 'reports',
      regions: [],
      ruleset: 'standard',
      configKey: null,
      notifyFrom: 'high',
      topicArn: 'arn:aws:sns:us-east-1:123456789012:people',
      eventBus: 'default',
      importsToSecurityHub: false,
      ...settings,
    },
    account: auditedAccount,
    resultToken: null,
    guard: new TimeGuard(
      () => 600_000,
      () => false,
    ),
    now: () => at,
    requestId: 'request',
    log: () => {},
    read: readingOf(at, ...faults),
    ...rest,
  };
  return withVariables(endpoint.variables, () => runAudit(options));
}
