import type { Graph } from '../graph/graph.ts';
import { ifKnown } from '../graph/signal.ts';
import { type AnyView, isViewOf } from '../graph/view.ts';
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

/**
 * Which environment a resource stands in, by what somebody said of it: the configuration of its workload, else its own tag, else that
 * of the group or the instance it belongs to, else the configuration of every workload that uses it. Never by a guess: what nobody
 * said, said in words that are not known, or cannot be read, is production; of two that disagree, the one nearest to it counts.
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

  /** An instance stands where its group does, a volume where its instances do. */
  #ofOwner(view: AnyView): Environment | null {
    if (isViewOf(view, 'ec2.instance')) {
      const name = ifKnown(() => view.autoScalingGroupName) ?? null;
      const group = name === null ? null : (ifKnown(() => this.#graph.find('autoscaling.group', name, view)) ?? null);
      return group === null ? null : this.#said(group);
    }
    if (!isViewOf(view, 'ec2.volume')) return null;
    const keys = ifKnown(() => view.keysOf('instances')) ?? [];
    const owners = keys.map((key) => ifKnown(() => this.#graph.find('ec2.instance', key, view)) ?? null);
    return nearestToProduction(owners.map((owner) => (owner === null ? 'production' : this.of(owner))));
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
