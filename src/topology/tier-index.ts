import type { Graph, Place } from '../graph/graph.ts';
import { undecidable } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import { type Compute, computeReads } from './compute.ts';
import { serviceBehind } from './interface-service.ts';
import { Known, settled } from './known.ts';

export const tiersReads = [
  ...computeReads,
  'elasticache.cluster',
  'elasticache.replication-group',
  'elasticache.serverless-cache',
  'elbv2.load-balancer',
  'rds.cluster',
  'rds.instance',
] as const satisfies readonly Kind[];

/**
 * What a security group serves. `edge` is an internet-facing load balancer, `internal-balancer` any other one;
 * `app` stands behind a load balancer, `worker` is compute that does not.
 */
export const roles = ['edge', 'internal-balancer', 'app', 'worker', 'data'] as const;
export type Role = (typeof roles)[number];

export interface RoleIndex {
  /** Security group id -> some of the resources that give it the role, sorted. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Why there may be members this index does not know. */
  readonly gaps: readonly Gap[];
}

export type TierIndex = Readonly<Record<Role, RoleIndex>>;

interface Store {
  readonly key: string;
  readonly status: string;
  keysOf(relation: 'securityGroups'): readonly string[];
}

const shownOwners = 3;
const dyingStates = ['deleting', 'deleted', 'create-failed'];

class Members {
  readonly members = new Map<string, string[]>();
  gaps: Gap[] = [];

  settle(): void {
    this.gaps = [...settled(this.gaps)];
  }

  /** Keeps the first owners by name, so that the order of the nodes does not show. */
  add(keys: Iterable<string>, owner: string): void {
    for (const key of keys) {
      const owners = this.members.get(key);
      if (owners === undefined) this.members.set(key, [owner]);
      else if (owners.length === shownOwners && owner >= (owners.at(-1) ?? '')) continue;
      else if (!owners.includes(owner)) owners.splice(0, owners.length, ...[...owners, owner].sort().slice(0, shownOwners));
    }
  }
}

/** Gathers roles from everything that names a security group. What cannot be read becomes a gap of the roles it might have given. */
export class TierIndexBuilder {
  readonly #graph: Graph;
  readonly #compute: Compute;
  readonly #place: Place;
  readonly #index = newIndex();

  constructor(graph: Graph, compute: Compute, place: Place) {
    this.#graph = graph;
    this.#compute = compute;
    this.#place = place;
  }

  build(): TierIndex {
    this.#each('elbv2.load-balancer', ['edge', 'internal-balancer'], (balancer) => {
      if (balancer.loadBalancerType === 'gateway') return;
      const role = balancer.scheme === 'internet-facing' ? 'edge' : 'internal-balancer';
      this.#index[role].add(balancer.keysOf('securityGroups'), `load balancer ${balancer.name ?? balancer.key}`);
    });
    this.#computing();
    this.#data();
    this.#interfaces();
    for (const role of roles) this.#index[role].settle();
    return this.#index;
  }

  /** Visits what can be listed; a gap of an item or of the listing is a gap of the given roles. */
  #each<K extends Kind>(kind: K, possibleRoles: readonly Role[], visit: (view: View<K, Kind>) => void): void {
    const known = new Known<never>();
    known.each(() => this.#graph.list(kind, this.#place), visit);
    for (const role of possibleRoles) this.#index[role].gaps.push(...known.gaps);
  }

  #computing(): void {
    const census = this.#compute.census(this.#place);
    for (const role of ['app', 'worker'] as const) {
      for (const { groups, owner } of census[role].items) this.#index[role].add(groups, owner);
      this.#index[role].gaps.push(...census[role].gaps);
    }
  }

  #data(): void {
    const add = (store: Store, noun: string) => {
      if (!dyingStates.includes(store.status)) this.#index.data.add(store.keysOf('securityGroups'), `${noun} ${store.key}`);
    };
    this.#each('rds.instance', ['data'], (db) => add(db, 'database'));
    this.#each('rds.cluster', ['data'], (cluster) => add(cluster, 'database'));
    this.#each('elasticache.cluster', ['data'], (cache) => add(cache, 'cache'));
    this.#each('elasticache.serverless-cache', ['data'], (cache) => add(cache, 'cache'));
    // A replication group does not name its security groups: only its member clusters do.
    this.#each('elasticache.replication-group', ['data'], (group) => {
      if (dyingStates.includes(group.status)) return;
      for (const member of group.memberClusters) member.keysOf('securityGroups');
      if (group.status === 'creating' && group.keysOf('memberClusters').length === 0) {
        undecidable(group, 'transitional', `the members of ${group.key} are still being created`);
      }
    });
  }

  /** Interfaces tell of what no listing names: groups attached behind the back of their owner, database proxies, classic load balancers. */
  #interfaces(): void {
    this.#each('ec2.network-interface', ['edge', 'internal-balancer', 'data'], (eni) => {
      const service = serviceBehind(eni);
      if (service === 'compute' || service === null) return;
      const role = service === 'data' ? 'data' : eni.publicIp === null ? 'internal-balancer' : 'edge';
      this.#index[role].add(eni.keysOf('securityGroups'), `network interface ${eni.key}`);
    });
  }
}

function newIndex(): Record<Role, Members> {
  return { edge: new Members(), 'internal-balancer': new Members(), app: new Members(), worker: new Members(), data: new Members() };
}
