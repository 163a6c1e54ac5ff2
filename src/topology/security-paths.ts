import { allOf, every, offenders, some } from '../graph/combinators.ts';
import type { Graph, Place } from '../graph/graph.ts';
import { undecidable } from '../graph/signal.ts';
import type { Identity, View } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import { type Block, parseBlock, reachesPublicSpace } from './cidr.ts';
import type { Carrier, Compute } from './compute.ts';
import { type Direction, GroupReach, type HeldRule, type Party } from './group-reach.ts';
import { Known } from './known.ts';
import { describeRule, type SecurityRules } from './security-rules.ts';
import { blocksOf, Senders } from './senders.ts';
import { type TargetPort, type TargetPorts, targetPortsReads } from './target-ports.ts';

export const securityPathsReads = [...targetPortsReads, 'ec2.managed-prefix-list'] as const satisfies readonly Kind[];

/** One step from a load balancer to somebody who answers for one of its target groups. */
export interface Hop {
  readonly carrier: Carrier;
  readonly port: TargetPort;
}

/** A database or cache as the end of a path. */
export interface DataEnd {
  readonly groups: readonly string[];
  /** Ids of the subnets it may stand in. */
  readonly subnets: Iterable<string>;
  readonly place: Place;
}

/** What a step lacks: a rule that lets the traffic in, one that lets it out, or one that lets the clients in whose addresses the step keeps. */
export type Missing = Direction | 'clients';

type Balancer = View<'elbv2.load-balancer'>;

/**
 * Whether security groups let the tiers talk to each other, by reference or by address. Groups on one interface are taken together.
 * Network ACLs and routes are not looked at.
 */
export class SecurityPaths {
  readonly #graph: Graph;
  readonly #targetPorts: TargetPorts;
  readonly #reach: GroupReach;
  readonly #rules: SecurityRules;
  readonly #senders: Senders;

  constructor(graph: Graph, compute: Compute, targetPorts: TargetPorts, rules: SecurityRules) {
    this.#graph = graph;
    this.#targetPorts = targetPorts;
    this.#reach = new GroupReach(graph, rules);
    this.#rules = rules;
    this.#senders = new Senders(graph, compute, rules);
  }

