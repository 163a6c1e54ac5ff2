import {
  type AggregatedSourceStatus,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  type DescribeConfigurationAggregatorSourcesStatusResponse,
} from '@aws-sdk/client-config-service';
import type { Clients } from '../../aws/clients.ts';
import { UnansweredError } from '../../aws/unanswered.ts';
import { ask } from './ask.ts';
import { Inventory } from './inventory.ts';
import type { ConfigItem } from './item.ts';
import { memberOf, type Recorder, scopeOf } from './recorders.ts';
import { selectAggregated } from './select.ts';

const recorderType = 'AWS::Config::ConfigurationRecorder';

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
  /** Why whole parts of the organization may be missing, in plain words. */
  readonly faults: readonly string[];
}

/**
 * The accounts and regions of an aggregator, each to be read as far as it arrived completely and freshly.
 *
 * @param now milliseconds since 1970
 * @throws UnansweredError where its sources cannot be told
 */
export async function readAggregator(clients: Clients, aggregator: string, now: number): Promise<Aggregate> {
  const sources = await sourcesOf(clients, aggregator);
  const byType = new Map<string, Promise<readonly (ConfigItem | null)[]>>();
  const all = (type: string) => {
    const known = byType.get(type) ?? selectAggregated(clients, aggregator, type);
    byType.set(type, known);
    return known;
  };
  const places = sources.flatMap((source): readonly AggregatedPlace[] => {
    const { SourceId: account, AwsRegion: region } = source;
    if (account === undefined || region === undefined || source.SourceType !== 'ACCOUNT') return [];
    const items = async (type: string) =>
      (await all(type)).filter((item) => item === null || (item.account === account && item.region === region));
    const recorders = async () => {
      const fault = faultOf(source, now);
      if (fault !== null) throw new UnansweredError('not-collected', fault);
      return (await items(recorderType)).flatMap((item) => (item === null ? [] : [recorderOf(item)]));
    };
    return [{ account, region, inventory: new Inventory({ recorders, items }, now) }];
  });
  const faults = sources.flatMap((source) => (source.SourceType === 'ACCOUNT' ? [] : (faultOf(source, now) ?? [])));
  return { places, faults };
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
  const minutes = LastUpdateTime === undefined ? 0 : Math.floor((now - LastUpdateTime.getTime()) / 60_000);
  return minutes < staleMinutes ? null : `The aggregator has copied nothing of ${SourceId} for ${Math.floor(minutes / 60)} hours.`;
}

/** A recorder keeps an item of itself, which says nothing of how it fares. */
function recorderOf({ configuration }: ConfigItem): Recorder {
  const isRecording = memberOf(configuration, 'recording') === true;
  return { ...scopeOf(configuration), fault: isRecording ? null : 'The recorder of AWS Config is stopped', startedAt: null };
}
