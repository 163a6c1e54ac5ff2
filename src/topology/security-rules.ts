import type { Graph } from '../graph/graph.ts';
import { undecidable } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Facts, Kind } from '../model/kinds.ts';
import { type Block, isEffectivelyAny, parseBlock } from './cidr.ts';

export const securityRulesReads = ['ec2.managed-prefix-list'] as const satisfies readonly Kind[];

export type SecurityRule = Facts<'ec2.security-group'>['ingress'][number];

export interface GroupSource {
  readonly type: 'group';
  readonly groupId: string;
  /** Null where AWS does not say, which means the account of the rule. */
  readonly ownerId: string | null;
  /** True where the peering that led to the group is gone, so that the rule admits nobody. */
  readonly isStale: boolean;
}

/** Where traffic of one rule may come from: blocks, another group, or a list that AWS manages and names. */
export type Source =
  | { readonly type: 'blocks'; readonly blocks: readonly Block[]; readonly text: string }
  | GroupSource
  | { readonly type: 'aws-list'; readonly name: string };

export type Transport = 'tcp' | 'udp';

export interface Port {
  readonly port: number;
  readonly transport: Transport;
}

/** An inclusive range of ports. */
export interface PortRange {
  readonly transport: Transport;
  readonly first: number;
  readonly last: number;
}

const transportsByProtocol: Readonly<Record<string, readonly Transport[]>> = {
  '-1': ['tcp', 'udp'],
  tcp: ['tcp'],
  '6': ['tcp'],
  udp: ['udp'],
  '17': ['udp'],
};

/** The ports a rule opens. `-1` is everything, whatever ports it carries; protocols without ports open none. */
export function openPorts({ protocol, fromPort, toPort }: SecurityRule): readonly PortRange[] {
  const isOpenEnded = protocol === '-1' || fromPort === null || toPort === null || fromPort === -1 || toPort === -1;
  const range = isOpenEnded ? { first: 0, last: 65_535 } : { first: fromPort, last: toPort };
  return (transportsByProtocol[protocol] ?? []).map((transport) => ({ transport, ...range }));
}

export function includesPort(range: PortRange, { port, transport }: Port): boolean {
  return range.transport === transport && range.first <= port && port <= range.last;
}

export function coversPort(rule: SecurityRule, port: Port): boolean {
  return openPorts(rule).some((range) => includesPort(range, port));
}

/** A rule in the words of a reader: `tcp 443 from 0.0.0.0/0`. */
export function describeRule(rule: SecurityRule): string {
  const { protocol, fromPort, toPort, source } = rule;
  const ports = fromPort === null || protocol === '-1' ? '' : fromPort === toPort ? ` ${fromPort}` : ` ${fromPort}-${toPort ?? fromPort}`;
  return `${protocol === '-1' ? 'everything' : protocol}${ports} from ${source}`;
}

/** The group that a rule names as its source, or null where it names none. */
export function groupNamedBy(rule: SecurityRule): GroupSource | null {
  return rule.sourceType === 'security-group' ? groupIn(rule) : null;
}

function groupIn({ source, sourceOwnerId, peeringConnectionId, peeringStatus }: SecurityRule): GroupSource {
  const isStale = peeringConnectionId !== null && peeringStatus !== null && peeringStatus !== 'active';
  return { type: 'group', groupId: source, ownerId: sourceOwnerId, isStale };
}

/** Security-group rules with their sources resolved: prefix lists expanded, references told apart. */
export class SecurityRules {
  readonly #graph: Graph;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  sourceOf(rule: SecurityRule, group: View<'ec2.security-group'>): Source {
    switch (rule.sourceType) {
      case 'ipv4':
      case 'ipv6': {
        const block = parseBlock(rule.source);
        if (block === null) return undecidable(group, 'unsupported', `${rule.source} is no address block`);
        return { type: 'blocks', blocks: [block], text: rule.source };
      }
      case 'security-group':
        return groupIn(rule);
      case 'prefix-list':
        return this.#graph.derive('securityRules', () => this.#expand(rule.source, group));
      default:
        return undecidable(group, 'unsupported', `a source of type ${rule.sourceType} is not understood`);
    }
  }

  /** Whether the rule admits (practically) the whole internet. */
  admitsWorld(rule: SecurityRule, group: View<'ec2.security-group'>): boolean {
    const source = this.sourceOf(rule, group);
    return source.type === 'blocks' && source.blocks.some(isEffectivelyAny);
  }

  /** Lists that AWS manages name what they hold; their entries are not read. */
  #expand(prefixListId: string, group: View<'ec2.security-group'>): Source {
    const prefixList = this.#graph.find('ec2.managed-prefix-list', prefixListId, group);
    if (prefixList === null) return undecidable(group, 'unsupported', `prefix list ${prefixListId} was not among the lists AWS named`);
    if (prefixList.ownerId === 'AWS') return { type: 'aws-list', name: prefixList.prefixListName };
    if (prefixList.cidrBlocks === null) return undecidable(group, 'unsupported', `the entries of ${prefixListId} are not known`);
    const blocks = prefixList.cidrBlocks.map((cidr) => {
      const block = parseBlock(cidr);
      if (block === null) return undecidable(group, 'unsupported', `${cidr} in ${prefixListId} is no address block`);
      return block;
    });
    return { type: 'blocks', blocks, text: `${prefixListId} (${prefixList.cidrBlocks.join(', ')})` };
  }
}
