import type { Gap, GapReason } from '../model/gap.ts';
import { describeDenial } from './denial.ts';
import { type ErrorFacts, factsOf } from './error-facts.ts';
import * as names from './error-names.ts';
import { plainText } from './plain-text.ts';

/** The call that failed. */
export interface Call {
  /** IAM action. */
  readonly action: string;
  readonly account: string;
  readonly region: string;
}

/**
 * What a failed call means:
 *
 * - `gap`: something could not be known
 * - `gone`: the resource it named no longer exists
 * - `unavailable`: AWS says that the region does not offer the service or the operation
 * - `not-configured`: the thing asked for is switched off
 *
 * The gap is what to report where the outcome is of no help.
 */
export interface Failure {
  readonly outcome: 'gap' | 'gone' | 'unavailable' | 'not-configured';
  readonly gap: Gap;
}

/** Never throws. The text depends on the error alone: no request ids, times or encoded blobs. */
export function classify(error: unknown, call: Call): Failure {
  const facts = factsOf(error);
  const [reason, detail] = explain(facts, call);
  return { outcome: outcomeOf(facts), gap: { reason, action: call.action, account: call.account, region: call.region, detail } };
}

function outcomeOf({ name, message, httpStatus, isAnswer }: ErrorFacts): Failure['outcome'] {
  if (!isAnswer || (httpStatus ?? 0) >= 500) return 'gap';
  if (names.notConfiguredNames.has(name)) return 'not-configured';
  if (names.isGoneName(name) || (name === 'ValidationError' && /\bnot found\b/i.test(message))) return 'gone';
  const isRefusedByRegion = names.unsupportedNames.has(name) && /not (?:available|supported|offered) in (?:this|the) region/i.test(message);
  return isRefusedByRegion ? 'unavailable' : 'gap';
}

function explain(facts: ErrorFacts, { action }: Call): readonly [GapReason, string] {
  const { name, code, httpStatus, message } = facts;
  if (name === 'AbortError') return ['timeout', 'The run was stopped before this was read.'];
  if (names.throttledNames.has(name) || httpStatus === 429)
    return ['throttled', `AWS kept refusing ${action} for its rate, also after retries.`];
  // The SDK calls some broken connections a TimeoutError as well.
  const connection = code === null ? undefined : names.connectionCodes[code];
  if (connection !== undefined) return ['service-error', `${action} failed: ${connection}.`];
  if (names.timeoutNames.has(name) || code === 'ETIMEDOUT') return ['timeout', `${action} got no answer in time, also after retries.`];
  if (facts.isClockSkewed || names.skewedNames.has(name))
    return ['service-error', 'The clock of this machine is wrong by more than five minutes.'];
  if (names.expiredNames.has(name)) return ['expired-credentials', 'The credentials expired or could not be renewed.'];
  if (names.rejectedNames.has(name)) {
    return ['denied', 'AWS does not accept the credentials here: the region may be disabled in this account, or they were revoked.'];
  }
  if (names.deniedNames.has(name)) return ['denied', describeDenial(action, message)];
  if (names.unsupportedNames.has(name) || httpStatus === 501) return ['unsupported', `${action} is not offered here: ${described(facts)}`];
  return explainTransport(facts, action);
}

function explainTransport(facts: ErrorFacts, action: string): readonly [GapReason, string] {
  const { name, code, httpStatus, message } = facts;
  if (httpStatus !== null && httpStatus >= 500)
    return ['service-error', `${action} failed inside AWS (HTTP ${httpStatus}), also after retries.`];
  if (code !== null && names.isCertificateCode(code)) {
    return ['service-error', `${action} failed: the certificate of the endpoint is not trusted (${code}); AWS_CA_BUNDLE names your own.`];
  }
  if (httpStatus !== null && httpStatus < 300) return ['malformed', `The answer to ${action} could not be read.`];
  if (httpStatus === 403) return ['denied', describeDenial(action, message)];
  if (httpStatus !== null) return ['service-error', `${action} failed: ${described(facts)}`];
  if (code !== null) return ['service-error', `${action} failed: ${plainText(code)}.`];
  return ['crashed', `${action} could not be made: ${plainText(`${name}: ${message}`)}`];
}

function described({ name, httpStatus, message }: ErrorFacts): string {
  return plainText(`${name} (HTTP ${httpStatus ?? '-'}): ${message}`);
}
