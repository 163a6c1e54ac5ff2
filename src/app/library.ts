import type { Report, Ruleset } from '../model/report.ts';
import { type FailOn } from '../engine/exit-status.ts';
import { scan } from './scan.ts';

export interface LibraryScanOptions {
  /** Snapshot file; `demo` is the account shipped with the package; left out, the live account is read. */
  readonly from?: string;
  readonly demo?: boolean;
  /** Regions to read; `all` for every enabled one; left out, the one the SDK resolves. */
  readonly regions?: readonly string[];
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly ruleset?: Ruleset;
  /** Globs of rule ids. */
  readonly rules?: readonly string[];
  readonly skip?: readonly string[];
  readonly failOn?: FailOn;
  readonly signal?: AbortSignal;
}

/**
 * Reads a source and judges it, as `ha-audit scan` does.
 *
 * @throws InputError for input that cannot be used, SetupError where the account cannot be reached
 */
export async function scanAccount(options: LibraryScanOptions = {}): Promise<Report> {
  const { report } = await scan({
    source: sourceOf(options),
    selection: { ruleset: options.ruleset ?? 'standard', include: options.rules ?? [], exclude: options.skip ?? [], settings: {} },
    exit: { failOn: options.failOn ?? 'high', requireComplete: false, allowEmpty: false },
    workloads: [],
    scope: { workloads: [], tags: [] },
    asOf: null,
    now: () => new Date(),
    onProgress: () => {},
    onCrash: () => {},
  });
  return report;
}

function sourceOf({ demo, from, regions = [], profile, roleArn, externalId, signal }: LibraryScanOptions): Parameters<typeof scan>[0]['source'] {
  if (demo === true) return { type: 'demo' };
  if (from !== undefined) return { type: 'file', path: from };
  const credentials = { profile: profile ?? null, roleArn: roleArn ?? null, externalId: externalId ?? null };
  return { type: 'live', saveSnapshot: null, live: { credentials, regions, environment: process.env, signal: signal ?? new AbortController().signal, now: () => new Date() } };
}
