import type { Graph } from '../graph/graph.ts';
import { ifKnown } from '../graph/signal.ts';
import { isViewOf, type View } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import type { Network, Workload } from '../model/report.ts';
import type { Exposure } from './routing.ts';
import type { Topology } from './topology.ts';

type Vpc = View<'ec2.vpc', Kind>;
type Deriving = Pick<Topology, 'natGateways' | 'routing' | 'zones'>;

const reaches: Readonly<Record<Exposure, Network['subnets'][number]['reach']>> = {
  public: 'public',
  'private-egress': 'private',
  'private-central': 'private',
  isolated: 'isolated',
  broken: 'isolated',
};

/**
 * The VPCs in which workloads stand, by id, with their subnets and NAT gateways. For display: what cannot be read is left out, what
 * the selected rules do not read is not asked for, and no verdict rests on it.
 */
export function networksOf(graph: Graph, topology: Deriving, workloads: readonly Workload[]): readonly Network[] {
  const subnets = new Map(graph.known('ec2.subnet').flatMap((view) => (isViewOf(view, 'ec2.subnet') ? [[view.id, view] as const] : [])));
  const found = new Map<string, { vpc: Vpc; workloads: Set<string> }>();
  for (const { id, placement } of workloads) {
    for (const subnet of new Set(placement.flatMap((each) => each.subnets))) {
      const vpc = ifKnown(() => vpcOf(graph, subnets.get(subnet)));
      if (vpc === undefined || vpc === null) continue;
      const known = found.get(vpc.id) ?? { vpc, workloads: new Set() };
      found.set(vpc.id, known);
      known.workloads.add(id);
    }
  }
  return [...found.values()]
    .map(({ vpc, workloads: ids }) => networkOf(graph, topology, vpc, [...ids].sort()))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

function vpcOf(graph: Graph, subnet: View<'ec2.subnet'> | undefined): Vpc | null {
  const [key] = subnet?.keysOf('vpc') ?? [];
  return key === undefined || subnet === undefined ? null : graph.find('ec2.vpc', key, subnet);
}

function networkOf(graph: Graph, { natGateways, routing, zones }: Deriving, vpc: Vpc, workloads: readonly string[]): Network {
  const { id, account, region } = vpc;
  const subnets = known(graph.referring('ec2.subnet', 'vpc', vpc)).items;
  const gateways = known(graph.referring('ec2.nat-gateway', 'vpc', vpc));
  return {
    ...{ id, name: nameOf(vpc), account, region, workloads },
    subnets: subnets.map((subnet) => {
      const exposure = ifKnown(() => routing.exposureOf(subnet));
      return {
        id: subnet.id,
        name: nameOf(subnet),
        zone: ifKnown(() => zones.ofSubnet(subnet)) ?? null,
        reach: exposure === undefined ? null : reaches[exposure],
      };
    }),
    natGateways: gateways.isWhole
      ? gateways.items
          .filter((nat) => ifKnown(() => natGateways.isLost(nat)) !== true)
          .map((nat) => ({ id: nat.id, name: nameOf(nat), zones: zonesOf(nat, natGateways) }))
      : null,
  };
}

function nameOf(view: View<'ec2.vpc' | 'ec2.subnet' | 'ec2.nat-gateway'>): string | null {
  return ifKnown(() => view.tags['Name'])?.trim() || null;
}

function zonesOf(nat: View<'ec2.nat-gateway', Kind>, natGateways: Topology['natGateways']): readonly string[] {
  return (
    ifKnown(() => {
      const zones = natGateways.isRegional(nat) ? nat.addresses.map(({ zoneId }) => zoneId) : [natGateways.zoneOf(nat)];
      return [...new Set(zones.filter((zone) => zone !== null))].sort();
    }) ?? []
  );
}

/** The known part of a listing, and whether that is all. */
function known<T>(listing: Iterator<T>): { readonly items: readonly T[]; readonly isWhole: boolean } {
  const items: T[] = [];
  for (;;) {
    const next = ifKnown(() => listing.next());
    if (next === undefined || next.done === true) return { items, isWhole: next !== undefined };
    items.push(next.value);
  }
}
