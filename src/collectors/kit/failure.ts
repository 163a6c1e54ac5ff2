import { type Call, classify, type Failure } from '../../aws/failure.ts';
import { UnansweredError } from '../../aws/unanswered.ts';
import type { Gap } from '../../model/gap.ts';
import { plainText } from '../../aws/plain-text.ts';
import { MissingFieldError } from './define.ts';

/** What a failed call, or a failed reading of its answer, means. */
export function failureOf(error: unknown, call: Call): Failure {
  if (error instanceof UnansweredError) return { outcome: 'gap', gap: unanswered(error, call) };
  return error instanceof MissingFieldError ? { outcome: 'gap', gap: malformed(`${error.message}.`, call) } : classify(error, call);
}

/** What a fact that could not be taken from an answer means. Anything but a missing field is a defect of ours and says so. */
export function unreadable(error: unknown, what: string, call: Call): Gap {
  if (error instanceof MissingFieldError) return malformed(`${error.message}.`, call);
  if (error instanceof UnansweredError) return unanswered(error, call);
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ...malformed(`${what} could not be taken from the answer: ${plainText(message)}`, call), reason: 'crashed' };
}

export function malformed(detail: string, { action, account, region }: Call): Gap {
  return { reason: 'malformed', action, account, region, detail };
}

export function stopped({ action, account, region }: Call): Gap {
  return { reason: 'timeout', action, account, region, detail: 'The run was stopped before this was read.' };
}

function unanswered({ reason, message: detail, action }: UnansweredError, call: Call): Gap {
  return { reason, action: action ?? call.action, account: call.account, region: call.region, detail };
}
