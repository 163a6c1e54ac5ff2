import { describe, expect, it } from 'vitest';
import { settingsOf } from '../../src/lambda/settings.ts';

const bucket = { HA_AUDIT_BUCKET: 'reports-of-mine' };

function problemsOf(variables: Readonly<Record<string, string>>): readonly string[] {
  try {
    settingsOf(variables);
  } catch (error) {
    if (error instanceof Error && error.name === 'InputError') return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('the settings of the function', () => {
  it('need a bucket alone; an empty variable counts as absent', () => {
    const defaults = {
      bucket: 'reports-of-mine',
      regions: [],
      ruleset: null,
      configKey: null,
      notifyFrom: 'high',
      topicArn: null,
      eventBus: null,
      importsToSecurityHub: false,
    };
    expect(settingsOf(bucket)).toEqual(defaults);
    const empty = ['REGIONS', 'RULESET', 'CONFIG_KEY', 'NOTIFY_FROM', 'TOPIC_ARN', 'EVENT_BUS', 'SECURITY_HUB'];
    expect(settingsOf({ ...bucket, ...Object.fromEntries(empty.map((name) => [`HA_AUDIT_${name}`, ' '])) })).toEqual(defaults);
  });

  it('are read from every variable, and no other', () => {
    expect(
      settingsOf({
        ...bucket,
        AWS_REGION: 'us-east-1',
        HA_AUDIT_REGIONS: 'eu-west-1, us-east-1',
        HA_AUDIT_RULESET: 'strict',
        HA_AUDIT_CONFIG_KEY: 'ha-audit/config.yaml',
        HA_AUDIT_NOTIFY_FROM: 'low',
        HA_AUDIT_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:people',
        HA_AUDIT_EVENT_BUS: 'default',
        HA_AUDIT_SECURITY_HUB: 'true',
      }),
    ).toEqual({
      bucket: 'reports-of-mine',
      regions: ['eu-west-1', 'us-east-1'],
      ruleset: 'strict',
      configKey: 'ha-audit/config.yaml',
      notifyFrom: 'low',
      topicArn: 'arn:aws:sns:us-east-1:123456789012:people',
      eventBus: 'default',
      importsToSecurityHub: true,
    });
  });

  it.each([
    [{}, 'HA_AUDIT_BUCKET names no bucket for the reports'],
    [{ HA_AUDIT_BUCKET: 'Not_A_Bucket' }, 'HA_AUDIT_BUCKET must be the name of a bucket'],
    [{ ...bucket, HA_AUDIT_REGION: 'x' }, 'there is no variable HA_AUDIT_REGION (did you mean HA_AUDIT_REGIONS?)'],
    [{ ...bucket, HA_AUDIT_NOTIFYFROM: 'x' }, 'there is no variable HA_AUDIT_NOTIFYFROM (did you mean HA_AUDIT_NOTIFY_FROM?)'],
    [{ ...bucket, HA_AUDIT_REGIONS: 'eu-west-1;us-east-1' }, 'HA_AUDIT_REGIONS must be region names separated by commas, or all'],
    [{ ...bucket, HA_AUDIT_REGIONS: 'eu-west-1,' }, 'HA_AUDIT_REGIONS must be region names separated by commas, or all'],
    [{ ...bucket, HA_AUDIT_RULESET: 'strickt' }, 'HA_AUDIT_RULESET must be starter, standard, strict (did you mean strict?)'],
    [{ ...bucket, HA_AUDIT_NOTIFY_FROM: 'hihg' }, 'HA_AUDIT_NOTIFY_FROM must be critical, high, medium, low (did you mean high?)'],
    [{ ...bucket, HA_AUDIT_SECURITY_HUB: 'yes' }, 'HA_AUDIT_SECURITY_HUB must be true, false'],
    [{ ...bucket, HA_AUDIT_TOPIC_ARN: 'people' }, 'HA_AUDIT_TOPIC_ARN must be the ARN of an SNS topic that is no FIFO topic'],
    [
      { ...bucket, HA_AUDIT_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:people.fifo' },
      'HA_AUDIT_TOPIC_ARN must be the ARN of an SNS topic that is no FIFO topic',
    ],
  ])('are refused: %j', (variables, problem) => {
    const [first = '', ...others] = problemsOf(variables);
    expect(others.filter((other) => other !== 'HA_AUDIT_BUCKET names no bucket for the reports')).toEqual([]);
    expect(first.startsWith(problem)).toBe(true);
  });

  it('tell every mistake at once', () => {
    expect(problemsOf({ HA_AUDIT_BUKET: 'x', HA_AUDIT_RULESET: 'x', HA_AUDIT_SECURITY_HUB: '1', HA_AUDIT_TOPIC_ARN: 'x' })).toHaveLength(5);
  });
});
