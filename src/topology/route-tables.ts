import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isGapSignal } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Gap, GapReason } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';

export type RouteTable = View<'ec2.route-table', Kind>;

/** The route table a subnet uses, and whether it does so only because it is the main table of its VPC. */
export interface TableInUse {
  readonly table: RouteTable;
  readonly isMain: boolean;
}

interface Association {
  readonly table: RouteTable;
  readonly state: string;
}

interface TableIndex {
  readonly bySubnet: ReadonlyMap<string, Association>;
  readonly mainByVpc: ReadonlyMap<string, Association>;
  /** Why there may be associations this index does not know. */
  readonly gap: Gap | null;
}

/** Which route table a subnet really uses: its explicit association, else the main table of its VPC. */
export class RouteTables {
  readonly #graph: Graph;
  readonly #indexes = new Map<string, TableIndex>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  of(subnet: View<'ec2.subnet'>): TableInUse {
    const { bySubnet, mainByVpc, gap } = this.#indexOf(subnet);
    const explicit = bySubnet.get(subnet.key);
    if (explicit !== undefined) return { table: this.#associated(explicit, subnet), isMain: false };
    if (gap !== null) throw gapSignal([gap]);
    if (subnet.ownerId !== subnet.account) return this.#asTheOwnerSees(subnet);
    const main = mainByVpc.get(subnet.keysOf('vpc')[0] ?? '');
    if (main === undefined) throw signal('no-evidence', `no route table of ${subnet.key} was among those AWS listed`, subnet);
    return { table: this.#associated(main, subnet), isMain: true };
  }

  /** A subnet that another account shares: the table belongs to that account, which may have been read as well. */
  #asTheOwnerSees(subnet: View<'ec2.subnet'>): TableInUse {
    if (this.#graph.header.accounts.includes(subnet.ownerId)) {
      const place = { account: subnet.ownerId, region: subnet.region };
      const owned = this.#graph.find('ec2.subnet', subnet.key, place);
      if (owned !== null && owned.account === subnet.ownerId) return this.of(owned);
      const unread = this.#graph.listingGap('ec2.subnet', place);
      if (unread !== null) throw gapSignal([unread]);
    }
    throw signal('cross-account', `the route table of ${subnet.key} belongs to account ${subnet.ownerId} and is not visible here`, subnet);
  }

  #associated({ table, state }: Association, subnet: View<'ec2.subnet'>): RouteTable {
    if (state === 'associated') return table;
    const reason = state === 'associating' || state === 'disassociating' ? 'transitional' : 'no-evidence';
    throw signal(reason, `the association of ${subnet.key} with ${table.key} is ${state}`, subnet);
  }

  #indexOf(place: Place): TableIndex {
    const name = `${place.account}|${place.region}`;
    let index = this.#indexes.get(name);
    if (index === undefined) this.#indexes.set(name, (index = this.#build(place)));
    return index;
  }

  #build(place: Place): TableIndex {
    const bySubnet = new Map<string, Association>();
    const mainByVpc = new Map<string, Association>();
    let gap: Gap | null = null;
    const guard = (read: () => void) => {
      try {
        read();
      } catch (thrown) {
        if (!isGapSignal(thrown)) throw thrown;
        gap ??= thrown.gaps[0];
      }
    };
    guard(() => {
      for (const table of this.#graph.list('ec2.route-table', place)) guard(() => addAssociations(table, bySubnet, mainByVpc));
    });
    return { bySubnet, mainByVpc, gap };
  }
}

function addAssociations(table: RouteTable, bySubnet: Map<string, Association>, mainByVpc: Map<string, Association>): void {
  for (const { subnetId, gatewayId, isMain, state } of table.associations) {
    // Edge associations route what enters through a gateway.
    if (gatewayId !== null || state === 'disassociated') continue;
    const index = subnetId === null ? mainByVpc : bySubnet;
    for (const key of subnetId === null ? (isMain ? table.keysOf('vpc') : []) : [subnetId]) {
      // While a subnet moves between tables both are named; the one in force wins.
      if (index.get(key)?.state !== 'associated') index.set(key, { table, state });
    }
  }
}

function signal(reason: GapReason, detail: string, { account, region }: Place): unknown {
  return gapSignal([{ reason, action: null, account, region, detail }]);
}
