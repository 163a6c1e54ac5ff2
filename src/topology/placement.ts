import type { Graph } from '../graph/graph.ts';
import { ifKnown } from '../graph/signal.ts';
import { type AnyView, isViewOf } from '../graph/view.ts';
import type { Workload } from '../model/report.ts';
import type { Zones } from './zones.ts';

type Placement = Workload['placement'][number];

/** Zones and subnets in which a resource stands, as far as known; a member of a cluster counts for the cluster. */
export function placementOf(view: AnyView, graph: Graph, zones: Zones): Placement {
  const subnetKeys = seen(() => subnetsOf(view));
  const subnets = seen(() => subnetKeys.known.map((key) => ifKnown(() => graph.find('ec2.subnet', key, view)) ?? null));
  const named = seen(() => zonesOf(view));
  const own = seen(() => subnets.known.map((subnet) => ifKnown(() => subnet.zoneId) ?? null));
  return {
    resource: view.id,
    zones: sorted([...named.known.map((name) => ifKnown(() => zones.idOf(name, view)) ?? name), ...own.known]),
    subnets: sorted(subnets.known.map(({ id }) => id)),
    ...([subnetKeys, subnets, named, own].some(({ isPartial }) => isPartial) ? { isPartial: true } : {}),
  };
}

/** What was told before the first thing that is not known, and whether there may be more; null stands for something that is not told. */
function seen<T>(read: () => Iterable<T | null>): { readonly known: readonly T[]; readonly isPartial: boolean } {
  const told: (T | null)[] = [];
  const isWhole = ifKnown(() => {
    for (const each of read()) told.push(each);
    return true;
  });
  const known = told.filter((each) => each !== null);
  return { known, isPartial: isWhole !== true || known.length < told.length };
}

function subnetsOf(view: AnyView): readonly string[] {
  if (isViewOf(view, 'elbv2.load-balancer') || isViewOf(view, 'autoscaling.group') || isViewOf(view, 'elasticache.serverless-cache'))
    return view.keysOf('subnets');
  return isViewOf(view, 'ecs.service') ? view.keysOf('subnets') : [];
}

function* zonesOf(view: AnyView): Iterable<string | null> {
  if (isViewOf(view, 'rds.instance')) {
    yield view.zoneName;
    if (view.multiAz || view.secondaryZoneName !== null) yield view.secondaryZoneName;
  }
  if (isViewOf(view, 'rds.cluster')) for (const { zoneName } of view.instances) yield zoneName;
  if (isViewOf(view, 'elasticache.replication-group'))
    for (const { members } of view.nodeGroups) for (const { zoneName } of members) yield zoneName;
  if (isViewOf(view, 'elasticache.cluster')) for (const { zoneName } of view.nodes) yield zoneName;
}

function sorted(values: Iterable<string>): readonly string[] {
  return [...new Set(values)].sort();
}
