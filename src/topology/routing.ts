import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isGapSignal } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Gap, GapReason } from '../model/gap.ts';
import type { Facts, Kind } from '../model/kinds.ts';
import { type Block, isDefaultLike, isNat64, parseBlock, reachesPublicSpace } from './cidr.ts';

export const routingReads = ['ec2.route-table', 'ec2.nat-gateway', 'ec2.managed-prefix-list'] as const satisfies readonly Kind[];

export type Route = Facts<'ec2.route-table'>['routes'][number];

/** Where the default route of a subnet leads, see `aws-semantics` 3.4. `private-central` leaves the VPC on a way this account cannot follow. */
export type Exposure = 'public' | 'private-egress' | 'private-central' | 'isolated' | 'broken';

/** A route whose destination reaches public address space. */
export interface InternetRoute {
  readonly route: Route;
  /** True for 0.0.0.0/0, ::/0, their halves and NAT64; false for a part of the internet. */
  readonly isDefault: boolean;
  readonly leads: 'internet' | 'egress' | 'central' | 'nowhere';
}

type RouteTable = View<'ec2.route-table', Kind>;
type Subnet = View<'ec2.subnet'>;

interface TableIndex {
  readonly explicit: ReadonlyMap<string, { readonly table: RouteTable; readonly state: string }>;
  readonly main: ReadonlyMap<string, RouteTable>;
  /** Why there may be tables this index does not know. */
  readonly gap: Gap | null;
}

/** The routes that are really in force. */
export class Routing {
  readonly #graph: Graph;
  readonly #tables = new Map<string, TableIndex>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** The table a subnet uses: its explicit association, else the main table of its VPC. */
  tableOf(subnet: Subnet): { readonly table: RouteTable; readonly isMain: boolean } {
    return this.#graph.derive('routing', () => {
      const { explicit, main, gap } = this.#indexOf(subnet);
      const association = explicit.get(subnet.key);
      if (association !== undefined) {
        if (association.state === 'associated') return { table: association.table, isMain: false };
        throw this.#signal('transitional', `the route table association of ${subnet.key} is ${association.state}`, subnet);
      }
      if (gap !== null) throw gapSignal([gap]);
      const table = subnet.ownerId === subnet.account ? main.get(subnet.keysOf('vpc')[0] ?? '') : undefined;
      if (table !== undefined) return { table, isMain: true };
      throw this.#signal(
        subnet.ownerId === subnet.account ? 'no-evidence' : 'cross-account',
        `the route table of ${subnet.key} belongs to account ${subnet.ownerId} and is not visible here`,
        subnet,
      );
    });
  }

  /** Every route of the subnet to public addresses, broken ones included, unused (`filtered`) ones not. */
  internetRoutes(subnet: Subnet): readonly InternetRoute[] {
    const { table } = this.tableOf(subnet);
    return this.#graph.derive('routing', () =>
      table.routes.flatMap((route) => {
        if (route.targetType === 'local' || route.state === 'filtered') return [];
        const blocks = this.#destination(route, table);
        const isDefault = blocks.some((block) => isDefaultLike(block) || isNat64(block));
        return blocks.some((block) => reachesPublicSpace(block)) ? [{ route, isDefault, leads: this.#leads(route, table) }] : [];
      }),
    );
  }

  exposureOf(subnet: Subnet): Exposure {
    const defaults = this.internetRoutes(subnet).filter(({ isDefault }) => isDefault);
    const leads = new Set(defaults.map((route) => route.leads));
    if (leads.has('internet')) return 'public';
    if (leads.has('egress')) return 'private-egress';
    if (leads.has('central')) return 'private-central';
    return leads.has('nowhere') ? 'broken' : 'isolated';
  }

  #leads(route: Route, near: Place): InternetRoute['leads'] {
    if (route.state === 'blackhole') return 'nowhere';
    switch (route.targetType) {
      case 'internet-gateway':
        return 'internet';
      case 'nat-gateway': {
        const nat = route.targetId === null ? null : this.#graph.find('ec2.nat-gateway', route.targetId, near);
        return nat?.connectivityType === 'private' ? 'central' : 'egress';
      }
      case 'egress-only-internet-gateway':
      case 'instance':
      case 'network-interface':
        return 'egress';
      case 'none':
        return 'nowhere';
      case 'virtual-private-gateway':
      case 'vpc-endpoint':
      case 'transit-gateway':
      case 'core-network':
      case 'vpc-peering-connection':
      case 'local-gateway':
      case 'carrier-gateway':
      case 'odb-network':
        return 'central';
      default:
        throw this.#signal('unsupported', `a route to ${route.targetType} ${route.targetId ?? ''} is not understood`, near);
    }
  }

  /** Gateway endpoints serve prefix lists that AWS manages: those are not the internet. */
  #destination(route: Route, near: Place): readonly Block[] {
    if (!route.destination.startsWith('pl-')) {
      const block = parseBlock(route.destination);
      if (block === null) throw this.#signal('unsupported', `the destination ${route.destination} is not understood`, near);
      return [block];
    }
    if (route.targetType === 'vpc-endpoint') return [];
    const prefixList = this.#graph.find('ec2.managed-prefix-list', route.destination, near);
    if (prefixList === null) throw this.#signal('no-evidence', `prefix list ${route.destination} was not among the lists AWS named`, near);
    return (prefixList.cidrBlocks ?? []).flatMap((cidr) => parseBlock(cidr) ?? []);
  }

  #indexOf(place: Place): TableIndex {
    const name = `${place.account}|${place.region}`;
    let index = this.#tables.get(name);
    if (index === undefined) this.#tables.set(name, (index = this.#buildIndex(place)));
    return index;
  }

  #buildIndex(place: Place): TableIndex {
    const explicit = new Map<string, { table: RouteTable; state: string }>();
    const main = new Map<string, RouteTable>();
    const add = (table: RouteTable) => {
      for (const { subnetId, gatewayId, isMain, state } of table.associations) {
        if (gatewayId !== null || state === 'disassociated') continue;
        if (subnetId !== null) explicit.set(subnetId, { table, state });
        else if (isMain) for (const vpcId of table.keysOf('vpc')) main.set(vpcId, table);
      }
    };
    let gap: Gap | null = null;
    const remember = (thrown: unknown) => {
      if (!isGapSignal(thrown)) throw thrown;
      gap ??= thrown.gaps[0];
    };
    try {
      for (const table of this.#graph.list('ec2.route-table', place)) {
        try {
          add(table);
        } catch (thrown) {
          remember(thrown);
        }
      }
    } catch (thrown) {
      remember(thrown);
    }
    return { explicit, main, gap };
  }

  #signal(reason: GapReason, detail: string, { account, region }: Place): unknown {
    return gapSignal([{ reason, action: null, account, region, detail }]);
  }
}
