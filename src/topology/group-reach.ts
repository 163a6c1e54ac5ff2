import { anyOf, every, some } from '../graph/combinators.ts';
import type { Graph, Place } from '../graph/graph.ts';
import { undecidable } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import { type AddressFamily, type Block, contains, overlaps, parseBlock } from './cidr.ts';
import { Known } from './known.ts';
import { coversPort, groupNamedBy, type Port, type SecurityRule, type SecurityRules } from './security-rules.ts';

export type Direction = 'ingress' | 'egress';

/** A rule together with the group that holds it. */
export interface HeldRule {
  readonly rule: SecurityRule;
  readonly holder: View<'ec2.security-group', Kind>;
}

/** One end of a connection, as the rules of the other end may name it. */
export interface Party {
  readonly groups: readonly string[];
  /** Families it may speak. */
  readonly families: () => readonly AddressFamily[];
  /** Every block it may stand in, of both families. */
  readonly blocks: () => Iterable<Block>;
}

const anyIpv4 = parseBlock('0.0.0.0/0');

/** What the rules of several groups, which act together on one interface, let through. Network ACLs are not looked at. */
export class GroupReach {
  readonly #graph: Graph;
  readonly #rules: SecurityRules;
  readonly #held = new Map<string, Known<HeldRule>>();

  constructor(graph: Graph, rules: SecurityRules) {
    this.#graph = graph;
    this.#rules = rules;
  }

  /** Every rule of the groups for the port. */
  rulesFor(groupIds: readonly string[], direction: Direction, port: Port, near: Place): Known<HeldRule> {
    const key = [near.account, near.region, direction, port.transport, port.port, ...groupIds].join(' ');
    let held = this.#held.get(key);
    if (held === undefined) this.#held.set(key, (held = this.#readRules(groupIds, direction, port, near)));
    return held;
  }

  #readRules(groupIds: readonly string[], direction: Direction, port: Port, near: Place): Known<HeldRule> {
    const held = new Known<HeldRule>();
    for (const groupId of groupIds) {
      held.guard(() => {
        const holder = this.#graph.find('ec2.security-group', groupId, near);
        if (holder === null) return undecidable(near, 'no-evidence', `security group ${groupId} was not among those AWS listed`);
        for (const rule of holder[direction]) if (coversPort(rule, port)) held.add({ rule, holder });
      });
    }
    return held;
  }

  /** Whether the rules admit the party wherever it stands: by one of its groups, or by blocks that hold all of its addresses in one family. */
  admits(rules: Known<HeldRule>, party: Party, near: Place): boolean {
    return anyOf(
      () => some(rules, (held) => this.#names(held, party.groups)),
      () => this.#admitsAddresses(rules, party, near),
    );
  }

  #admitsAddresses(rules: Known<HeldRule>, party: Party, near: Place): boolean {
    // No address is worth reading where no rule names any.
    if (!some(rules, ({ rule }) => rule.sourceType !== 'security-group')) return false;
    const families = party.families();
    return anyOf(
      () => families.includes('ipv4') && some(rules, (held) => this.holds(held, anyIpv4, near)),
      () => {
        const blocks = Known.from(party.blocks);
        return some(families, (family) => this.#holdsAll(rules, blocks, family, near));
      },
    );
  }

  /** Whether the blocks of the rule hold the whole block. A part of it decides nothing. */
  holds({ rule, holder }: HeldRule, block: Block | null, near: Place): boolean {
    if (rule.sourceType === 'security-group') return false;
    const source = this.#rules.sourceOf(rule, holder);
    if (source.type !== 'blocks' || block === null) return false;
    if (source.blocks.some((each) => contains(each, block))) return true;
    if (block === anyIpv4 || !source.blocks.some((each) => overlaps(each, block))) return false;
    return undecidable(near, 'no-evidence', `${source.text} in ${holder.key} holds only a part of the addresses in question`);
  }

  #holdsAll(rules: Known<HeldRule>, blocks: Known<Block>, family: AddressFamily, near: Place): boolean {
    const isOfFamily = (block: Block) => block.family === family;
    return some(blocks, isOfFamily) && every(blocks.where(isOfFamily), (block) => some(rules, (held) => this.holds(held, block, near)));
  }

  #names({ rule }: HeldRule, groupIds: readonly string[]): boolean {
    const source = groupNamedBy(rule);
    return source !== null && !source.isStale && groupIds.includes(source.groupId);
  }
}
