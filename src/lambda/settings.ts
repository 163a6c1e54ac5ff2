import { nearest } from '../app/names.ts';
import { InputError } from '../model/input-error.ts';
import { type Ruleset, rulesets, severities, type Severity } from '../model/terms.ts';

export interface Settings {
  readonly bucket: string;
  readonly regions: readonly string[];
  /** Null for that of the configuration. */
  readonly ruleset: Ruleset | null;
  readonly configKey: string | null;
  readonly notifyFrom: Severity;
  readonly topicArn: string | null;
  readonly eventBus: string | null;
  readonly importsToSecurityHub: boolean;
}

const prefix = 'HA_AUDIT_';
const names = ['BUCKET', 'REGIONS', 'RULESET', 'CONFIG_KEY', 'NOTIFY_FROM', 'TOPIC_ARN', 'EVENT_BUS', 'SECURITY_HUB'] as const;

/**
 * The environment of the function, `HA_AUDIT_*`; an empty variable counts as absent.
 *
 * @throws InputError with every mistake, a line each
 */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems = Object.keys(environment)
    .filter((name) => name.startsWith(prefix) && !names.some((known) => name === prefix + known))
    .map((name) => `there is no variable ${name}${nearest(name.slice(prefix.length), names).replace('mean ', `mean ${prefix}`)}`);
  const text = (name: (typeof names)[number]): string | null => environment[prefix + name]?.trim() || null;
  const matching = (name: (typeof names)[number], pattern: RegExp, what: string): string | null => {
    const value = text(name);
    if (value !== null && !pattern.test(value)) problems.push(`${prefix}${name} must be ${what}`);
    return value;
  };
  const oneOf = <T extends string>(name: (typeof names)[number], values: readonly T[]): T | null => {
    const value = text(name);
    const known = values.find((each) => each === value) ?? null;
    if (value !== null && known === null) problems.push(`${prefix}${name} must be ${values.join(', ')}${nearest(value, values)}`);
    return known;
  };
  const bucket = matching('BUCKET', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket');
  if (bucket === null) problems.push(`${prefix}BUCKET names no bucket for the reports`);
  const regions = matching('REGIONS', /^[a-z0-9-]+(\s*,\s*[a-z0-9-]+)*$/, 'region names separated by commas, or all');
  const settings = {
    bucket: bucket ?? '',
    regions: regions === null ? [] : regions.split(',').map((region) => region.trim()),
    ruleset: oneOf('RULESET', rulesets),
    configKey: text('CONFIG_KEY'),
    notifyFrom: oneOf('NOTIFY_FROM', severities) ?? 'high',
    // A FIFO topic, whose name has a dot, wants what a notice does not have, and reaches no mailbox.
    topicArn: matching('TOPIC_ARN', /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/, 'the ARN of an SNS topic that is no FIFO topic'),
    eventBus: text('EVENT_BUS'),
    importsToSecurityHub: oneOf('SECURITY_HUB', ['true', 'false']) === 'true',
  };
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return settings;
}
