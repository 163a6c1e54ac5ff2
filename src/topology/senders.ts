import type { Graph, Place } from '../graph/graph.ts';
import { undecidable } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import { type Block, contains, overlaps, parseBlock } from './cidr.ts';
import type { Compute } from './compute.ts';
import type { HeldRule } from './group-reach.ts';
import { Known } from './known.ts';
import type { SecurityRules } from './security-rules.ts';

/** Groups that some compute carries together; however many instances do, it is one sender. */
export interface Sender {
  readonly groups: readonly string[];
}

interface Index {
  readonly all: Known<Sender>;
  readonly byGroup: ReadonlyMap<string, readonly Sender[]>;
  readonly bySubnet: ReadonlyMap<string, readonly Sender[]>;
  /** Why compute may stand in subnets this index does not know. */
  readonly subnetGaps: readonly Gap[];
}

/** The app and worker tiers as the senders of traffic, found by what a rule admits. */
export class Senders {
  readonly #graph: Graph;
  readonly #compute: Compute;
  readonly #rules: SecurityRules;
  readonly #indexes = new Map<string, Index>();

  constructor(graph: Graph, compute: Compute, rules: SecurityRules) {
    this.#graph = graph;
    this.#compute = compute;
    this.#rules = rules;
  }

  in(place: Place): Known<Sender> {
    return this.#indexOf(place).all;
  }

  /** Senders that the rule admits by their group or by the block of their subnet. */
  admittedBy({ rule, holder }: HeldRule): Known<Sender> {
    const source = this.#rules.sourceOf(rule, holder);
    if (source.type === 'blocks') return this.#standingIn(source.blocks, source.text, holder);
    if (source.type === 'aws-list' || source.isStale) return new Known();
    const { account, region } = holder;
    const owner = source.ownerId ?? account;
    if (owner !== account && !this.#graph.header.accounts.includes(owner)) {
      undecidable(holder, 'cross-account', `${source.groupId} belongs to account ${owner}, which was not read`);
    }
    const { all, byGroup } = this.#indexOf({ account: owner, region });
    return Known.of(byGroup.get(source.groupId) ?? [], all.gaps);
  }

  /** By address only within the VPC of the rule: between VPCs, routes would have to be followed. */
  #standingIn(blocks: readonly Block[], text: string, holder: View<'ec2.security-group', Kind>): Known<Sender> {
    const { bySubnet, subnetGaps } = this.#indexOf(holder);
    const found = Known.of<Sender>([], subnetGaps);
    found.each(
      () => bySubnet,
      ([subnetId, senders]) => {
        const subnet = this.#graph.find('ec2.subnet', subnetId, holder);
        if (subnet === null) undecidable(holder, 'no-evidence', `subnet ${subnetId} was not among those AWS listed`);
        const own = [subnet.cidrBlock, ...subnet.ipv6CidrBlocks].flatMap((cidr) => (cidr === null ? null : parseBlock(cidr)) ?? []);
        const meets = (how: typeof overlaps) => own.some((block) => blocks.some((each) => how(each, block)));
        if (!meets(overlaps)) return;
        if (subnet.keysOf('vpc')[0] !== holder.keysOf('vpc')[0]) {
          undecidable(holder, 'no-evidence', `${text} reaches ${subnetId} only through a route between VPCs`);
        }
        if (!meets(contains)) undecidable(holder, 'no-evidence', `${text} holds only a part of ${subnetId}`);
        for (const sender of senders) found.add(sender);
      },
    );
    return found;
  }

  #indexOf(place: Place): Index {
    const name = `${place.account}|${place.region}`;
    let index = this.#indexes.get(name);
    if (index === undefined) this.#indexes.set(name, (index = this.#buildIndex(place)));
    return index;
  }

  #buildIndex(place: Place): Index {
    const all = new Known<Sender>();
    const byKey = new Map<string, Sender>();
    const byGroup = new Map<string, Sender[]>();
    const bySubnet = new Map<string, Sender[]>();
    const subnets = new Known<never>();
    for (const census of Object.values(this.#compute.census(place))) {
      all.addGaps(census.gaps);
      for (const carrier of census.items) {
        const key = [...carrier.groups].sort().join();
        let sender = byKey.get(key);
        if (sender === undefined) {
          byKey.set(key, (sender = { groups: carrier.groups }));
          all.add(sender);
          for (const groupId of carrier.groups) push(byGroup, groupId, sender);
        }
        for (const subnetId of carrier.subnets.items) push(bySubnet, subnetId, sender);
        subnets.addGaps(carrier.subnets.gaps);
      }
    }
    return { all, byGroup, bySubnet, subnetGaps: [...all.gaps, ...subnets.gaps] };
  }
}

function push(index: Map<string, Sender[]>, key: string, sender: Sender): void {
  const senders = index.get(key);
  if (senders === undefined) index.set(key, [sender]);
  else if (!senders.includes(sender)) senders.push(sender);
}
