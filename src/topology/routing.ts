import { some } from '../graph/combinators.ts';
import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isGapSignal, isNonEmpty } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Gap, GapReason } from '../model/gap.ts';
import type { Facts, Kind } from '../model/kinds.ts';
import { type AddressFamily, type Block, isDefaultLike, parseBlock, reachesPublicSpace, unwrapNat64 } from './cidr.ts';
import type { NatGateways } from './nat-gateways.ts';
import { type RouteTable, RouteTables, type TableInUse } from './route-tables.ts';

export const routingReads = [
  'ec2.subnet',
  'ec2.route-table',
  'ec2.nat-gateway',
  'ec2.managed-prefix-list',
] as const satisfies readonly Kind[];

export type Route = Facts<'ec2.route-table'>['routes'][number];

/** Where the default route of a subnet leads. `private-central` leaves the VPC on a way this account alone cannot follow. */
export type Exposure = 'public' | 'private-egress' | 'private-central' | 'isolated' | 'broken';

/** `egress` lets traffic out and only answers in; `nowhere` is a target that is gone, failed or on its way out. */
export type Lead = 'internet' | 'egress' | 'central' | 'nowhere';

/** A route whose destination reaches public address space. */
export interface InternetRoute {
  readonly route: Route;
  readonly table: RouteTable;
  /** Of the destination as written: a NAT64 route is IPv6. */
  readonly family: AddressFamily;
  /** True for 0.0.0.0/0, ::/0, their halves and NAT64; false for a part of the internet. */
  readonly isDefault: boolean;
  /** Throws where the target cannot be seen. */
  readonly leads: Lead;
}

interface PublicRoutes {
  readonly routes: readonly InternetRoute[];
  /** Why there may be more, by the type of their target. */
  readonly gaps: readonly { readonly targetType: string; readonly gaps: readonly Gap[] }[];
}

const centralTargets: readonly string[] = [
  'virtual-private-gateway',
  'vpc-endpoint',
  'transit-gateway',
  'core-network',
  'vpc-peering-connection',
  'local-gateway',
  'carrier-gateway',
  'odb-network',
];

/** The routes that are really in force. */
export class Routing {
  readonly #graph: Graph;
  readonly #natGateways: NatGateways;
  readonly #tables: RouteTables;
  readonly #publicRoutes = new Map<RouteTable, PublicRoutes>();

  constructor(graph: Graph, natGateways: NatGateways) {
    this.#graph = graph;
    this.#natGateways = natGateways;
    this.#tables = new RouteTables(graph);
  }

  /** The table a subnet uses: its explicit association, else the main table of its VPC. */
  tableOf(subnet: View<'ec2.subnet'>): TableInUse {
    return this.#graph.derive('routing', () => this.#tables.of(subnet));
  }

  /** Routes of the subnet to public addresses, dead ones included, unused (`filtered`) ones not; throws after the last known one where there may be more. */
  *internetRoutes(
    subnet: View<'ec2.subnet'>,
    isWanted: (targetType: string) => boolean = () => true,
  ): Generator<InternetRoute, void, undefined> {
    const { table } = this.tableOf(subnet);
    const { routes, gaps } = this.#graph.derive('routing', () => this.#publicRoutesOf(table));
    for (const each of routes) if (isWanted(each.route.targetType)) yield each;
    const unseen = gaps.flatMap((gap) => (isWanted(gap.targetType) ? gap.gaps : []));
    if (isNonEmpty(unseen)) throw gapSignal(unseen);
  }

  exposureOf(subnet: View<'ec2.subnet'>): Exposure {
    const hasDefault = (...leads: readonly Lead[]) =>
      some(this.internetRoutes(subnet), (route) => route.isDefault && leads.includes(route.leads));
    if (this.isPublic(subnet)) return 'public';
    if (hasDefault('egress')) return 'private-egress';
    if (hasDefault('central')) return 'private-central';
    return hasDefault('nowhere') ? 'broken' : 'isolated';
  }

  /** Whether a default route leads to an internet gateway. Needs less knowledge than the full exposure. */
  isPublic(subnet: View<'ec2.subnet'>): boolean {
    const routes = this.internetRoutes(subnet, (targetType) => targetType === 'internet-gateway');
    return some(routes, (route) => route.isDefault && route.leads === 'internet');
  }

