import { gzipSync } from 'node:zlib';
import type { ObjectStore } from '../../aws/destinations/object-store.ts';
import type { JudgedSnapshot } from '../../drift/drift.ts';
import type { DriftReport } from '../../model/drift-report.ts';
import type { Report, Ruleset, Severity } from '../../model/report.ts';
import html from '../../output/html.ts';
import json from '../../output/json.ts';
import sarif from '../../output/sarif.ts';
import { readSnapshot } from '../../sources/snapshot.ts';
import { type Configuration, configurationFrom } from '../config/load.ts';
import { compareSnapshots } from '../drift.ts';
import { joined } from '../files.ts';
import type { ReadAccount, readAccount } from '../scan.ts';
import { snapshotLines } from '../snapshot-lines.ts';
import { runKeys, type RunKeys, stateKey } from './keys.ts';
import { noticeOf, uncomparedNotice } from './notice.ts';
import { type AuditState, type Notice, parseState, stateSchemaId } from './state.ts';
import type { TimeGuard } from './time-guard.ts';

export interface AuditSettings {
  readonly bucket: string;
  readonly regions: readonly string[];
  readonly ruleset: Ruleset | null;
  /** Key of the configuration in the bucket; null for none. */
  readonly configKey: string | null;
  readonly notifyFrom: Severity;
  /** Who is told of changes. */
  readonly tells: Notice['waiting'];
}

export interface AuditOptions {
  readonly settings: AuditSettings;
  readonly store: ObjectStore;
  readonly read: typeof readAccount;
  readonly guard: TimeGuard;
  readonly now: () => Date;
  /** Tells two runs of the same second apart. */
  readonly requestId: string;
  readonly log: (line: string) => void;
}

/** A run whose results are kept. */
export interface KeptRun {
  readonly account: string;
  readonly keys: RunKeys;
  readonly report: Report;
  /** Null where there was nothing to compare with, or another run has seen more since. */
  readonly drift: DriftReport | null;
  /** The state as this run left it; null where another run has seen more since. */
  readonly kept: { readonly state: AuditState; readonly version: string } | null;
}

/** What has to be left for comparing and telling, where a report that can be made again is written. */
const pageMs = 20_000;
const mostTries = 4;
/** What the clocks of two machines may differ by. */
const clockSkewMs = 60_000;

/**
 * Reads the account, keeps snapshot and reports, and compares with the last run.
 *
 * @throws InputError, SetupError, DestinationError where there is nothing to keep or nowhere to keep it
 */
export async function auditAccount(options: AuditOptions): Promise<KeptRun> {
  const { settings, store, guard, now, requestId, log } = options;
  const startedAt = now();
  const configuration = await configurationOf(settings, store, guard);
  const read = await options.read({
    source: { type: 'live', account: { regions: settings.regions.length > 0 ? settings.regions : configuration.regions } },
    selection: selectionOf(settings, configuration),
    exit: { failOn: settings.notifyFrom, requireComplete: false, allowEmpty: false },
    workloads: configuration.workloads,
    environments: configuration.environments,
    waivers: configuration.waivers,
    scope: { workloads: [], tags: [] },
    asOf: null,
    signal: guard.forReading(),
    now,
    onProgress: () => {},
    onCrash: (rule, resource, error) =>
      log(`rule ${rule} crashed on ${resource}: ${error instanceof Error ? error.message : String(error)}`),
  });
  const account = read.snapshot.header.accounts[0] ?? 'unknown';
  const keys = runKeys(account, startedAt, requestId);
  const report = await keepReports(read, keys, options);
  const compared = await compareAndKeep({ snapshot: read.snapshot, report }, { account, keys, startedAt, configuration }, options);
  return { account, keys, report, ...compared };
}

async function configurationOf({ configKey }: AuditSettings, store: ObjectStore, guard: TimeGuard): Promise<Configuration> {
  if (configKey === null) return configurationFrom('', 'no configuration');
  const stored = await store.get(configKey, guard.forWork('reading the configuration'));
  // Going on without it would forget the accepted risks, and tell people of them.
  if (stored === null)
    throw new Error(`there is no ${configKey} in the bucket; put the configuration there, or leave HA_AUDIT_CONFIG_KEY empty`);
  return configurationFrom(new TextDecoder().decode(stored.body), configKey);
}

function selectionOf({ ruleset }: AuditSettings, configuration: Configuration) {
  return { ruleset: ruleset ?? configuration.ruleset, include: [], exclude: [], settings: configuration.rules };
}

