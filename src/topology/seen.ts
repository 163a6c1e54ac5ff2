import type { Graph, Place } from '../graph/graph.ts';
import { ifKnown } from '../graph/signal.ts';
import { type AnyView, isViewOf, type View } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import type { Seen, SeenBy } from '../model/report.ts';
import { kubernetes, otherServices, seenBehind, seenInTag, type SeenService } from './seen-services.ts';
import { tagsOf } from './workload-members.ts';

const mostExamples = 3;
/** Descriptions and tag values of AWS are no longer. */
const longestName = 256;

/** What carries the tags that services put on what they run. Networks do not: a tag there says who may use them. */
const taggedKinds = ['autoscaling.group', 'ec2.instance', 'elbv2.load-balancer'] as const satisfies readonly Kind[];
const endpointTypes: ReadonlySet<string> = new Set(['Resource', 'ServiceNetwork']);
const engines: ReadonlyMap<string, string> = new Map([
  ['docdb', 'DocumentDB'],
  ['neptune', 'Neptune'],
]);

interface Tally {
  readonly names: Set<string>;
  readonly by: Set<SeenBy>;
}

/**
 * What stands in the account and is no part of what rules speak of, so that silence about it is not taken for approval. Told by what was
 * read anyway; where the network interfaces were not all read, there is an entry without service, which says so.
 *
 * @param isJudged whether a rule had a verdict on a database, whatever its engine
 */
export function seenIn(graph: Graph, isJudged: (view: AnyView) => boolean): readonly Seen[] {
  const tallies = new Map<string, Map<string, Tally>>();
  const add = ({ account, region }: Place, { service, name }: SeenService, key: string, by: SeenBy) => {
    const place = `${account}|${region}`;
    const services = tallies.get(place) ?? new Map<string, Tally>();
    tallies.set(place, services);
    const tally = services.get(service) ?? { names: new Set<string>(), by: new Set<SeenBy>() };
    services.set(service, tally);
    tally.names.add(name === null || name.trim() === '' || name.length > longestName ? key : name);
    tally.by.add(by);
  };
  for (const eni of graph.known('ec2.network-interface')) {
    const seen = isViewOf(eni, 'ec2.network-interface') ? ofInterface(eni) : null;
    if (seen !== null) add(eni, seen, eni.key, 'network-interface');
  }
  for (const kind of taggedKinds) for (const view of graph.known(kind)) for (const seen of ofTags(view)) add(view, seen, view.key, 'tag');
  for (const endpoint of graph.known('ec2.vpc-endpoint')) {
    const isLattice = endpointTypes.has(String(endpoint.record.facts['endpointType']));
    if (isLattice) add(endpoint, { service: 'VPC Lattice', name: null }, endpoint.key, 'vpc-endpoint');
  }
  for (const database of [...graph.known('rds.cluster'), ...graph.known('rds.instance')]) {
    const service = engines.get(String(database.record.facts['engine']));
    if (service === undefined || typeof database.record.relations['cluster'] === 'string' || isJudged(database)) continue;
    add(database, { service, name: database.name }, database.key, 'engine');
  }
  return graph.places().flatMap((place) => {
    const services = tallies.get(`${place.account}|${place.region}`) ?? new Map<string, Tally>();
    forgetOwnClusters(services);
    const entries = [...services].filter(([, { names }]) => names.size > 0).map(([service, tally]) => entry(service, place, tally));
    return [...unread(graph, place), ...entries.sort((a, b) => (a.service < b.service ? -1 : 1))];
  });
}

function ofInterface(eni: View<'ec2.network-interface'>): SeenService | null {
  const traits = ifKnown(() => {
    const { interfaceType, description, requesterId, isRequesterManaged } = eni;
    const isOfInstance = eni.keysOf('instance').length > 0;
    return { interfaceType, description, requesterId, isRequesterManaged: isRequesterManaged && !isOfInstance };
  });
  // What cannot be told may be anything.
  return traits === undefined ? { service: otherServices, name: null } : seenBehind(traits);
}

function* ofTags(view: AnyView): Generator<SeenService, void, undefined> {
  for (const [key, value] of Object.entries(tagsOf(view))) {
    const seen = seenInTag(key, value);
    if (seen !== null) yield seen;
  }
}

/** A cluster of EKS carries the tags of any Kubernetes. */
function forgetOwnClusters(services: ReadonlyMap<string, Tally>): void {
  for (const name of services.get('EKS')?.names ?? []) services.get(kubernetes)?.names.delete(name);
}

function entry(service: string, { account, region }: Place, { names, by }: Tally): Seen & { readonly service: string } {
  return {
    service,
    account,
    region,
    count: names.size,
    examples: [...names].sort().slice(0, mostExamples),
    how: [...by].sort(),
    gap: null,
  };
}

function unread(graph: Graph, place: Place): readonly Seen[] {
  const gap = graph.listingGap('ec2.network-interface', place) ?? graph.skipped('ec2.network-interface', place);
  return gap === null ? [] : [{ service: null, ...place, count: null, examples: [], how: [], gap }];
}
