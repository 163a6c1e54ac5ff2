import { keysOf, membersOf, type Node, type Side, textOf } from './side.ts';

/** A member of an Auto Scaling group, which replaces them at will. */
export interface Membership {
  /** Name of the group. */
  readonly group: string;
  /** The same for all that are made alike: kind, place, group and, of a volume, the device. */
  readonly role: string;
}

/** Tells the instances of groups, and what belongs to such an instance, from what stands alone. */
export class Members {
  readonly #groupByInstance = new Map<string, string>();

  constructor(side: Side) {
    for (const instance of side.list('ec2.instance')) {
      const group = textOf(instance, 'autoScalingGroupName');
      if (group !== null) this.#groupByInstance.set(placed(instance, instance.key), group);
    }
  }

  of(node: Node): Membership | null {
    const group = this.#groupOf(node);
    if (group === null) return null;
    return { group, role: [node.kind, node.account, node.region, group, deviceOf(node)].join('|') };
  }

  #groupOf(node: Node): string | null {
    switch (node.kind) {
      case 'ec2.instance':
        return this.#groupByInstance.get(placed(node, node.key)) ?? null;
      case 'ec2.volume':
      case 'ec2.network-interface':
      case 'ssm.managed-instance': {
        const [instance] = keysOf(node, node.kind === 'ec2.volume' ? 'instances' : 'instance');
        return instance === undefined ? null : (this.#groupByInstance.get(placed(node, instance)) ?? null);
      }
      default:
        return null;
    }
  }
}

function placed({ account, region }: Node, key: string): string {
  return `${account}|${region}|${key}`;
}

function deviceOf({ kind, facts }: Node): string {
  const device = kind === 'ec2.volume' ? membersOf(facts['attachments'])[0]?.['deviceName'] : '';
  return typeof device === 'string' ? device : '';
}