/** The snapshot comes first: everything else can be made of it again. */
async function keepReports(read: ReadAccount, keys: RunKeys, { store, guard, log }: AuditOptions): Promise<Report> {
  const put = (file: string, contentType: string, body: Uint8Array) =>
    store.put(keys.key(file), body, { contentType, signal: guard.forWork(`writing ${file}`) });
  await put('snapshot.ndjson.gz', 'application/gzip', gzipSync(bytesOf(snapshotLines(read.snapshot))));
  const report = read.judge();
  for (const { format, mediaType, render } of [json, sarif, html]) {
    if (format !== 'json' && !guard.hasRoomFor(pageMs)) {
      log(`no time was left for report.${format}; \`ha-audit scan --from\` makes it of the snapshot`);
      continue;
    }
    const options = { color: false, width: 100, verbose: false, sarif: { anchor: 'README.md' } };
    await put(`report.${format}`, mediaType, bytesOf(render(report, options)));
  }
  return report;
}

interface Run {
  readonly account: string;
  readonly keys: RunKeys;
  readonly startedAt: Date;
  readonly configuration: Configuration;
}

type Judged = Pick<JudgedSnapshot, 'snapshot' | 'report'>;

/** Compares with the last run and takes its place, at once: whoever runs at the same time compares with this one, or this one with it. */
async function compareAndKeep(judged: Judged, run: Run, options: AuditOptions): Promise<Pick<KeptRun, 'drift' | 'kept'>> {
  const { store, guard, log, now, settings } = options;
  const { account, keys, startedAt } = run;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const signal = guard.forWork('comparing with the last run');
    const stored = await store.get(stateKey(account), signal);
    const last = stored === null ? null : parseState(stored.body);
    const lastMs = last === null ? 0 : Date.parse(last.finishedAt);
    // A run of the future tells of a wrong clock: waiting for that time to come would be silence.
    if (last !== null && lastMs > startedAt.getTime() && lastMs <= now().getTime() + clockSkewMs) {
      log(`the run ${last.run} has seen the account since this one began: nothing is compared with ${keys.id}`);
      return { drift: null, kept: null };
    }
    const isUnreadable = stored !== null && last === null;
    const { drift, why } = isUnreadable
      ? { drift: null, why: `the state of the last run cannot be read, and what it had still to tell is lost: ${stateKey(account)}` }
      : await driftSince(last, judged, run, options);
    if (why !== null) log(why);
    const about = {
      run: keys.id,
      account,
      from: settings.notifyFrom,
      report: `s3://${settings.bucket}/${keys.key('report.html')}`,
      waiting: settings.tells,
    };
    const notice = drift === null ? (stored === null ? null : uncomparedNotice(why ?? '', about)) : noticeOf(drift, about);
    if (drift !== null)
      await store.put(keys.key('drift.json'), bytesOf([`${JSON.stringify(drift, null, 1)}\n`]), {
        contentType: 'application/json',
        signal,
      });
    const state: AuditState = {
      schema: stateSchemaId,
      run: keys.id,
      finishedAt: judged.snapshot.header.finishedAt,
      snapshot: keys.key('snapshot.ndjson.gz'),
      report: keys.key('report.html'),
      notices: [...(last?.notices ?? []), ...(notice === null || notice.waiting.length === 0 ? [] : [notice])],
    };
    const version = await keepState(store, account, state, stored?.version ?? null, signal);
    if (version !== null) return { drift, kept: { state, version } };
  }
  throw new Error(`other runs kept changing the state of ${account} at the same time; the next run will compare with theirs`);
}

/** @returns the version written; null where another run was faster */
export async function keepState(
  store: ObjectStore,
  account: string,
  state: AuditState,
  over: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  return store.put(stateKey(account), bytesOf([JSON.stringify(state)]), { contentType: 'application/json', signal, over });
}

async function driftSince(
  last: AuditState | null,
  after: Judged,
  { configuration, keys }: Run,
  { settings, store, guard, log }: AuditOptions,
): Promise<{ readonly drift: DriftReport | null; readonly why: string | null }> {
  if (last === null) return { drift: null, why: 'there is no earlier run to compare with' };
  const stored = await store.get(last.snapshot, guard.forWork('reading the snapshot of the last run'));
  if (stored === null) return { drift: null, why: `the snapshot of the last run is gone: ${last.snapshot}` };
  try {
    const before = await readSnapshot(oneChunk(stored.body), last.snapshot);
    const drift = compareSnapshots(
      { source: last.snapshot, snapshot: before },
      { source: keys.key('snapshot.ndjson.gz'), ...after },
      {
        selection: selectionOf(settings, configuration),
        exit: { failOn: settings.notifyFrom, requireComplete: false, allowEmpty: false },
        workloads: configuration.workloads,
        environments: configuration.environments,
        asOf: null,
        waivers: configuration.waivers,
        // When the report was made: a waiver that ends in between would look like a change.
        now: new Date(after.report.run.finishedAt),
        onCrash: (rule, resource) => log(`rule ${rule} crashed on ${resource}`),
      },
    );
    return { drift, why: null };
  } catch (error) {
    return {
      drift: null,
      why: `this run could not be compared with ${last.run}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

async function* oneChunk(body: Uint8Array): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from(body);
}

function bytesOf(chunks: Iterable<string>): Buffer {
  return Buffer.concat([...joined(chunks)]);
}
