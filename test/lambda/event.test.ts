import { describe, expect, it } from 'vitest';
import { invocationOf } from '../../src/lambda/event.ts';
import { containing, having } from '../kit/matching.ts';

const configEvent = (messageType: string) => ({
  version: '1.0',
  invokingEvent: JSON.stringify({ awsAccountId: '123456789012', messageType, notificationCreationTime: '2026-11-21T06:14:00Z' }),
  ruleParameters: '{}',
  resultToken: 'token',
  eventLeftScope: false,
  configRuleName: 'ha-audit',
});

describe('an invocation', () => {
  it.each([[{}], [null], [undefined], [{ version: '0', 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} }]])(
    'on a schedule: %j',
    (event) => {
      expect(invocationOf(event)).toEqual({ resultToken: null });
    },
  );

  it('by AWS Config brings the token of the answer', () => {
    expect(invocationOf(configEvent('ScheduledNotification'))).toEqual({ resultToken: 'token' });
  });

  it.each([
    [[], 'no JSON object'],
    ['audit', 'no JSON object'],
    [7, 'no JSON object'],
    [{ regions: ['eu-west-1'] }, 'the event has regions, which mean nothing here'],
    [{ 'detail-type': 'EC2 Instance State-change Notification', source: 'aws.ec2' }, 'mean nothing here'],
    [{ Records: [] }, 'the event has Records, which mean nothing here'],
    [{ resultToken: 'token' }, 'lacks invokingEvent or resultToken'],
    [{ ...configEvent('ScheduledNotification'), resultToken: '' }, 'lacks invokingEvent or resultToken'],
    [{ ...configEvent('ScheduledNotification'), invokingEvent: '{' }, 'is no JSON'],
    [{ ...configEvent('ScheduledNotification'), invokingEvent: 'null' }, 'has no messageType'],
    [configEvent('ConfigurationItemChangeNotification'), 'make it run on a schedule, not on changes'],
    [configEvent('OversizedConfigurationItemChangeNotification'), 'periodic rule'],
  ])('is refused: %j', (event, problem) => {
    expect(() => invocationOf(event)).toThrow(having({ name: 'InputError', message: containing(problem) }));
  });
});
