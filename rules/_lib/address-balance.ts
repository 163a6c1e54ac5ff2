import type { Facts, View } from '#rule-kit';
import { isLeaving } from './fleet.ts';

type Group = View<'autoscaling.group'>;
type Subnet = View<'ec2.subnet'>;

interface Balance {
  /** Null where there is but one zone to lose. */
  readonly lost: string | null;
  readonly needed: number;
  readonly free: number;
  readonly how: string;
}

/** Instances that hold an address in one of the subnets' zones. */
function running({ instances }: Facts<'autoscaling.group'>, subnets: readonly Subnet[]): number {
  const zones = new Set(subnets.map(({ zoneName }) => zoneName));
  return instances.filter((member) => !isLeaving(member) && zones.has(member.zoneName)).length;
}

/** What the group may still have to launch in the zones that are left, and the addresses there. */
export function balance(group: Group, lost: string | null, subnets: readonly Subnet[], addressesPerInstance: number): Balance {
  const held = running(group, subnets);
  const needed = Math.max(0, group.maxSize - held) * addressesPerInstance;
  // A subnet without IPv4 has more addresses than anybody can use.
  const free = subnets.some(({ cidrBlock }) => cidrBlock === null)
    ? Number.MAX_SAFE_INTEGER
    : subnets.reduce((sum, subnet) => sum + subnet.availableIpAddresses, 0);
  const places = subnets.map(({ key, availableIpAddresses }) => `${key} ${availableIpAddresses}`).join(' + ');
  const each = addressesPerInstance === 1 ? '' : `, ${addressesPerInstance} addresses each`;
  const how = `${lost === null ? '' : `without ${lost}: `}${group.maxSize} at most - ${held} running = ${Math.max(0, group.maxSize - held)} to launch${each}; free: ${places}`;
  return { lost, needed, free, how };
}
