import type { View } from '#rule-kit';
import type { Blocked } from './acl-paths.ts';

/** Who cannot talk to whom, where it is stopped and by which rule. */
export function inWords({ need: { direction, transport, cidr, firstPort, lastPort }, ruleNumber, what }: Blocked): string {
  const ports = firstPort === lastPort ? String(firstPort) : `${firstPort}-${lastPort}`;
  const by = ruleNumber === null ? 'no rule allows it' : `rule ${ruleNumber} denies it`;
  return `${what}: ${direction} ${transport} ${ports} ${direction === 'ingress' ? 'from' : 'to'} ${cidr} (${by})`;
}

/** A number before the rule that denies, where there is room for one. */
export function numberBefore({ entries }: View<'ec2.network-acl'>, { need, ruleNumber }: Blocked): string {
  const used = entries.filter(({ isEgress }) => isEgress === (need.direction === 'egress')).map((entry) => entry.ruleNumber);
  const number = (ruleNumber ?? Math.max(0, ...used.filter((each) => each < 32_000)) + 20) - 10;
  return number > 0 && !used.includes(number) ? String(number) : '<number below the rule that denies>';
}
