import { allOf } from '../graph/combinators.ts';
import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isNonEmpty } from '../graph/signal.ts';
import type { Identity, View } from '../graph/view.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import type { Tier } from '../model/report.ts';
import { gapsOf, Known, settled } from './known.ts';

export const subnetTiersReads = [
  'autoscaling.group',
  'ec2.instance',
  'ec2.network-interface',
  'ec2.subnet',
  'ecs.service',
  'elasticache.cluster',
  'elasticache.replication-group',
  'elasticache.subnet-group',
  'elbv2.load-balancer',
  'elbv2.target-group',
  'elbv2.target-health',
  'rds.cluster',
  'rds.instance',
  'rds.subnet-group',
] as const satisfies readonly Kind[];

type Subnet = View<'ec2.subnet', Kind>;

interface TierIndex {
  readonly byVpc: ReadonlyMap<string, readonly Subnet[]>;
  /** Why there may be more. */
  readonly gaps: readonly Gap[];
}

const dyingStates = ['deleting', 'deleted', 'create-failed'];

/**
 * The subnets in which each tier stands or may be placed next, whatever runs there now. A serverless cache gives none: it stands in
 * a network of AWS, across zones, and its subnets hold only the endpoint that leads there.
 */
export class SubnetTiers {
  readonly #graph: Graph;
  readonly #indexes = new Map<string, TierIndex>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** The existing subnets of a tier in a VPC, by key; throws after the last known one where there may be more. */
  *subnetsOf(tier: Tier, vpc: Identity): Generator<Subnet, void, undefined> {
    const indexes = this.#graph.derive('subnetTiers', () => this.#graph.placesOf(vpc).map((place) => this.#indexOf(tier, place)));
    yield* new Set(indexes.flatMap(({ byVpc }) => byVpc.get(vpc.key) ?? []));
    const gaps = settled(indexes.flatMap((index) => index.gaps));
    if (isNonEmpty(gaps)) throw gapSignal(gaps);
  }

