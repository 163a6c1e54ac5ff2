import type { Graph } from '../graph/graph.ts';
import { ifKnown } from '../graph/signal.ts';
import { type AnyView, isViewOf } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import { templateReferencesOf } from './launch.ts';
import { type WorkloadSetting, workloadNamed } from './workload-names.ts';
import type { WorkloadDraft } from './workload-drafts.ts';

/** Finds the workloads of any resource: by membership, by its owner, by its tags, else by its VPC. */
export class WorkloadMembers {
  readonly #graph: Graph;
  readonly #settings: readonly WorkloadSetting[];
  /** Names are sorted, once: every result carries some. */
  readonly #byId: ReadonlyMap<string, readonly string[]>;
  readonly #byVpc: ReadonlyMap<string, readonly string[]>;
  readonly #names: ReadonlySet<string>;

  constructor(graph: Graph, drafts: readonly WorkloadDraft[], settings: readonly WorkloadSetting[]) {
    this.#graph = graph;
    this.#settings = settings;
    this.#names = new Set(drafts.map(({ name }) => name));
    const byId = new Map<string, Set<string>>();
    const byVpc = new Map<string, Set<string>>();
    for (const { name, members, vpcIds } of drafts) {
      for (const vpcId of vpcIds) add(byVpc, vpcId, name);
      for (const view of Object.values(members).flatMap((views) => [...views])) {
        add(byId, view.id, name);
        for (const id of this.#belongings(view)) add(byId, id, name);
      }
    }
    this.#byId = sorted(byId);
    this.#byVpc = sorted(byVpc);
  }

  /** Sorted. */
  namesOf(view: AnyView): readonly string[] {
    return this.#member(view) ?? this.#ofVpc(view) ?? [];
  }

  /** The same without those that merely stand in the same VPC. */
  memberships(view: AnyView): readonly string[] {
    return this.#member(view) ?? [];
  }

  #member(view: AnyView): readonly string[] | undefined {
    return this.#byId.get(view.id) ?? this.#ofOwner(view) ?? this.#byTags(view);
  }

  /** What a member brings along: its security groups, subnet group and launch templates. */
  #belongings(view: AnyView): readonly string[] {
    const { relations } = view.record;
    const follow = (kind: Kind, keys: readonly string[]) =>
      keys.flatMap((key) => ifKnown(() => this.#graph.find(kind, key, view))?.id ?? []);
    const ids = [...follow('ec2.security-group', keysIn(relations['securityGroups']))];
    if (isViewOf(view, 'autoscaling.group')) {
      const templates = ifKnown(() => templateReferencesOf(view)) ?? [];
      ids.push(
        ...follow(
          'ec2.launch-template',
          templates.flatMap(({ launchTemplateId }) => launchTemplateId ?? []),
        ),
      );
    }
    if (view.kind === 'ecs.service') ids.push(...follow('ecs.task-definition', keysIn(relations['taskDefinition'])));
    if (view.kind.startsWith('rds.')) ids.push(...follow('rds.subnet-group', keysIn(relations['subnetGroup'])));
    if (view.kind.startsWith('elasticache.')) ids.push(...follow('elasticache.subnet-group', keysIn(relations['subnetGroup'])));
    return ids;
  }

  /** An instance belongs where its group does, a volume where its instance does, a listener where its load balancer does, a task and a scaling policy where their service does. */
  #ofOwner(view: AnyView): readonly string[] | undefined {
    if (isViewOf(view, 'ec2.instance')) {
      const name = ifKnown(() => view.autoScalingGroupName) ?? null;
      const group = name === null ? null : ifKnown(() => this.#graph.find('autoscaling.group', name, view));
      return group ? this.#byId.get(group.id) : undefined;
    }
    if (isViewOf(view, 'ecs.task') || view.kind.startsWith('applicationautoscaling.')) {
      const [serviceKey] = keysIn(view.record.relations['service']);
      const service = serviceKey === undefined ? null : ifKnown(() => this.#graph.find('ecs.service', serviceKey, view));
      return service ? this.namesOf(service) : undefined;
    }
    if (isViewOf(view, 'elbv2.listener')) {
      const [balancerKey = ''] = keysIn(view.record.relations['loadBalancer']);
      const balancer = ifKnown(() => this.#graph.find('elbv2.load-balancer', balancerKey, view));
      return balancer ? this.namesOf(balancer) : undefined;
    }
    if (!isViewOf(view, 'ec2.volume')) return undefined;
    const [key] = keysIn(view.record.relations['instances']);
    const instance = key === undefined ? null : ifKnown(() => this.#graph.find('ec2.instance', key, view));
    return instance ? this.namesOf(instance) : undefined;
  }

  #byTags(view: AnyView): readonly string[] | undefined {
    const name = workloadNamed(tagsOf(view), this.#settings);
    return name !== null && this.#names.has(name) ? [name] : undefined;
  }

  #ofVpc(view: AnyView): readonly string[] | undefined {
    const vpcId = view.kind === 'ec2.vpc' ? view.key : (keysIn(view.record.relations['vpc'])[0] ?? this.#vpcOfService(view));
    return vpcId === undefined ? undefined : this.#byVpc.get(vpcId);
  }

  /** A service names no VPC, only subnets. */
  #vpcOfService(view: AnyView): string | undefined {
    if (!isViewOf(view, 'ecs.service')) return undefined;
    return ifKnown(() => {
      const [subnet] = view.subnets;
      return subnet?.keysOf('vpc')[0];
    });
  }
}

export function tagsOf({ record }: AnyView): Readonly<Record<string, string>> {
  const { tags } = record.facts;
  return isTags(tags) ? tags : {};
}

function isTags(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null;
}

function keysIn(value: string | readonly string[] | null | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return typeof value === 'string' ? [value] : value;
}

function add(index: Map<string, Set<string>>, key: string, name: string): void {
  const names = index.get(key);
  if (names === undefined) index.set(key, new Set([name]));
  else names.add(name);
}

function sorted(index: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> {
  return new Map([...index].map(([key, names]) => [key, [...names].sort()]));
}
