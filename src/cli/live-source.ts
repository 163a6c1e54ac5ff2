import type { LiveOptions } from '../collectors/collect.ts';
import type { LiveFlags } from './flags.ts';

/** How the flags and the configuration say to read the live account. */
export function liveOptions(flags: LiveFlags, configuredRegions: readonly string[], signal: AbortSignal): LiveOptions {
  return {
    credentials: { profile: flags.profile ?? null, roleArn: flags.roleArn ?? null, externalId: flags.externalId ?? null },
    regions: flags.region.length > 0 ? flags.region : configuredRegions,
    environment: process.env,
    signal,
    now: () => new Date(),
  };
}
