import type { Graph, Place } from '../graph/graph.ts';
import type { Identity } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import { Known } from './known.ts';
import { type Launch, launchReads } from './launch.ts';

export const fleetsReads = [
  ...launchReads,
  'applicationautoscaling.scalable-target',
  'autoscaling.group',
  'ecs.service',
] as const satisfies readonly Kind[];

/** Compute that scales, and up to how many. */
export interface Fleet {
  readonly owner: Identity;
  readonly name: string;
  readonly most: number;
}

interface Index {
  readonly bySecurityGroup: ReadonlyMap<string, readonly Fleet[]>;
  /** Why there may be more. */
  readonly more: Known<never>;
}

/** The Auto Scaling groups and ECS services of a place, by the security groups of what they launch. */
export class Fleets {
  readonly #graph: Graph;
  readonly #launch: Launch;
  readonly #byPlace = new Map<string, Index>();

  constructor(graph: Graph, launch: Launch) {
    this.#graph = graph;
    this.#launch = launch;
  }

  /** Those that launch with any of the security groups, in the order of their names. */
  within(securityGroupIds: Iterable<string>, place: Place): Known<Fleet> {
    return this.#graph.derive('fleets', () => {
      const { bySecurityGroup, more } = this.#indexOf(place);
      const found = new Set([...securityGroupIds].flatMap((id) => bySecurityGroup.get(id) ?? []));
      const sorted = [...found].sort((left, right) => (left.name < right.name ? -1 : 1));
      return Known.of(sorted, more.gaps);
    });
  }

  #indexOf(place: Place): Index {
    const name = `${place.account}|${place.region}`;
    let index = this.#byPlace.get(name);
    if (index === undefined) this.#byPlace.set(name, (index = this.#gather(place)));
    return index;
  }

  #gather(place: Place): Index {
    const bySecurityGroup = new Map<string, Fleet[]>();
    const more = new Known<never>();
    const add = (securityGroupIds: Iterable<string>, fleet: () => Fleet) => {
      const ids = new Set(securityGroupIds);
      if (ids.size === 0) return;
      const told = fleet();
      for (const id of ids) bySecurityGroup.set(id, [...(bySecurityGroup.get(id) ?? []), told]);
    };
    more.each(
      () => this.#graph.list('autoscaling.group', place),
      (group) => {
        if (group.status !== null) return;
        const sources = [...this.#launch.sourcesOf(group)].map((source) =>
          source.from === 'launch-template' ? source.version : source.configuration,
        );
        const ids = sources.flatMap((launched) => (launched === null ? [] : launched.keysOf('securityGroups')));
        add(ids, () => ({ owner: group, name: `group ${group.key}`, most: group.maxSize }));
      },
    );
    more.each(
      () => this.#graph.list('ecs.service', place),
      (service) => {
        if (service.status === 'INACTIVE') return;
        add(service.keysOf('securityGroups'), () => {
          const targets = [...this.#graph.referring('applicationautoscaling.scalable-target', 'service', service)];
          const most = Math.max(service.desiredCount, ...targets.map(({ maxCapacity }) => maxCapacity));
          return { owner: service, name: `service ${service.name ?? service.key}`, most };
        });
      },
    );
    return { bySecurityGroup, more };
  }
}