  /** Every step from the load balancer to its targets and to what its Auto Scaling groups launch next. */
  hopsFrom(balancer: Balancer): Known<Hop> {
    return this.#graph.derive('securityPaths', () => {
      const hops = new Known<Hop>();
      hops.each(
        () => this.#graph.referring('elbv2.target-group', 'loadBalancers', balancer),
        (targetGroup) => {
          for (const { carrier, ports } of this.#targetPorts.destinationsOf(targetGroup)) {
            for (const port of ports) hops.add({ carrier, port });
          }
        },
      );
      return hops;
    });
  }

  /** What the step lacks; empty where it is open. */
  missingOn({ carrier, port }: Hop, balancer: Balancer): readonly Missing[] {
    return this.#graph.derive('securityPaths', () => {
      if (carrier.groups.length === 0) undecidable(balancer, 'no-evidence', `${carrier.owner} is no network interface of this account`);
      const groups = balancer.keysOf('securityGroups');
      const target = this.#partyOf(carrier, balancer);
      const sender = { groups, families: target.families, blocks: () => this.#subnetBlocks(balancer.keysOf('subnets'), balancer) };
      const ingress = this.#reach.rulesFor(carrier.groups, 'ingress', port, balancer);
      const egress = this.#reach.rulesFor(groups, 'egress', port, balancer);
      const stages: readonly (readonly [Missing, () => boolean])[] = [
        ['ingress', () => this.#reach.admits(ingress, sender, balancer)],
        ['egress', () => groups.length === 0 || this.#reach.admits(egress, target, balancer)],
        ['clients', () => !this.#shutsClientsOut(ingress, port, balancer)],
      ];
      return offenders(stages, ([, isOpen]) => !isOpen())?.map(([missing]) => missing) ?? [];
    });
  }

  /** Whether anything computes in the place, so that there is a tier to connect. */
  hasCompute(place: Place): boolean {
    return this.#graph.derive('securityPaths', () => some(this.#senders.in(place), () => true));
  }

  /** Whether at least one piece of compute can reach the TCP port: its groups let it out and the groups of the data end let it in. */
  isReachable({ groups, subnets, place }: DataEnd, tcpPort: number): boolean {
    const port = { port: tcpPort, transport: 'tcp' } as const;
    return this.#graph.derive('securityPaths', () => {
      const end: Party = { groups, families: () => ['ipv4', 'ipv6'], blocks: () => this.#subnetBlocks(subnets, place) };
      return some(this.#reach.rulesFor(groups, 'ingress', port, place), (held) =>
        some(this.#senders.admittedBy(held), (sender) =>
          this.#reach.admits(this.#reach.rulesFor(sender.groups, 'egress', port, place), end, place),
        ),
      );
    });
  }

  /** The rules that open a TCP port, in words, as far as they are known. */
  openings({ groups, place }: DataEnd, tcpPort: number): readonly string[] {
    return this.#graph.derive('securityPaths', () => {
      const { items } = this.#reach.rulesFor(groups, 'ingress', { port: tcpPort, transport: 'tcp' }, place);
      return items.map(({ rule, holder }) => `${holder.key}: ${describeRule(rule)}`).sort();
    });
  }

  #partyOf({ groups, address, subnets }: Carrier, near: Place): Party {
    return {
      groups,
      families: () => (address()?.includes(':') === true ? ['ipv6'] : ['ipv4']),
      blocks: () => {
        const known = address();
        const block = known === null ? null : parseBlock(`${known}/${known.includes(':') ? 128 : 32}`);
        return block === null ? this.#subnetBlocks(subnets(), near) : [block];
      },
    };
  }

  *#subnetBlocks(subnetIds: Iterable<string>, near: Place): Generator<Block, void, undefined> {
    const blocks = new Known<Block>();
    blocks.each(
      () => subnetIds,
      (subnetId) => {
        const subnet = this.#graph.find('ec2.subnet', subnetId, near);
        if (subnet === null) undecidable(near, 'no-evidence', `subnet ${subnetId} was not among those AWS listed`);
        blocks.addAll(() => blocksOf(subnet));
      },
    );
    yield* blocks;
  }

  /** A Network Load Balancer that keeps the client's address needs the clients admitted, unless its own group is. */
  #shutsClientsOut(ingress: Known<HeldRule>, { transport, purpose, targetGroup }: TargetPort, balancer: Balancer): boolean {
    const groups = balancer.keysOf('securityGroups');
    const itself: Party = { groups, families: () => [], blocks: () => [] };
    return allOf(
      () => purpose === 'traffic' && balancer.loadBalancerType === 'network' && balancer.scheme === 'internet-facing',
      () => !this.#reach.admits(ingress, itself, balancer),
      () => every(ingress, (held) => !this.#admitsPublicSpace(held)),
      () => transport === 'udp' || this.#keepsClientAddress(targetGroup, balancer),
    );
  }

  #admitsPublicSpace({ rule, holder }: HeldRule): boolean {
    const source = this.#rules.sourceOf(rule, holder);
    return source.type === 'blocks' ? source.blocks.some(reachesPublicSpace) : source.type === 'aws-list';
  }

  #keepsClientAddress(targetGroup: Identity, near: Place): boolean {
    const setting = this.#graph.find('elbv2.target-group', targetGroup.key, near)?.attributes['preserve_client_ip.enabled'];
    if (setting !== undefined) return setting === 'true';
    undecidable(near, 'no-evidence', `${targetGroup.name ?? targetGroup.key} does not say whether it keeps the client's address`);
  }
}