  #publicRoutesOf(table: RouteTable): PublicRoutes {
    let known = this.#publicRoutes.get(table);
    if (known !== undefined) return known;
    const gaps: { targetType: string; gaps: readonly Gap[] }[] = [];
    const routes = table.routes.flatMap((route): readonly InternetRoute[] => {
      try {
        const found = this.#classify(route, table);
        return found === null ? [] : [found];
      } catch (thrown) {
        if (!isGapSignal(thrown)) throw thrown;
        gaps.push({ targetType: route.targetType, gaps: thrown.gaps });
        return [];
      }
    });
    this.#publicRoutes.set(table, (known = { routes, gaps }));
    return known;
  }

  #classify(route: Route, table: RouteTable): InternetRoute | null {
    if (route.targetType === 'local' || route.targetType === 'vpc-lattice' || route.state === 'filtered') return null;
    const destination = route.destination.startsWith('pl-') ? this.#listed(route, table) : this.#block(route.destination, table);
    if (destination === null) return null;
    const leads = () => this.#graph.derive('routing', () => this.#leads(route, table));
    return {
      route,
      table,
      ...destination,
      get leads() {
        return leads();
      },
    };
  }

  #block(cidr: string, near: Place): Pick<InternetRoute, 'family' | 'isDefault'> | null {
    const block = parseBlock(cidr);
    if (block === null) throw signal('unsupported', `the destination ${cidr} is not understood`, near);
    return this.#publicPart([block]);
  }

  #publicPart(blocks: readonly Block[]): Pick<InternetRoute, 'family' | 'isDefault'> | null {
    const [first] = blocks.filter((block) => reachesPublicSpace(unwrapNat64(block)));
    return first === undefined ? null : { family: first.family, isDefault: blocks.some((block) => isDefaultLike(unwrapNat64(block))) };
  }

  #listed({ destination, targetType }: Route, near: Place): Pick<InternetRoute, 'family' | 'isDefault'> | null {
    // Ids of eight digits are older than prefix lists of customers: behind a VPC endpoint that is a service, not the internet.
    if (targetType === 'vpc-endpoint' && /^pl-[0-9a-f]{8}$/.test(destination)) return null;
    const list = this.#graph.find('ec2.managed-prefix-list', destination, near);
    if (targetType === 'vpc-endpoint' && (list === null || list.cidrBlocks === null)) return null;
    if (list === null) throw signal('no-evidence', `prefix list ${destination} was not among the lists AWS named`, near);
    // AWS says what its own lists are for, not what they hold; behind anything but an endpoint they are public addresses of AWS.
    if (list.cidrBlocks === null) return { family: list.addressFamily === 'IPv6' ? 'ipv6' : 'ipv4', isDefault: false };
    return this.#publicPart(list.cidrBlocks.flatMap((cidr) => parseBlock(cidr) ?? []));
  }

  #leads({ state, targetType, targetId }: Route, table: RouteTable): Lead {
    if (state === 'blackhole') return 'nowhere';
    if (state !== 'active') throw signal('unsupported', `the route state ${state} is not understood`, table);
    if (centralTargets.includes(targetType)) return 'central';
    switch (targetType) {
      case 'internet-gateway':
        return 'internet';
      case 'nat-gateway':
        return this.#leadsThrough(targetId ?? '', table);
      case 'egress-only-internet-gateway':
      case 'instance':
      case 'network-interface':
        return 'egress';
      case 'none':
        return 'nowhere';
      default:
        throw signal('unsupported', `a route to ${targetType} ${targetId ?? ''} is not understood`, table);
    }
  }

  #leadsThrough(natGatewayId: string, table: RouteTable): Lead {
    const nat = this.#graph.find('ec2.nat-gateway', natGatewayId, table);
    if (nat === null) {
      if (table.ownerId === table.account) return 'nowhere';
      throw signal('cross-account', `${natGatewayId} belongs to account ${table.ownerId} and is not visible here`, table);
    }
    if (this.#natGateways.isLost(nat)) return 'nowhere';
    return this.#natGateways.isPublic(nat) ? 'egress' : 'central';
  }
}

function signal(reason: GapReason, detail: string, { account, region }: Place): unknown {
  return gapSignal([{ reason, action: null, account, region, detail }]);
}
