import type { ExitPolicy } from '../engine/exit-status.ts';
import type { OnCrash } from '../engine/evaluate.ts';
import { tool } from '../generated/tool.ts';
import type { LiveOptions } from '../collectors/collect.ts';
import type { OnProgress } from '../collectors/kit/progress.ts';
import { InputError } from '../model/input-error.ts';
import type { Report } from '../model/report.ts';
import type { Snapshot, SnapshotHeader } from '../model/snapshot.ts';
import { readSnapshotFile } from '../sources/snapshot-file.ts';
import type { WorkloadSetting } from '../topology/workload-names.ts';
import { demoSnapshotPath } from './demo.ts';
import { readChunks, writeWhole } from './files.ts';
import { judgeSnapshot, kindsOf } from './judge-snapshot.ts';
import { type Selection, selectRules } from './rule-selection.ts';
import { type Scope, scopeFilter } from './scope.ts';
import { snapshotLines } from './snapshot-lines.ts';

/** Where the account comes from. */
export type Source =
  | { readonly type: 'live'; readonly live: LiveOptions; readonly saveSnapshot: string | null }
  /** A snapshot file; `-` is standard input. */
  | { readonly type: 'file'; readonly path: string }
  /** The account shipped with the package. */
  | { readonly type: 'demo' };

export interface ScanOptions {
  readonly source: Source;
  readonly selection: Selection;
  readonly exit: ExitPolicy;
  readonly workloads: readonly WorkloadSetting[];
  readonly scope: Scope;
  /** Milliseconds since 1970 at which facts are judged; the snapshot's time where null. */
  readonly asOf: number | null;
  readonly now: () => Date;
  readonly onProgress: OnProgress;
  readonly onCrash: OnCrash;
}

export interface ScanOutcome {
  readonly report: Report;
  readonly header: SnapshotHeader;
}

/**
 * Reads a source and judges it.
 *
 * @throws InputError, SetupError where nothing can be read or a choice names nothing
 */
export async function scan(options: ScanOptions): Promise<ScanOutcome> {
  const rules = selectRules(options.selection);
  if (rules.length === 0) throw new InputError('no rule is left to judge by: --rules, --skip and the configuration take all of them away');
  const startedAt = options.now().toISOString();
  const kinds = kindsOf(rules);
  const { header, nodes } = await readSource(options, kinds);
  const report = judgeSnapshot(header, nodes, {
    rules,
    exit: options.exit,
    tool,
    workloads: options.workloads,
    isInScope: scopeFilter(options.scope),
    onCrash: options.onCrash,
    ...(options.asOf === null ? {} : { asOf: options.asOf }),
    run: {
      source: options.source.type,
      startedAt,
      finishedAt: options.now().toISOString(),
      accounts: header.accounts,
      regions: header.regions,
      ruleset: options.selection.ruleset,
    },
  });
  return { report, header };
}

async function readSource({ source, onProgress }: ScanOptions, kinds: ReturnType<typeof kindsOf>): Promise<Snapshot> {
  const wanted: ReadonlySet<string> = kinds;
  const isWanted = (kind: string) => wanted.has(kind);
  switch (source.type) {
    case 'demo':
      return readSnapshotFile(readChunks(demoSnapshotPath()), 'the demo account', isWanted);
    case 'file':
      return readSnapshotFile(readChunks(source.path), source.path === '-' ? 'standard input' : source.path, isWanted);
    case 'live': {
      const { collectLive } = await import('./live.ts');
      const snapshot = await collectLive(source.live, kinds, onProgress);
      if (source.saveSnapshot !== null) await saveSnapshot(source.saveSnapshot, snapshot);
      return snapshot;
    }
  }
}

/** Snapshots describe an account in detail: only their owner may read them. */
export async function saveSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  await writeWhole(path, snapshotLines(snapshot), { mode: 0o600, gzip: path.endsWith('.gz') });
}
