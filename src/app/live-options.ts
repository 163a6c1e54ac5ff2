import type { LiveOptions } from '../collectors/collect.ts';
import { InputError } from '../model/input-error.ts';

export type { LiveOptions } from '../collectors/collect.ts';
export type { OnProgress, Progress } from '../collectors/kit/progress.ts';

/** How a user says which account to read, and as whom. */
export interface AccountChoice {
  readonly profile?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  /** Names, or `all` for every enabled region; none for the one the SDK resolves. */
  readonly regions: readonly string[];
}

/** @throws InputError where the choice contradicts itself */
export function liveOptions({ profile, roleArn, externalId, regions }: AccountChoice, signal: AbortSignal): LiveOptions {
  if (externalId !== undefined && roleArn === undefined) throw new InputError('an external id belongs to a role: give --role-arn too');
  return {
    credentials: { profile: profile ?? null, roleArn: roleArn ?? null, externalId: externalId ?? null },
    regions,
    environment: process.env,
    signal,
    now: () => new Date(),
  };
}
