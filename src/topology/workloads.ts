import type { Graph } from '../graph/graph.ts';
import { ifKnown } from '../graph/signal.ts';
import type { AnyView, View } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import type { Tier, Workload } from '../model/report.ts';
import { placementOf } from './placement.ts';
import { environmentNamed, environmentTagKeys, settingFor, type WorkloadSetting, workloadNamed } from './workload-names.ts';
import { type WorkloadDraft, WorkloadDrafts } from './workload-drafts.ts';
import { tagsOf, WorkloadMembers } from './workload-members.ts';
import type { Zones } from './zones.ts';

export const workloadsReads = [
  'autoscaling.group',
  'ec2.availability-zone',
  'ec2.instance',
  'ec2.launch-template',
  'ec2.security-group',
  'ec2.subnet',
  'ec2.vpc',
  'ecs.service',
  'ecs.task-definition',
  'elasticache.cluster',
  'elasticache.replication-group',
  'elasticache.serverless-cache',
  'elasticache.subnet-group',
  'elbv2.load-balancer',
  'elbv2.target-group',
  'rds.cluster',
  'rds.instance',
  'rds.subnet-group',
] as const satisfies readonly Kind[];

const dataKinds = [
  'rds.cluster',
  'rds.instance',
  'elasticache.replication-group',
  'elasticache.cluster',
  'elasticache.serverless-cache',
] as const;

/**
 * Which resources serve together: load balancer, target groups, Auto Scaling groups, ECS services, databases and caches.
 * For grouping and display; what cannot be read is left out, and no verdict rests on it.
 */
export class Workloads {
  readonly all: readonly Workload[];
  readonly #graph: Graph;
  readonly #settings: readonly WorkloadSetting[];
  readonly #environmentTags: readonly string[];
  readonly #drafts = new WorkloadDrafts();
  readonly #placed = new Set<AnyView>();
  readonly #members: WorkloadMembers;

