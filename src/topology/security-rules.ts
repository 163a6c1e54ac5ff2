import type { Graph } from '../graph/graph.ts';
import { gapSignal } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Facts, Kind } from '../model/kinds.ts';
import { type Block, isEffectivelyAny, parseBlock } from './cidr.ts';

export const securityRulesReads = ['ec2.managed-prefix-list'] as const satisfies readonly Kind[];

export type SecurityRule = Facts<'ec2.security-group'>['ingress'][number];

/** Where traffic of one rule may come from: blocks, another group, or a list that AWS manages and names. */
export type Source =
  | { readonly type: 'blocks'; readonly blocks: readonly Block[]; readonly text: string }
  | { readonly type: 'group'; readonly groupId: string; readonly ownerId: string | null; readonly isStale: boolean }
  | { readonly type: 'aws-list'; readonly name: string };

const protocolNumbers: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' };

/** Whether the rule lets TCP traffic to the port in. `-1` is everything, whatever ports it carries. */
export function coversTcpPort(rule: SecurityRule, port: number): boolean {
  const { first, last } = tcpPorts(rule) ?? { first: 1, last: 0 };
  return first <= port && port <= last;
}

/** The TCP ports a rule opens, or null where it opens none. */
export function tcpPorts({ protocol, fromPort, toPort }: SecurityRule): { readonly first: number; readonly last: number } | null {
  if (protocol === '-1') return { first: 0, last: 65535 };
  if ((protocolNumbers[protocol] ?? protocol) !== 'tcp') return null;
  return fromPort === null || toPort === null || fromPort === -1 ? { first: 0, last: 65535 } : { first: fromPort, last: toPort };
}

/** A rule in the words of a reader: `tcp 443 from 0.0.0.0/0`. */
export function describeRule(rule: SecurityRule): string {
  const { protocol, fromPort, toPort, source } = rule;
  const ports = fromPort === null || protocol === '-1' ? '' : fromPort === toPort ? ` ${fromPort}` : ` ${fromPort}-${toPort ?? fromPort}`;
  return `${protocol === '-1' ? 'everything' : protocol}${ports} from ${source}`;
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
        if (block === null) throw this.#unreadable(`${rule.source} is no address block`, group);
        return { type: 'blocks', blocks: [block], text: rule.source };
      }
      case 'security-group': {
        const isStale = rule.peeringConnectionId !== null && rule.peeringStatus !== null && rule.peeringStatus !== 'active';
        return { type: 'group', groupId: rule.source, ownerId: rule.sourceOwnerId, isStale };
      }
      case 'prefix-list':
        return this.#graph.derive('securityRules', () => this.#expand(rule.source, group));
      default:
        throw this.#unreadable(`a source of type ${rule.sourceType} is not understood`, group);
    }
  }

  /** Whether the rule admits (practically) the whole internet. */
  admitsWorld(rule: SecurityRule, group: View<'ec2.security-group'>): boolean {
    const source = this.sourceOf(rule, group);
    return source.type === 'blocks' && source.blocks.some(isEffectivelyAny);
  }

  #expand(prefixListId: string, group: View<'ec2.security-group'>): Source {
    const prefixList = this.#graph.find('ec2.managed-prefix-list', prefixListId, group);
    if (prefixList === null) throw this.#unreadable(`prefix list ${prefixListId} was not among the lists AWS named`, group);
    if (prefixList.cidrBlocks === null) return { type: 'aws-list', name: prefixList.prefixListName };
    const blocks = prefixList.cidrBlocks.map((cidr) => {
      const block = parseBlock(cidr);
      if (block === null) throw this.#unreadable(`${cidr} in ${prefixListId} is no address block`, group);
      return block;
    });
    return { type: 'blocks', blocks, text: `${prefixListId} (${prefixList.cidrBlocks.join(', ')})` };
  }

  #unreadable(detail: string, { account, region }: View<'ec2.security-group'>): unknown {
    return gapSignal([{ reason: 'unsupported', action: null, account, region, detail }]);
  }
}
