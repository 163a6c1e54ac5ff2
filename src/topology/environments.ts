import type { Graph } from '../graph/graph.ts';
import { ifKnown } from '../graph/signal.ts';
import type { AnyView } from '../graph/view.ts';
import { type Kind, kinds } from '../model/kinds.ts';
import type { Environment } from '../model/terms.ts';
import { environmentOf, type EnvironmentName, nearestToProduction } from './environment-names.ts';
import { settingFor, type WorkloadSetting } from './workload-names.ts';
import { tagsOf } from './workload-members.ts';
import type { Workloads } from './workloads.ts';

/** How the environment of a resource is told. */
export interface EnvironmentNaming {
  /** Keys of the tags that name it, in small letters. */
  readonly tagKeys: readonly string[];
  readonly names: readonly EnvironmentName[];
}

/** What belongs to nobody alone: it stands in every environment that uses the network. */
const networkKinds: ReadonlySet<Kind> = new Set<Kind>([
  'ec2.internet-gateway',
  'ec2.nat-gateway',
  'ec2.network-acl',
  'ec2.route-table',
  'ec2.security-group',
  'ec2.subnet',
  'ec2.vpc',
  'ec2.vpc-endpoint',
]);

/** What is part of another resource, by the relation that leads there: often it carries no tags, or not all of them. */
const owners: ReadonlyMap<Kind, readonly [relation: string, owner: Kind]> = new Map<Kind, readonly [string, Kind]>([
  ['applicationautoscaling.policy', ['service', 'ecs.service']],
  ['applicationautoscaling.scalable-target', ['service', 'ecs.service']],
  ['autoscaling.policy', ['group', 'autoscaling.group']],
  ['autoscaling.scheduled-action', ['group', 'autoscaling.group']],
  ['ec2.instance', ['autoScalingGroup', 'autoscaling.group']],
  ['ec2.launch-template-version', ['launchTemplate', 'ec2.launch-template']],
  ['ec2.volume', ['instances', 'ec2.instance']],
  ['ecs.task', ['service', 'ecs.service']],
  ['elasticache.cluster', ['replicationGroup', 'elasticache.replication-group']],
  ['elbv2.listener', ['loadBalancer', 'elbv2.load-balancer']],
  ['elbv2.listener-rule', ['listener', 'elbv2.listener']],
  ['rds.instance', ['cluster', 'rds.cluster']],
]);

/**
 * Which environment a resource stands in, by what somebody said of it: the configuration of its workload, else its own tag, else that
 * of what it is part of (group, service, cluster, load balancer, instance), else the configuration of every workload that uses it. Never
 * by a guess: what nobody said, said in words that are not known, or cannot be read, is production; of two that disagree, the one
 * nearest to it counts.
 */
export class Environments {
  readonly #graph: Graph;
  readonly #workloads: Workloads;
  readonly #settings: readonly WorkloadSetting[];
  readonly #naming: EnvironmentNaming;
  readonly #keys: ReadonlySet<string>;
  readonly #byName: ReadonlyMap<string, string | null>;
  readonly #areConfigured: boolean;

  constructor(graph: Graph, workloads: Workloads, settings: readonly WorkloadSetting[], naming: EnvironmentNaming) {
    this.#graph = graph;
    this.#workloads = workloads;
    this.#settings = settings;
    this.#naming = naming;
    this.#keys = new Set(naming.tagKeys);
    this.#byName = new Map([...settings].reverse().map(({ name, environment }) => [name, environment]));
    this.#areConfigured = settings.some(({ environment }) => environment !== null);
  }

  of(view: AnyView): Environment {
    return this.#said(view) ?? this.#ofOwner(view) ?? this.#ofWorkloads(view) ?? 'production';
  }

  /** What configuration or tags say of the resource itself, or null where they say nothing. */
  #said(view: AnyView): Environment | null {
    if (view.record.facts['tags'] === undefined && Object.hasOwn(kinds[view.kind].facts, 'tags')) return 'production';
    const tags = tagsOf(view);
    const configured = this.#areConfigured ? (settingFor(tags, this.#settings)?.environment ?? null) : null;
    return configured === null ? this.#tagged(tags) : this.#named(configured);
  }

  #tagged(tags: Readonly<Record<string, string>>): Environment | null {
    let nearest: Environment | null = null;
    for (const key in tags) {
      if (!this.#keys.has(key.toLowerCase())) continue;
      const value = tags[key]?.trim() ?? '';
      if (value === '') continue;
      const environment = this.#named(value);
      nearest = nearest === null ? environment : nearestToProduction([nearest, environment]);
    }
    return nearest;
  }

  #named(value: string): Environment {
    return environmentOf(value, this.#naming.names) ?? 'production';
  }

  /** A part stands where its owners do; an owner that was not seen may stand in production. */
  #ofOwner(view: AnyView): Environment | null {
    const owner = owners.get(view.kind);
    if (owner === undefined) return null;
    const [relation, kind] = owner;
    const value = view.record.relations[relation];
    if (value === undefined) return 'production';
    const keys = value === null ? [] : [value].flat();
    return nearestToProduction(
      keys.map((key) => {
        const found = ifKnown(() => this.#graph.find(kind, key, view)) ?? null;
        return found === null ? 'production' : this.of(found);
      }),
    );
  }

  /** What several workloads use stands in the environment of the one nearest to production. */
  #ofWorkloads(view: AnyView): Environment | null {
    if (!this.#areConfigured) return null;
    const names = networkKinds.has(view.kind) ? this.#workloads.namesOf(view) : this.#workloads.memberships(view);
    return nearestToProduction(
      names.map((name) => {
        const environment = this.#byName.get(name) ?? null;
        return environment === null ? 'production' : this.#named(environment);
      }),
    );
  }
}
