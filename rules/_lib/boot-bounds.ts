import { type Facts, matching, millisecondsOf, offenders, type View } from '#rule-kit';
import { type BootAnswer, type BootContext, type Group, graceFor } from './boot-time.ts';
import { launchHoldOf, nameHooks } from './launch-hooks.ts';

type Target = View<'elbv2.target-health'>;
type Instance = View<'ec2.instance'>;

/** Seconds before service that launch hooks are known to take; null where they are not known. */
interface Held {
  readonly shortest: number;
  readonly longest: number;
  readonly source: string;
}

/**
 * What the age of targets says: one that was never healthy boots for longer than it is old, a healthy one has booted within its age.
 * Nothing tells when a target became healthy, so these are bounds.
 */
export function byTargetAge(group: Group, context: BootContext): BootAnswer | null {
  const { factor, youngSeconds } = context.params;
  const grace = group.gracePeriodSeconds;
  const held = heldOf(group, context);
  const members = new Set(
    group.instances.filter(({ lifecycleState }) => lifecycleState === 'InService').map(({ instanceId }) => instanceId),
  );
  const ageOf = ({ targetId }: Target) => {
    const instance = context.find('ec2.instance', targetId);
    return instance === null ? null : agesOf(instance, context.readBetween);
  };
  const bootingFor = (target: Target) => {
    const age = members.has(target.targetId) && target.state === 'initial' ? ageOf(target) : null;
    return age !== null && age.atLeast <= youngSeconds ? age.atLeast : null;
  };
  const provesShort = (target: Target) => {
    const age = held === null ? null : bootingFor(target);
    return age !== null && held !== null && age >= held.longest && factor * (age - held.longest) >= grace;
  };
  const [booting] = offenders(targetsOf(group, context), provesShort) ?? [];
  if (booting !== undefined && held !== null) {
    const boot = {
      seconds: bootingFor(booting) ?? 0,
      bound: 'over',
      source: `${booting.targetId} is that old and was never healthy`,
    } as const;
    const { how, neededSeconds } = graceFor(factor, boot, held.longest === 0 ? null : { seconds: held.longest, source: held.source });
    return { isShort: true, neededSeconds: neededSeconds + 1, how, seen: [context.see(booting, 'state', 'healthy')] };
  }
  const targets = matching(targetsOf(group, context), ({ targetId }) => members.has(targetId));
  const longestBoot = Math.max(0, ...targets.map((target) => bootingFor(target) ?? 0));
  const unsettled = new Set(targets.filter(({ state }) => state !== 'healthy').map(({ targetId }) => targetId));
  const [youngest] = targets
    .filter(({ targetId }) => !unsettled.has(targetId))
    .map((target) => ({ target, seconds: ageOf(target)?.atMost ?? Infinity }))
    .filter(({ seconds }) => seconds >= longestBoot)
    .sort((a, b) => a.seconds - b.seconds);
  if (youngest === undefined) return null;
  const { target, seconds } = youngest;
  const shortest = held === null || held.shortest === 0 ? null : { seconds: held.shortest, source: held.source };
  const needed = graceFor(factor, { seconds, bound: 'at most', source: `${target.targetId} is that old and healthy` }, shortest);
  return grace >= needed.neededSeconds ? { ...needed, isShort: false, seen: [context.see(target, 'state')] } : null;
}

/** Whether a check can come back at all before the grace ends. Where hooks hold instances back, it may have before it begins. */
export function byFirstCheck(group: Group, context: BootContext): BootAnswer | null {
  if (launchHoldOf(group, context, context.params) !== null) return null;
  const firstCheck = (arn: string) => {
    const targetGroup = context.find('elbv2.target-group', arn);
    const interval = targetGroup?.healthCheckIntervalSeconds ?? null;
    const timeout = targetGroup?.healthCheckTimeoutSeconds ?? null;
    return targetGroup === null || interval === null || timeout === null ? null : { targetGroup, interval, timeout };
  };
  const late = offenders(group.targetGroupArns, (arn) => {
    const check = firstCheck(arn);
    return check !== null && check.interval + check.timeout > group.gracePeriodSeconds;
  });
  const check = late === null ? null : firstCheck(late[0]);
  if (check === null) return null;
  const { targetGroup, interval, timeout } = check;
  return {
    isShort: true,
    neededSeconds: interval + timeout,
    how: `a first health check of ${targetGroup.name ?? targetGroup.key} takes up to ${interval} s interval + ${timeout} s timeout = ${interval + timeout} s, however fast the boot`,
    seen: [context.see(targetGroup, 'healthCheckIntervalSeconds'), context.see(targetGroup, 'healthCheckTimeoutSeconds')],
  };
}

function heldOf(group: Group, context: BootContext): Held | null {
  const hold = launchHoldOf(group, context, context.params);
  if (hold === null) return { shortest: 0, longest: 0, source: 'no hook' };
  const shortest = hold.launchSeconds[0];
  const longest = hold.launchSeconds.at(-1);
  return shortest === undefined || longest === undefined ? null : { shortest, longest, source: nameHooks(hold) };
}

function* targetsOf({ targetGroupArns }: Facts<'autoscaling.group'>, { find, referring }: BootContext): Generator<Target, void, undefined> {
  for (const arn of targetGroupArns) {
    const targetGroup = find('elbv2.target-group', arn);
    if (targetGroup !== null) yield* referring('elbv2.target-health', 'targetGroup', targetGroup);
  }
}

/** In seconds, while the facts were being read. A start after a stop begins the boot anew, which can only make it shorter than the first. */
function agesOf(
  { launchTime, firstLaunchTime }: Instance,
  [from, to]: readonly [number, number],
): { readonly atLeast: number; readonly atMost: number } {
  const lastStart = millisecondsOf(launchTime);
  const firstStart = Math.min(lastStart, millisecondsOf(firstLaunchTime ?? launchTime));
  return { atLeast: Math.floor((from - lastStart) / 1000), atMost: Math.ceil((to - firstStart) / 1000) };
}
