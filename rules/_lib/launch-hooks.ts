import { type Context, type Facts, type Identity, isNonEmpty, matching, millisecondsOf, type NonEmpty, Type, type View } from '#rule-kit';

/** What tells whether launch lifecycle hooks hold instances back until they have booted. */
export const hookParams = {
  minimumSamples: Type.Integer({
    default: 3,
    minimum: 1,
    description: 'Completed launches that must show how long launch lifecycle hooks take; fewer are no measurement.',
  }),
  plainLaunchSeconds: Type.Number({
    default: 90,
    minimum: 0,
    description:
      'Launches of up to this many seconds show no bootstrap: without any hook it takes 20 to 90 seconds until an instance is in service.',
  }),
};

interface HookParams {
  readonly minimumSamples: number;
  readonly plainLaunchSeconds: number;
}

/** The grace period begins when an instance enters service, which is after its launch lifecycle hooks. */
export interface LaunchHold {
  readonly hooks: NonEmpty<View<'autoscaling.lifecycle-hook'>>;
  /** Seconds from request to service of launches that no hook timed out; shortest first. Empty where there are too few. */
  readonly launchSeconds: readonly number[];
}

type Reading = Pick<Context<'autoscaling.group', 'autoscaling.activity' | 'autoscaling.lifecycle-hook'>, 'referring'>;
type Group = Identity & Facts<'autoscaling.group'>;

/** A hook that times out ends the wait within this many seconds of its heartbeat timeout. */
const timeoutSlackSeconds = 5;

/** What the group's launch lifecycle hooks were seen to do, or null where it has none. */
export function launchHoldOf(group: Group, { referring }: Reading, { minimumSamples }: HookParams): LaunchHold | null {
  const hooks = matching(
    referring('autoscaling.lifecycle-hook', 'group', group),
    ({ transition }) => transition === 'autoscaling:EC2_INSTANCE_LAUNCHING',
  );
  if (!isNonEmpty(hooks)) return null;
  const timeoutSeconds = Math.min(...hooks.map(({ heartbeatTimeoutSeconds }) => heartbeatTimeoutSeconds)) - timeoutSlackSeconds;
  const warmupSeconds = group.defaultInstanceWarmupSeconds;
  const from = startsFromWarmPool(group) ? 'from' : null;
  const launches = matching(
    referring('autoscaling.activity', 'group', group),
    ({ action, warmPool, statusCode, endedAt }) =>
      action === 'launch' && warmPool === from && statusCode === 'Successful' && endedAt !== null,
  );
  const launchSeconds = launches
    .map(({ startedAt, endedAt }) => Math.round((millisecondsOf(endedAt ?? startedAt) - millisecondsOf(startedAt)) / 1000))
    // A scale-out by policy may end only with the warm-up: what may contain one says nothing of hooks.
    .filter((seconds) => seconds < timeoutSeconds && (warmupSeconds === null || warmupSeconds === 0 || seconds < warmupSeconds))
    .sort((a, b) => a - b);
  return { hooks, launchSeconds: launchSeconds.length >= minimumSamples ? launchSeconds : [] };
}

/** Whether every launch that scaling asks for finds an instance waiting. */
function startsFromWarmPool({ warmPool, minSize, maxSize }: Facts<'autoscaling.group'>): boolean {
  return warmPool !== null && (warmPool.minSize ?? 0) > 0 && (warmPool.minSize ?? 0) >= maxSize - minSize;
}

/** What nine of ten launches stayed below; null where there are too few. */
export function slowLaunchSeconds({ launchSeconds }: LaunchHold): number | null {
  return launchSeconds[Math.ceil(launchSeconds.length * 0.9) - 1] ?? null;
}

/** Whether launches take so much longer than plain ones that the bootstrap must be part of them. */
export function coversBootstrap(hold: LaunchHold, { plainLaunchSeconds }: HookParams): boolean {
  const seconds = slowLaunchSeconds(hold);
  return seconds !== null && seconds > plainLaunchSeconds;
}

/** `hook web/boot` or `hooks web/boot, web/warm`. */
export function nameHooks({ hooks }: LaunchHold): string {
  return `${hooks.length === 1 ? 'hook' : 'hooks'} ${hooks.map(({ key }) => key).join(', ')}`;
}
