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

/** A subnet in which senders stand, or may be launched into. */
interface Stand {
  readonly subnetId: string;
  readonly blocks: readonly Block[];
  readonly senders: readonly Sender[];
}

interface Index {
  readonly all: Known<Sender>;
  readonly byGroup: ReadonlyMap<string, readonly Sender[]>;
  readonly byVpc: ReadonlyMap<string, readonly Stand[]>;
  /** Why senders may stand where this index does not know. */
  readonly standGaps: readonly Gap[];
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
  admittedBy({ rule, holder }: HeldRule): Iterable<Sender> {
    const source = this.#rules.sourceOf(rule, holder);
    if (source.type === 'blocks') return this.#standingIn(source.blocks, source.text, holder);
    if (source.type === 'aws-list' || source.isStale) return [];
    const { account, region } = holder;
    const owner = source.ownerId ?? account;
    if (owner !== account && !this.#graph.header.accounts.includes(owner)) {
      undecidable(holder, 'cross-account', `${source.groupId} belongs to account ${owner}, which was not read`);
    }
    const places = this.#graph.placesOf({ kind: 'ec2.security-group', key: source.groupId, account: owner, region });
    const indexes = places.map((place) => this.#indexOf(place));
    return Known.of(
      indexes.flatMap(({ byGroup }) => byGroup.get(source.groupId) ?? []),
      indexes.flatMap(({ all }) => all.gaps),
    );
  }

  /** By address only within the VPC of the rule: between VPCs, routes would have to be followed. */
  *#standingIn(blocks: readonly Block[], text: string, holder: View<'ec2.security-group', Kind>): Generator<Sender, void, undefined> {
    const { byVpc, standGaps } = this.#indexOf(holder);
    const [home = ''] = holder.keysOf('vpc');
    const meets = (stand: Stand, how: typeof overlaps) => stand.blocks.some((block) => blocks.some((each) => how(each, block)));
    for (const stand of byVpc.get(home) ?? []) if (meets(stand, contains)) yield* stand.senders;
    const undecided = new Known<never>();
    undecided.addGaps(standGaps);
    for (const [vpcId, stands] of byVpc) {
      const partly = stands.find((stand) => meets(stand, overlaps) && !(vpcId === home && meets(stand, contains)));
      if (partly === undefined) continue;
      const how =
        vpcId === home ? `holds only a part of ${partly.subnetId}` : `reaches ${partly.subnetId} only through a route between VPCs`;
      undecided.guard(() => undecidable(holder, 'no-evidence', `${text} ${how}`));
    }
    yield* undecided;
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
    const unplaced = new Known<never>();
    for (const census of Object.values(this.#compute.census(place))) {
      all.addGaps(census.gaps);
      for (const carrier of census.items) {
        const key = [...carrier.groups].sort().join();
        const sender = byKey.get(key) ?? { groups: carrier.groups };
        if (!byKey.has(key)) {
          byKey.set(key, sender);
          all.add(sender);
          for (const groupId of carrier.groups) push(byGroup, groupId, sender);
        }
        unplaced.guard(() => {
          for (const subnetId of carrier.subnets()) push(bySubnet, subnetId, sender);
        });
      }
    }
    const byVpc = new Map<string, Stand[]>();
    unplaced.each(
      () => [...bySubnet].sort(([a], [b]) => (a < b ? -1 : 1)),
      ([subnetId, senders]) => {
        const subnet = this.#graph.find('ec2.subnet', subnetId, place);
        if (subnet === null) undecidable(place, 'no-evidence', `subnet ${subnetId} was not among those AWS listed`);
        for (const vpcId of subnet.keysOf('vpc')) push(byVpc, vpcId, { subnetId, blocks: blocksOf(subnet), senders });
      },
    );
    return { all, byGroup, byVpc, standGaps: [...all.gaps, ...unplaced.gaps] };
  }
}

/** Every block of a subnet, of both families. */
export function blocksOf({ cidrBlock, ipv6CidrBlocks }: View<'ec2.subnet'>): readonly Block[] {
  return [cidrBlock, ...ipv6CidrBlocks].flatMap((cidr) => (cidr === null ? null : parseBlock(cidr)) ?? []);
}

function push<T>(index: Map<string, T[]>, key: string, value: T): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, [value]);
  else if (!values.includes(value)) values.push(value);
}
