import { keysOf, type Node, type Side } from './side.ts';
import type { ScalingOwners } from './noise.ts';

/** The groups and services whose number a policy, a schedule or a capacity provider moves, on either side. */
export function scalingOwners(...sides: readonly Side[]): ScalingOwners {
  const scaled = new Set<string>();
  for (const side of sides) {
    for (const policy of side.list('autoscaling.policy')) if (policy.facts['enabled'] !== false) add(scaled, policy, 'group');
    for (const action of side.list('autoscaling.scheduled-action')) add(scaled, action, 'group');
    for (const provider of side.list('ecs.capacity-provider')) add(scaled, provider, 'group');
    for (const target of side.list('applicationautoscaling.scalable-target')) add(scaled, target, 'service');
  }
  return { isScaled: (node) => scaled.has(placed(node, node.key)) };
}

function add(scaled: Set<string>, node: Node, relation: string): void {
  for (const key of keysOf(node, relation)) scaled.add(placed(node, key));
}

function placed({ account, region }: Node, key: string): string {
  return `${account}|${region}|${key}`;
}
