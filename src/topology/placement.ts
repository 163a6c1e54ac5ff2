import type { Graph } from '../graph/graph.ts';
import { ifKnown } from '../graph/signal.ts';
import { type AnyView, isViewOf } from '../graph/view.ts';
import type { Workload } from '../model/report.ts';
import type { Zones } from './zones.ts';

type Placement = Workload['placement'][number];

/** Zones and subnets in which a resource stands, as far as known; a member of a cluster counts for the cluster. */
export function placementOf(view: AnyView, graph: Graph, zones: Zones): Placement {
  const subnetKeys = ifKnown(() => subnetsOf(view)) ?? [];
  const subnets = subnetKeys.flatMap((key) => ifKnown(() => graph.find('ec2.subnet', key, view)) ?? []);
  const zoneNames = ifKnown(() => zonesOf(view)) ?? [];
  const zoneIds = [
    ...zoneNames.map((name) => ifKnown(() => zones.idOf(name, view)) ?? name),
    ...subnets.map((subnet) => ifKnown(() => subnet.zoneId) ?? ''),
  ];
  return { resource: view.id, zones: sorted(zoneIds.filter((zone) => zone !== '')), subnets: sorted(subnets.map(({ id }) => id)) };
}

function subnetsOf(view: AnyView): readonly string[] {
  if (isViewOf(view, 'elbv2.load-balancer') || isViewOf(view, 'autoscaling.group') || isViewOf(view, 'elasticache.serverless-cache'))
    return view.keysOf('subnets');
  return isViewOf(view, 'ecs.service') ? view.keysOf('subnets') : [];
}

function zonesOf(view: AnyView): readonly string[] {
  if (isViewOf(view, 'rds.instance')) return [view.zoneName, view.secondaryZoneName].flatMap((name) => name ?? []);
  if (isViewOf(view, 'rds.cluster')) return [...view.instances].flatMap((member) => member.zoneName ?? []);
  if (isViewOf(view, 'elasticache.replication-group'))
    return view.nodeGroups.flatMap(({ members }) => members.flatMap(({ zoneName }) => zoneName ?? []));
  if (isViewOf(view, 'elasticache.cluster')) return view.nodes.flatMap(({ zoneName }) => zoneName ?? []);
  return [];
}

function sorted(values: Iterable<string>): readonly string[] {
  return [...new Set(values)].sort();
}
