import { type LiveOptions, withSession } from '../collectors/collect.ts';
import type { AnyCollector } from '../collectors/kit/define.ts';
import { planned } from '../collectors/kit/plan.ts';
import type { OnProgress } from '../collectors/kit/progress.ts';
import { byKindAndPlace } from '../collectors/order.ts';
import { notCollected } from '../collectors/region-coverage.ts';
import { UnansweredError } from '../aws/unanswered.ts';
import { type CoverageEntry, sessionKind } from '../model/coverage.ts';
import { InputError } from '../model/input-error.ts';
import type { Kind } from '../model/kinds.ts';
import { type Snapshot, snapshotSchemaId } from '../model/snapshot.ts';
import { type Aggregate, readAggregator } from '../sources/aws-config/aggregator.ts';
import { standInOf } from '../sources/aws-config/answers.ts';
import { awsTime, readInventory } from './config-place.ts';
import { withShared } from './config-shared.ts';

export interface AggregatorOptions extends LiveOptions {
  readonly aggregator: string;
  readonly collectors: readonly AnyCollector[];
  readonly kinds: ReadonlySet<Kind> | null;
  readonly onProgress: OnProgress;
  readonly tool: Snapshot['header']['tool'];
}

/**
 * Reads every account and region of an aggregator, asked for in its own region.
 *
 * @throws InputError where there is no such aggregator or it may not be read; SetupError without credentials or a region
 */
export async function collectAggregator(options: AggregatorOptions): Promise<Snapshot> {
  const { aggregator, collectors, kinds, onProgress, tool, now } = options;
  const startedAt = now().toISOString();
  const chosen = options.regions.filter((region) => region !== 'all');
  return withSession(options, async (session, signal) => {
    const { partition, homeRegion } = session;
    const clients = session.clients(homeRegion);
    const aggregate = await readAggregator(clients, aggregator, () => awsTime(clients, now)).catch(cannotRead(aggregator, homeRegion));
    const places = aggregate.places.filter(({ region }) => chosen.length === 0 || chosen.includes(region));
    if (places.length === 0)
      throw new InputError(`the aggregator ${aggregator} copies no account${chosen.length === 0 ? '' : ` in ${chosen.join(', ')}`}`);
    const plan = planned(collectors, kinds);
    const regions = sorted(places.map(({ region }) => region));
    onProgress({ step: 'planned', account: session.account, regions, kinds: plan.size });
    const readings = await Promise.all(
      places.map(({ account, region, inventory }) => {
        const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
        return readInventory(
          plan,
          { scope: { partition, account, region, arn }, clients, signal, onProgress },
          standInOf(inventory, false),
        );
      }),
    );
    const unread = [...(kinds ?? [])].filter((kind) => !plan.has(kind));
    const coverage: readonly CoverageEntry[] = [
      ...readings.flatMap((reading) => reading.coverage),
      ...places.flatMap(({ account, region }) => unread.map((kind) => notCollected(kind, account, region))),
      ...aggregate.faults().map((fault) => lost(fault, session.account)),
    ];
    const nodes = readings.flatMap((reading) => reading.nodes).sort(byKindAndPlace);
    const accounts = sorted(places.map(({ account }) => account));
    const regionsOf = accounts.map(
      (account) => [account, sorted(places.flatMap((place) => (place.account === account ? [place.region] : [])))] as const,
    );
    const others = regionsOf.filter(([, own]) => own.join() !== regions.join());
    const header = {
      schema: snapshotSchemaId,
      tool,
      source: `config-aggregator:${aggregator}`,
      startedAt,
      finishedAt: now().toISOString(),
      partition,
      accounts,
      regions,
      ...(others.length === 0 ? {} : { accountRegions: Object.fromEntries(others) }),
      unreadRegions: null,
      coverage: coverage.toSorted(byKindAndPlace),
      nodes: nodes.length,
    } as const;
    return withShared({ header, nodes });
  });
}

/** Nothing at all can be read then. */
function cannotRead(aggregator: string, region: string): (error: unknown) => Promise<Aggregate> {
  return async (error) => {
    if (!(error instanceof UnansweredError)) throw error;
    throw new InputError(`the aggregator ${aggregator} cannot be read in ${region}, where it has to be: ${error.message}`);
  };
}

/** Accounts that may be missing as a whole. */
function lost(detail: string, account: string): CoverageEntry {
  const region = 'global';
  const gap = { reason: 'not-collected' as const, action: null, account, region, detail };
  return { kind: sessionKind, account, region, status: 'partial', items: 0, gaps: [gap], listed: false };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
