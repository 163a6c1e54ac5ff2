import { setMaxListeners } from 'node:events';
import type { CredentialOptions } from '../aws/credentials.ts';
import type { Environment } from '../aws/proxies.ts';
import { chooseRegions } from '../aws/regions.ts';
import { openSession, type Session } from '../aws/session.ts';
import type { CoverageEntry } from '../model/coverage.ts';
import type { Kind } from '../model/kinds.ts';
import { type Snapshot, type SnapshotHeader, snapshotSchemaId } from '../model/snapshot.ts';
import type { AnyCollector, Scope } from './kit/define.ts';
import { planned } from './kit/plan.ts';
import type { OnProgress } from './kit/progress.ts';
import { type PlaceReading, readPlace } from './kit/run.ts';
import type { Place } from './kit/place.ts';
import { byKindAndPlace } from './order.ts';
import { notCollected, regionCoverage } from './region-coverage.ts';

/** Where to read, and as whom. */
export interface LiveOptions {
  readonly credentials: CredentialOptions;
  /** Names; `all` for every enabled region; none for the one the SDK resolves. */
  readonly regions: readonly string[];
  readonly environment: Environment;
  /** Ctrl-C and `--timeout`: what was not read by then becomes a gap. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

export interface CollectOptions extends LiveOptions {
  /** Every collector there is; those that the wanted kinds don't need are not run. */
  readonly collectors: readonly AnyCollector[];
  /** Kinds to read, and with them the kinds their listings look at; null for all. */
  readonly kinds: ReadonlySet<Kind> | null;
  readonly onProgress: OnProgress;
  readonly tool: { readonly name: string; readonly version: string };
  /** Another way to the facts than asking AWS for them. */
  readonly through?: { readonly source: string; readonly readPlace: ReadPlace };
}

/** Reads every kind of a plan in one account and region. */
export type ReadPlace = (plan: ReadonlyMap<Kind, AnyCollector>, place: Place) => Promise<PlaceReading>;

/**
 * Reads a live account. What cannot be read is a gap in the snapshot; only what makes the whole run impossible is thrown.
 *
 * @throws SetupError for the user: no credentials, no such profile or region, AWS out of reach.
 * @throws the reason of the signal where the run is stopped before the account is known.
 */
export async function collect(options: CollectOptions): Promise<Snapshot> {
  const startedAt = options.now().toISOString();
  return withSession(options, (session, signal) => readSession(session, options, signal, startedAt));
}

/** Opens a session for the time of some work. */
export async function withSession<T>(options: LiveOptions, work: (session: Session, signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  // Every request listens to it, and there may be thousands.
  setMaxListeners(0, stop.signal);
  const onAbort = () => stop.abort(options.signal.reason);
  if (options.signal.aborted) onAbort();
  options.signal.addEventListener('abort', onAbort, { once: true });
  try {
    const session = await openSession({ ...options, signal: stop.signal });
    return await work(session, stop.signal).finally(() => session.close());
  } finally {
    options.signal.removeEventListener('abort', onAbort);
  }
}

/** Reads the account of a session, as `collect` does. */
export async function readSession(session: Session, options: CollectOptions, signal: AbortSignal, startedAt: string): Promise<Snapshot> {
  const { account, partition } = session;
  const { collectors, kinds, onProgress, tool, now, through = { source: 'live', readPlace } } = options;
  const plan = planned(collectors, kinds);
  const regions = await chooseRegions(session, options.regions);
  onProgress({ step: 'planned', account, regions: regions.read, kinds: plan.size });
  const placeOf = (region: string) => ({ scope: scopeOf(session, region), clients: session.clients(region), signal, onProgress });
  const places = await Promise.all(regions.read.map((region) => through.readPlace(plan, placeOf(region))));
  const unread = [...(kinds ?? [])].filter((kind) => !plan.has(kind));
  const coverage: readonly CoverageEntry[] = [
    ...places.flatMap((place) => place.coverage),
    ...regions.read.flatMap((region) => unread.map((kind) => notCollected(kind, account, region))),
    ...regionCoverage(regions, [...plan.keys(), ...unread], account),
  ];
  const nodes = places.flatMap((place) => place.nodes).sort(byKindAndPlace);
  const header: SnapshotHeader = {
    schema: snapshotSchemaId,
    tool,
    source: through.source,
    startedAt,
    finishedAt: now().toISOString(),
    partition,
    accounts: [account],
    regions: [...regions.read, ...regions.namedDisabled].sort(),
    unreadRegions: regions.unread,
    coverage: coverage.toSorted(byKindAndPlace),
    nodes: nodes.length,
  };
  return { header, nodes };
}

export function scopeOf({ account, partition }: Session, region: string): Scope {
  return { partition, account, region, arn: (service, resource) => `arn:${partition}:${service}:${region}:${account}:${resource}` };
}