  constructor(
    graph: Graph,
    { zones }: { readonly zones: Zones },
    settings: readonly WorkloadSetting[],
    environmentTags: readonly string[] = environmentTagKeys,
  ) {
    this.#graph = graph;
    this.#settings = settings;
    this.#environmentTags = environmentTags;
    const balancers = [...this.#views('elbv2.load-balancer')];
    const perVpc = new Map<string | undefined, number>();
    for (const balancer of balancers) perVpc.set(vpcIdOf(balancer), (perVpc.get(vpcIdOf(balancer)) ?? 0) + 1);
    for (const balancer of balancers) this.#addLoadBalancer(balancer, perVpc.get(vpcIdOf(balancer)) === 1);
    for (const kind of ['autoscaling.group', 'ecs.service'] as const) for (const view of this.#views(kind)) this.#addByTags(view, 'app');
    for (const kind of dataKinds) for (const view of this.#views(kind)) this.#addData(view);
    const drafts = this.#drafts.all();
    this.#members = new WorkloadMembers(graph, drafts, settings);
    this.all = drafts
      .map(({ name, place, members, environment }) => ({
        id: `${place.account}/${place.region}/${name}`,
        name,
        environment,
        account: place.account,
        region: place.region,
        tiers: { 'load-balancer': idsOf(members['load-balancer']), app: idsOf(members.app), data: idsOf(members.data) },
        placement: [...members['load-balancer'], ...members.app, ...members.data].map((view) => placementOf(view, graph, zones)),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Names of the workloads a resource belongs to, sorted. */
  namesOf(view: AnyView): readonly string[] {
    return this.#members.namesOf(view);
  }

  /** The same without those that merely stand in the same VPC. */
  memberships(view: AnyView): readonly string[] {
    return this.#members.memberships(view);
  }

  /** Boot time in seconds that the configuration declares for the workload of a resource. */
  declaredBootSecondsOf(view: AnyView): number | null {
    const byTags = settingFor(tagsOf(view), this.#settings);
    if (byTags !== null) return byTags.bootSeconds;
    const names = this.namesOf(view);
    return this.#settings.find(({ name }) => names.includes(name))?.bootSeconds ?? null;
  }

  *#views<K extends Kind>(kind: K): Generator<AnyView & View<K, Kind>, void, undefined> {
    for (const place of this.#graph.places()) yield* known(this.#graph.list(kind, place));
  }

  #addLoadBalancer(balancer: AnyView & View<'elbv2.load-balancer', Kind>, isAloneInVpc: boolean): void {
    const targetGroups = [...known(this.#graph.referring('elbv2.target-group', 'loadBalancers', balancer))];
    const compute = targetGroups.flatMap((targetGroup): readonly AnyView[] => [
      ...known(this.#graph.referring('autoscaling.group', 'targetGroups', targetGroup)),
      ...known(this.#graph.referring('ecs.service', 'targetGroups', targetGroup)),
    ]);
    const members: readonly AnyView[] = [balancer, ...targetGroups, ...compute];
    const vpcId = vpcIdOf(balancer);
    const vpc = vpcId === undefined || !isAloneInVpc ? null : ifKnown(() => this.#graph.find('ec2.vpc', vpcId, balancer));
    const named = [...members, ...(vpc ? [vpc] : [])];
    const draft = this.#drafts.named(
      first(named, (view) => workloadNamed(tagsOf(view), this.#settings)) ?? balancer.name ?? balancer.key,
      balancer,
    );
    draft.environment ??= first(named, (view) => environmentNamed(tagsOf(view), this.#settings, this.#environmentTags));
    if (vpcId !== undefined) this.#drafts.standsIn(draft, vpcId);
    for (const view of [balancer, ...targetGroups]) this.#place(view, 'load-balancer', draft);
    for (const view of compute) this.#place(view, 'app', draft);
  }

  #place(view: AnyView, tier: Tier, draft: WorkloadDraft): void {
    draft.members[tier].add(view);
    this.#placed.add(view);
  }

  #addByTags(view: AnyView, tier: Tier): boolean {
    if (this.#placed.has(view)) return true;
    const name = workloadNamed(tagsOf(view), this.#settings);
    if (name === null) return false;
    const draft = this.#drafts.named(name, view);
    draft.environment ??= environmentNamed(tagsOf(view), this.#settings, this.#environmentTags);
    this.#place(view, tier, draft);
    return true;
  }

  /** Data belongs to the workload its tags name, else to the only one of its VPC. Members are told by their cluster. */
  #addData(view: AnyView): void {
    const { cluster, replicationGroup, securityGroups } = view.record.relations;
    if (typeof cluster === 'string' || typeof replicationGroup === 'string' || this.#addByTags(view, 'data')) return;
    const groupIds = Array.isArray(securityGroups) ? securityGroups : [];
    const vpcIds = new Set(
      groupIds.flatMap((id: string) => ifKnown(() => this.#graph.find('ec2.security-group', id, view)?.keysOf('vpc')) ?? []),
    );
    const only = this.#drafts.onlyIn(view, vpcIds);
    if (only !== null) this.#place(view, 'data', only);
  }
}

function vpcIdOf(balancer: View<'elbv2.load-balancer'>): string | undefined {
  return ifKnown(() => balancer.keysOf('vpc'))?.[0];
}

/** The known part of a listing. */
function* known<T>(listing: Iterator<T>): Generator<T, void, undefined> {
  for (let next = ifKnown(() => listing.next()); next !== undefined && next.done !== true; next = ifKnown(() => listing.next()))
    yield next.value;
}

function first<T>(views: readonly AnyView[], read: (view: AnyView) => T | null): T | null {
  return views.map(read).find((value) => value !== null) ?? null;
}

function idsOf(views: Iterable<AnyView>): readonly string[] {
  return [...views].map(({ id }) => id).sort();
}
