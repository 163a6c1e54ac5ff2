import type { Context, View } from '#rule-kit';
import { cpuTargetPercent } from './scaling-policies.ts';

type Group = View<'autoscaling.group'>;

export interface ZoneLoss {
  readonly zones: number;
  /** Capacity that goes with the fullest of evenly filled zones. */
  readonly lost: number;
  readonly remaining: number;
  /** `4 over 3 zones: 4 / 3, rounded up, = 2 are lost with one, 2 remain`. */
  readonly how: string;
}

/** What an even spread of the desired capacity leaves when one zone is lost. */
export function zoneLossOf({ desiredCapacity }: Group, zones: number): ZoneLoss {
  const lost = zones === 0 ? desiredCapacity : Math.ceil(desiredCapacity / zones);
  const remaining = desiredCapacity - lost;
  const how = `desired capacity ${desiredCapacity} over ${zones} ${zones === 1 ? 'zone' : 'zones'}: ${desiredCapacity} / ${zones}, rounded up, = ${lost} lost with one, ${remaining} remain`;
  return { zones, lost, remaining, how };
}

/** The lowest average CPU utilization that the group's policies keep, which decides when it grows; null where none keeps one. */
export function keptCpuPercent(
  group: Group,
  { referring }: Pick<Context<'autoscaling.group', 'autoscaling.policy'>, 'referring'>,
): number | null {
  const targets = [...referring('autoscaling.policy', 'group', group)].flatMap((policy) => cpuTargetPercent(policy) ?? []);
  return targets.length === 0 ? null : Math.min(...targets);
}

/** CPU utilization of what remains, in percent, with the arithmetic. */
export function loadAfter(
  { remaining }: ZoneLoss,
  targetPercent: number,
  { desiredCapacity }: Group,
): { readonly percent: number; readonly how: string } {
  const percent = remaining === 0 ? Infinity : Math.round((targetPercent * desiredCapacity * 10) / remaining) / 10;
  const how = remaining === 0 ? 'nothing remains' : `CPU target ${targetPercent} % x ${desiredCapacity} / ${remaining} = ${percent} %`;
  return { percent, how };
}
