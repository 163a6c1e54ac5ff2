import { InputError } from '../model/input-error.ts';
import { Type } from '../model/type.ts';
import { validator } from '../model/validation/validator.ts';

/** Why the function was invoked. */
export interface Invocation {
  /** Under which AWS Config waits for the answer of a periodic custom rule; null on a schedule. */
  readonly resultToken: string | null;
}

const text = Type.String({ minLength: 1 });
const configEvent = validator(Type.Object({ invokingEvent: text, resultToken: text }));
const invokingEvent = validator(Type.Object({ messageType: text }));

/**
 * The scheduler sends `{}`, EventBridge an event of its own, AWS Config that of a custom rule.
 *
 * @throws InputError for anything else: an event that was meant to change something must not be ignored
 */
export function invocationOf(event: unknown): Invocation {
  if (event === null || event === undefined) return { resultToken: null };
  if (typeof event !== 'object' || Array.isArray(event)) throw new InputError('the event is no JSON object; send {} for an audit');
  if ('resultToken' in event || 'invokingEvent' in event) return configRule(event);
  const known = Object.keys(event).length === 0 || ('detail-type' in event && event['detail-type'] === 'Scheduled Event');
  if (known) return { resultToken: null };
  throw new InputError(
    `the event has ${Object.keys(event).slice(0, 10).join(', ')}, which mean nothing here; what is audited is set by HA_AUDIT_* variables: send {}`,
  );
}

function configRule(event: object): Invocation {
  if (!configEvent.accepts(event)) throw new InputError('the event of AWS Config lacks invokingEvent or resultToken');
  let invoking: unknown;
  try {
    invoking = JSON.parse(event.invokingEvent);
  } catch {
    throw new InputError('the invokingEvent of AWS Config is no JSON');
  }
  if (!invokingEvent.accepts(invoking)) throw new InputError('the invokingEvent of AWS Config has no messageType');
  if (invoking.messageType !== 'ScheduledNotification')
    throw new InputError(
      `AWS Config sent ${invoking.messageType}; the audit is a periodic rule: make it run on a schedule, not on changes`,
    );
  return { resultToken: event.resultToken };
}
