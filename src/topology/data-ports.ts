import { some } from '../graph/combinators.ts';
import type { Graph, Place } from '../graph/graph.ts';
import { undecidable } from '../graph/signal.ts';
import type { Identity, View } from '../graph/view.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import { serviceBehind } from './interface-service.ts';
import { Known } from './known.ts';
import { coversPort, openPorts, type SecurityRule } from './security-rules.ts';

export const dataPortsReads = [
  'ec2.network-interface',
  'elasticache.cluster',
  'elasticache.replication-group',
  'elasticache.serverless-cache',
  'rds.cluster',
  'rds.instance',
] as const satisfies readonly Kind[];

/** A TCP port on which a database or cache listens. */
export interface DataPort {
  readonly port: number;
  readonly owner: string;
}

interface Index {
  readonly byGroup: ReadonlyMap<string, Known<DataPort>>;
  /** For groups that no database or cache is known to carry. */
  readonly others: Known<DataPort>;
}

type Store = Identity & { readonly status: string; keysOf(relation: 'securityGroups'): readonly string[] };

const dying = ['deleting', 'deleted', 'create-failed'];

/** On which ports the databases and caches that carry a security group listen. */
export class DataPorts {
  readonly #graph: Graph;
  readonly #indexes = new Map<string, Index>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  of(groupId: string, place: Place): Known<DataPort> {
    return this.#graph.derive('dataPorts', () => {
      const name = `${place.account}|${place.region}`;
      let index = this.#indexes.get(name);
      if (index === undefined) this.#indexes.set(name, (index = this.#buildIndex(place)));
      return index.byGroup.get(groupId) ?? index.others;
    });
  }

  /** Whether a rule of the group opens a port on which one of them listens. */
  isOpenedBy(rule: SecurityRule, group: Identity): boolean {
    if (openPorts(rule).every(({ transport }) => transport !== 'tcp')) return false;
    return some(this.of(group.key, group), ({ port }) => coversPort(rule, { port, transport: 'tcp' }));
  }

  #buildIndex(place: Place): Index {
    const byGroup = new Map<string, Known<DataPort>>();
    const others = new Known<DataPort>();
    const listOf = (groupId: string) => {
      let list = byGroup.get(groupId);
      if (list === undefined) byGroup.set(groupId, (list = new Known()));
      return list;
    };
    const add = (store: Store, read: () => readonly (number | null)[]) => {
      if (dying.includes(store.status)) return;
      for (const groupId of store.keysOf('securityGroups')) listOf(groupId).addAll(() => portsOf(store, read()));
    };
    const each = <K extends Kind>(kind: K, visit: (view: View<K, Kind>) => void) => others.each(() => this.#graph.list(kind, place), visit);

    each('rds.instance', (db) => add(db, () => [db.port, db.listenerPort]));
    each('rds.cluster', (cluster) => add(cluster, () => [cluster.port]));
    each('elasticache.cluster', (cache) => add(cache, () => [...cache.nodes.map(({ port }) => port), cache.configurationPort]));
    each('elasticache.serverless-cache', (cache) => add(cache, () => [cache.port, cache.readerPort]));
    // Only the members of a replication group say which groups they carry.
    each('elasticache.replication-group', (group) => {
      if (!dying.includes(group.status)) for (const member of group.memberClusters) member.keysOf('securityGroups');
    });
    const { gaps } = others;
    for (const list of byGroup.values()) {
      list.addGaps(gaps);
      list.items.sort((a, b) => a.port - b.port || (a.owner < b.owner ? -1 : 1));
    }
    // An interface says which groups it carries, not on which port: that matters where nothing else carries the group.
    const seenCarried = new Set(byGroup.keys());
    new Known<never>().each(
      () => this.#graph.list('ec2.network-interface', place),
      (eni) => {
        if (serviceBehind(eni) !== 'data') return;
        for (const groupId of eni.keysOf('securityGroups')) if (!seenCarried.has(groupId)) listOf(groupId).addGaps([portless(eni)]);
      },
    );
    return { byGroup, others };
  }
}

function portsOf(store: Identity & { readonly status: string }, ports: readonly (number | null)[]): readonly DataPort[] {
  const owner = store.name ?? store.key;
  const known = [...new Set(ports.flatMap((port) => port ?? []))].map((port) => ({ port, owner }));
  if (known.length > 0) return known;
  return undecidable(store, 'transitional', `${owner} (${store.status}) has no port yet`);
}

function portless({ key, account, region }: Identity): Gap {
  return {
    reason: 'no-evidence',
    action: null,
    account,
    region,
    detail: `the data interface ${key} does not tell on which port it listens`,
  };
}
