import {
  type ConfigurationRecorder,
  type ConfigurationRecorderStatus,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
} from '@aws-sdk/client-config-service';
import type { Clients } from '../../aws/clients.ts';
import { UnansweredError } from '../../aws/unanswered.ts';
import { isObject } from '../json-value.ts';
import { ask } from './ask.ts';
import type { ConfigItem } from './item.ts';

/** A recorder keeps items of itself. */
export const recorderType = 'AWS::Config::ConfigurationRecorder';

/** What is known of one recorder of an account and region. */
export interface Recorder {
  readonly name: string | null;
  readonly records: (type: string) => boolean;
  readonly isDaily: (type: string) => boolean;
  /** Why what it keeps is not all there is now; null where it is. */
  readonly fault: string | null;
  /** When it began, or was set to record what it records, in milliseconds since 1970; null where not told. */
  readonly startedAt: number | null;
}

/** An inventory is complete some time after the recorder began: minutes, or a day where it records daily. */
const settlingMinutes = { continuous: 15, daily: 26 * 60 };

/**
 * Lets a type through that is recorded completely and freshly.
 *
 * The capture time of an item is no measure of that: an item stays as it is until its resource changes, for years.
 *
 * @param now milliseconds since 1970; clocks may disagree by minutes, so that a start in the future counts as just now
 * @throws UnansweredError that says why not
 */
export function assertRecorded(type: string, recorders: readonly Recorder[], now: number): void {
  const cure = '--from config+live asks for it';
  if (recorders.length === 0) throw new UnansweredError('not-collected', `AWS Config tells of no recorder here; ${cure}.`);
  const inScope = recorders.filter(({ records }) => records(type));
  const [first] = inScope;
  if (first === undefined) throw new UnansweredError('not-collected', `The recorder of AWS Config leaves out ${type}; ${cure}.`);
  const sound = inScope.find(({ fault }) => fault === null);
  if (sound === undefined) throw new UnansweredError('not-collected', `${first.fault ?? ''}; ${cure}.`);
  if (sound.startedAt === null)
    throw new UnansweredError('not-collected', `AWS Config does not tell since when it records ${type}; ${cure}.`);
  const minutes = sound.isDaily(type) ? settlingMinutes.daily : settlingMinutes.continuous;
  if (now - sound.startedAt < minutes * 60_000) {
    const often = sound.isDaily(type) ? 'once a day' : 'continuously';
    throw new UnansweredError(
      'transitional',
      `AWS Config began to record ${type} ${often} too short a time ago to hold everything; ${cure}.`,
    );
  }
}

/** @throws UnansweredError where AWS refuses */
export async function readRecorders({ configService }: Clients): Promise<readonly Recorder[]> {
  const [{ ConfigurationRecorders = [] }, { ConfigurationRecordersStatus = [] }] = await Promise.all([
    ask('config:DescribeConfigurationRecorders', () => configService.send(new DescribeConfigurationRecordersCommand({}))),
    ask('config:DescribeConfigurationRecorderStatus', () => configService.send(new DescribeConfigurationRecorderStatusCommand({}))),
  ]);
  const statusOf = new Map(ConfigurationRecordersStatus.map((status) => [status.name, status]));
  // What a service records for itself alone cannot be asked for.
  const visible = ConfigurationRecorders.filter(({ recordingScope }) => recordingScope !== 'INTERNAL');
  return visible.map((recorder) => recorderOf(recorder, statusOf.get(recorder.name)));
}

function recorderOf(recorder: ConfigurationRecorder, status: ConfigurationRecorderStatus | undefined): Recorder {
  return { ...scopeOf(recorder), fault: faultOf(status), startedAt: status?.lastStartTime?.getTime() ?? null };
}

/**
 * The same recorders with the time at which they were last set otherwise: a type that was added a minute ago is empty yet,
 * however long the recorder runs.
 *
 * @param items of the recorders themselves, if they record their own type
 */
export function withChanges(recorders: readonly Recorder[], items: readonly (ConfigItem | null)[]): readonly Recorder[] {
  return recorders.map((recorder) => {
    const own = items.flatMap((item) =>
      item !== null && memberOf(item.configuration, 'name') === recorder.name ? (item.capturedAt ?? []) : [],
    );
    return { ...recorder, startedAt: recorder.startedAt === null ? null : Math.max(recorder.startedAt, ...own) };
  });
}

/** A recorder as an item tells it, which says nothing of how it fares; its time is that of the last change, such as a start. */
export function recordedRecorder({ configuration, capturedAt }: ConfigItem): Recorder {
  const isRecording = memberOf(configuration, 'recording') === true;
  return { ...scopeOf(configuration), fault: isRecording ? null : 'The recorder of AWS Config is stopped', startedAt: capturedAt };
}

/** Services name theirs so. Items do not tell whether what those record can be asked for. */
export function isOfService({ name }: Recorder): boolean {
  return name?.startsWith('AWSConfigurationRecorderFor') === true;
}

function faultOf(status: ConfigurationRecorderStatus | undefined): string | null {
  if (status?.recording !== true) return 'The recorder of AWS Config is stopped';
  const last = status.lastStatus?.toUpperCase();
  if (last === 'SUCCESS') return null;
  if (last === 'PENDING') return 'The recorder of AWS Config has recorded nothing yet';
  return `The recorder of AWS Config fails${status.lastErrorCode === undefined ? '' : ` (${status.lastErrorCode})`}`;
}

/** What a recorder is set to record, told by the API or by an item, which differ in the case of their members. */
function scopeOf(recorder: unknown): Pick<Recorder, 'name' | 'records' | 'isDaily'> {
  const name = memberOf(recorder, 'name');
  const group = memberOf(recorder, 'recordingGroup');
  const strategy = memberOf(memberOf(group, 'recordingStrategy'), 'useOnly') ?? null;
  const excluded = memberOf(memberOf(group, 'exclusionByResourceTypes'), 'resourceTypes');
  const included = memberOf(group, 'resourceTypes');
  const mode = memberOf(recorder, 'recordingMode');
  const overrides = memberOf(mode, 'recordingModeOverrides');
  return {
    name: typeof name === 'string' ? name : null,
    records(type) {
      if (holds(excluded, type)) return false;
      if (strategy === 'EXCLUSION_BY_RESOURCE_TYPES') return true;
      const isAll = (strategy === null || strategy === 'ALL_SUPPORTED_RESOURCE_TYPES') && memberOf(group, 'allSupported') === true;
      return isAll || holds(included, type);
    },
    isDaily(type) {
      const all: readonly unknown[] = Array.isArray(overrides) ? overrides : [overrides];
      const override = all.find((each) => holds(memberOf(each, 'resourceTypes'), type));
      return (memberOf(override ?? mode, 'recordingFrequency') ?? 'CONTINUOUS') !== 'CONTINUOUS';
    },
  };
}

function holds(types: unknown, type: string): boolean {
  return Array.isArray(types) ? types.includes(type) : types === type;
}

/** A member, whatever its case. */
function memberOf(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  const found = Object.keys(value).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : value[found];
}