  #indexOf(tier: Tier, { account, region }: Place): TierIndex {
    const name = `${tier}|${account}|${region}`;
    let index = this.#indexes.get(name);
    if (index === undefined) this.#indexes.set(name, (index = this.#byVpc(this.#keysOf(tier, { account, region }), { account, region })));
    return index;
  }

  #keysOf(tier: Tier, place: Place): Known<string> {
    if (tier === 'load-balancer') return this.#ofLoadBalancers(place);
    return tier === 'app' ? this.#ofCompute(place) : this.#ofData(place);
  }

  #byVpc(keys: Known<string>, place: Place): TierIndex {
    const byVpc = new Map<string, Subnet[]>();
    const gaps = [...keys.gaps];
    const visit = (key: string) => {
      const subnet = this.#graph.find('ec2.subnet', key, place);
      if (subnet === null) return;
      for (const vpc of subnet.keysOf('vpc')) {
        const known = byVpc.get(vpc);
        if (known === undefined) byVpc.set(vpc, [subnet]);
        else known.push(subnet);
      }
    };
    for (const key of [...new Set(keys.items)].sort()) gaps.push(...gapsOf(() => visit(key)));
    return { byVpc, gaps: settled(gaps) };
  }

  #ofLoadBalancers(place: Place): Known<string> {
    const subnets = new Known<string>();
    subnets.each(
      () => this.#graph.list('elbv2.load-balancer', place),
      // A Gateway Load Balancer inspects traffic, it takes none in.
      (balancer) => (balancer.loadBalancerType === 'gateway' ? undefined : subnets.addAll(() => balancer.keysOf('subnets'))),
    );
    return subnets;
  }

  #ofCompute(place: Place): Known<string> {
    const subnets = new Known<string>();
    subnets.each(
      () => this.#graph.list('autoscaling.group', place),
      (group) => (group.status === null && !isLone(group) ? subnets.addAll(() => this.#subnetsOf(group)) : undefined),
    );
    subnets.each(
      () => this.#graph.list('ecs.service', place),
      (service) => (service.status === 'ACTIVE' ? subnets.addAll(() => service.keysOf('subnets')) : undefined),
    );
    const byAddress = new Map<string, View<'ec2.network-interface', Kind>>();
    const interfaceGaps = new Known<never>();
    interfaceGaps.each(
      () => this.#graph.list('ec2.network-interface', place),
      (eni) => {
        for (const address of [...eni.privateIps, ...eni.ipv6Addresses]) byAddress.set(`${eni.keysOf('vpc').join()} ${address}`, eni);
      },
    );
    subnets.each(
      () => this.#graph.list('elbv2.target-health', place),
      (target) => {
        const { targetType, vpc } = this.#targetGroupOf(target);
        if (targetType === 'instance')
          subnets.addAll(() => this.#graph.find('ec2.instance', target.targetId, place)?.keysOf('subnet') ?? []);
        if (targetType !== 'ip') return;
        const eni = byAddress.get(`${vpc} ${target.targetId}`);
        if (eni === undefined) subnets.addGaps(interfaceGaps.gaps);
        else subnets.addAll(() => eni.keysOf('subnet'));
      },
    );
    return subnets;
  }

  #targetGroupOf(target: View<'elbv2.target-health', Kind>): { readonly targetType: string; readonly vpc: string } {
    const { targetGroup } = target;
    return { targetType: targetGroup.targetType, vpc: targetGroup.keysOf('vpc').join() };
  }

  /** A group without subnets runs in the default subnets of its zones. */
  *#subnetsOf(group: View<'autoscaling.group', Kind>): Generator<string, void, undefined> {
    const keys = group.keysOf('subnets');
    if (keys.length > 0) return yield* keys;
    for (const subnet of this.#graph.list('ec2.subnet', group)) {
      if (subnet.isDefaultForZone && group.zoneNames.includes(subnet.zoneName)) yield subnet.key;
    }
  }

  #ofData(place: Place): Known<string> {
    const subnets = new Known<string>();
    for (const kind of ['rds.instance', 'rds.cluster', 'elasticache.cluster'] as const) {
      subnets.each(
        () => this.#graph.list(kind, place),
        (store) => (dyingStates.includes(store.status) ? undefined : subnets.addAll(() => store.subnetGroup?.keysOf('subnets') ?? [])),
      );
    }
    // A replication group names no subnet group: only its member clusters do.
    const unplaced = new Known<never>();
    unplaced.each(
      () => this.#graph.list('elasticache.replication-group', place),
      (group) => {
        if (dyingStates.includes(group.status)) return;
        for (const member of group.memberClusters) member.keysOf('subnetGroup');
        if (group.status === 'creating' && group.keysOf('memberClusters').length === 0) throw membersToCome(group);
      },
    );
    if (!this.#areAllCacheSubnetsAmong(new Set(subnets.items), place)) subnets.addGaps(unplaced.gaps);
    return subnets;
  }

  /** A cache that is not visible stands in one of the listed subnet groups: it adds nothing where all of those are known to be data subnets. */
  #areAllCacheSubnetsAmong(known: ReadonlySet<string>, place: Place): boolean {
    const hidden = new Known<string>();
    hidden.each(
      () => this.#graph.list('elasticache.subnet-group', place),
      (group) => hidden.addAll(() => group.keysOf('subnets').filter((key) => !known.has(key))),
    );
    return hidden.items.length === 0 && hidden.gaps.length === 0;
  }
}

/** A bastion or NAT instance that its group keeps alive: it may stand where no tier should, and makes none by itself. */
function isLone(group: View<'autoscaling.group', Kind>): boolean {
  return allOf(
    () => group.maxSize <= 1,
    () => group.targetGroupArns.length === 0,
    () => group.classicLoadBalancerNames.length === 0,
    () => group.latticeTargetGroupArns.length === 0,
  );
}

function membersToCome({ key, account, region }: Identity): unknown {
  return gapSignal([{ reason: 'transitional', action: null, account, region, detail: `the members of ${key} are still being created` }]);
}
