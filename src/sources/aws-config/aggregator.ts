import {
  type AggregatedSourceStatus,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  type DescribeConfigurationAggregatorSourcesStatusResponse,
} from '@aws-sdk/client-config-service';
import type { Clients } from '../../aws/clients.ts';
import { UnansweredError } from '../../aws/unanswered.ts';
import { ask } from './ask.ts';
import { Inventory, latestOf } from './inventory.ts';
import type { ConfigItem } from './item.ts';
import { isOfService, recordedRecorder, recorderType } from './recorders.ts';
import { selectAggregated } from './select.ts';

/** An aggregator copies its sources within minutes; what is older than a daily recording has stopped coming. */
const staleMinutes = 26 * 60;

/** One account and region that an aggregator copies. */
export interface AggregatedPlace {
  readonly account: string;
  readonly region: string;
  readonly inventory: Inventory;
}

export interface Aggregate {
  readonly places: readonly AggregatedPlace[];
  /** Why whole parts of the organization may be missing, in plain words, as far as it is known once everything was read. */
  faults(): readonly string[];
}

/**
 * The accounts and regions of an aggregator, each to be read as far as it arrived completely and freshly.
 *
 * @param now milliseconds since 1970, by the clock of AWS, which is known once it was asked something
 * @throws UnansweredError where its sources cannot be told
 */
export async function readAggregator(clients: Clients, aggregator: string, now: () => number): Promise<Aggregate> {
  const sources = await sourcesOf(clients, aggregator);
  const listed = new Set(sources.map(({ SourceId, AwsRegion }) => `${SourceId ?? ''} in ${AwsRegion ?? ''}`));
  const unlisted = new Set<string>();
  const byType = new Map<string, Promise<readonly (ConfigItem | null)[]>>();
  const read = async (type: string) => {
    const items = await selectAggregated(clients, aggregator, type);
    for (const item of items) if (item !== null && !listed.has(placeOf(item))) unlisted.add(placeOf(item));
    return items;
  };
  const all = (type: string) => {
    const known = byType.get(type) ?? read(type);
    byType.set(type, known);
    return known;
  };
  const places = sources.flatMap((source): readonly AggregatedPlace[] => {
    const { SourceId: account = '', AwsRegion: region = '' } = source;
    if (!isPlace(source)) return [];
    const items = async (type: string) =>
      (await all(type)).filter((item) => item === null || (item.account === account && item.region === region));
    const recorders = async () => {
      const fault = faultOf(source, now());
      if (fault !== null) throw new UnansweredError('not-collected', fault);
      const recorders = latestOf(recorderType, await items(recorderType)).map(recordedRecorder);
      return recorders.filter((recorder) => !isOfService(recorder));
    };
    return [{ account, region, inventory: new Inventory({ recorders, items }, now) }];
  });
  const faults = sources.flatMap((source) => (isPlace(source) ? [] : (wholeFaultOf(source, now()) ?? [])));
  const strangers = () => [...unlisted].sort().map((place) => `The aggregator holds items of ${place}, which is none of its sources.`);
  return { places, faults: () => [...faults, ...strangers()] };
}

function placeOf({ account, region }: ConfigItem): string {
  return `${account} in ${region}`;
}

function isPlace({ SourceId, AwsRegion, SourceType }: AggregatedSourceStatus): boolean {
  return SourceType !== 'ORGANIZATION' && SourceId !== undefined && AwsRegion !== undefined;
}

/** What keeps an organization, or an account in regions that are not told, from being copied; null where nothing does. */
function wholeFaultOf(source: AggregatedSourceStatus, now: number): string | null {
  const { SourceType, SourceId = '?' } = source;
  return (
    faultOf(source, now) ?? (SourceType === 'ORGANIZATION' ? null : `The aggregator does not tell in which region it copies ${SourceId}.`)
  );
}

async function sourcesOf({ configService }: Clients, aggregator: string): Promise<readonly AggregatedSourceStatus[]> {
  const action = 'config:DescribeConfigurationAggregatorSourcesStatus';
  const sources = new Map<string, AggregatedSourceStatus>();
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const input = { ConfigurationAggregatorName: aggregator, Limit: 100, NextToken: token };
    const page: DescribeConfigurationAggregatorSourcesStatusResponse = await ask(action, () =>
      configService.send(new DescribeConfigurationAggregatorSourcesStatusCommand(input)),
    );
    for (const source of page.AggregatedSourceStatusList ?? []) sources.set(`${source.SourceId ?? ''} ${source.AwsRegion ?? ''}`, source);
    token = page.NextToken || undefined;
    if (token !== undefined && tokens.has(token))
      throw new UnansweredError('malformed', `${action} sent the same page token twice.`, action);
    if (token !== undefined) tokens.add(token);
  } while (token !== undefined);
  return [...sources.values()];
}

function faultOf({ SourceId = '?', LastUpdateStatus, LastUpdateTime, LastErrorCode }: AggregatedSourceStatus, now: number): string | null {
  const why = LastErrorCode === undefined ? '' : ` (${LastErrorCode})`;
  if (LastUpdateStatus === 'FAILED') return `The aggregator fails to copy ${SourceId}${why}.`;
  if (LastUpdateStatus !== 'SUCCEEDED') return `What the aggregator holds of ${SourceId} is outdated${why}.`;
  if (LastUpdateTime === undefined) return `The aggregator does not tell when it copied ${SourceId}.`;
  const minutes = Math.floor((now - LastUpdateTime.getTime()) / 60_000);
  return minutes < staleMinutes ? null : `The aggregator has copied nothing of ${SourceId} for ${Math.floor(minutes / 60)} hours.`;
}
