import { type Call, classify, type Failure } from '../../aws/failure.ts';
import type { Gap } from '../../model/gap.ts';
import { plainText } from '../../aws/plain-text.ts';
import { MissingFieldError } from './define.ts';

/** What a failed call, or a failed reading of its answer, means. */
export function failureOf(error: unknown, call: Call): Failure {
  return error instanceof MissingFieldError ? { outcome: 'gap', gap: malformed(`${error.message}.`, call) } : classify(error, call);
}

/** What a fact that could not be taken from an answer means. Anything but a missing field is a defect of ours and says so. */
export function unreadable(error: unknown, what: string, call: Call): Gap {
  if (error instanceof MissingFieldError) return malformed(`${error.message}.`, call);
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ...malformed(`${what} could not be taken from the answer: ${plainText(message)}`, call), reason: 'crashed' };
}

export function malformed(detail: string, { action, account, region }: Call): Gap {
  return { reason: 'malformed', action, account, region, detail };
}

export function stopped({ action, account, region }: Call): Gap {
  return { reason: 'timeout', action, account, region, detail: 'The run was stopped before this was read.' };
}
