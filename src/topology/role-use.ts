import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isNonEmpty } from '../graph/signal.ts';
import type { Identity } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';
import { Known } from './known.ts';
import { type Launch, launchReads } from './launch.ts';

export const roleUseReads = [
  ...launchReads,
  'autoscaling.group',
  'ec2.instance',
  'ecs.service',
  'ecs.task-definition',
  'iam.instance-profile',
] as const satisfies readonly Kind[];

interface Uses {
  readonly byRole: ReadonlyMap<string, readonly Identity[]>;
  /** Why there may be more. */
  readonly known: Known<never>;
}

/** Which instances, Auto Scaling groups and services act in a role, or will when they launch next. */
export class RoleUse {
  readonly #graph: Graph;
  readonly #launch: Launch;
  readonly #byPlace = new Map<string, Uses>();

  constructor(graph: Graph, launch: Launch) {
    this.#graph = graph;
    this.#launch = launch;
  }

  /** Those that are known, in the order of their ids; where there is none, throws unless there can be none. */
  usersOf(role: Identity<'iam.role'>): readonly Identity[] {
    return this.#graph.derive('roleUse', () => {
      const { byRole, known } = this.#usesIn(role);
      const users = byRole.get(role.key) ?? [];
      if (users.length === 0 && isNonEmpty(known.gaps)) throw gapSignal(known.gaps);
      return users.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    });
  }

  #usesIn(place: Place): Uses {
    const name = `${place.account}|${place.region}`;
    let uses = this.#byPlace.get(name);
    if (uses === undefined) this.#byPlace.set(name, (uses = this.#gather(place)));
    return uses;
  }

  #gather(place: Place): Uses {
    const known = new Known<never>();
    const byRole = new Map<string, Identity[]>();
    const add = (role: string, user: Identity) => {
      const users = byRole.get(role);
      if (users === undefined) byRole.set(role, [user]);
      else if (!users.includes(user)) users.push(user);
    };
    const addOfProfiles = (profiles: readonly string[], user: Identity) => {
      for (const key of profiles) for (const role of this.#rolesOf(key, place)) add(role, user);
    };
    known.each(
      () => this.#graph.list('ec2.instance', place),
      (instance) => {
        if (instance.state !== 'terminated' && instance.state !== 'shutting-down') addOfProfiles(instance.keysOf('profile'), instance);
      },
    );
    known.each(
      () => this.#graph.list('autoscaling.group', place),
      (group) => {
        known.each(
          () => this.#launch.sourcesOf(group),
          (source) => {
            const data = source.from === 'launch-template' ? source.version : source.configuration;
            addOfProfiles(data?.keysOf('profile') ?? [], group);
          },
        );
      },
    );
    known.each(
      () => this.#graph.list('ecs.service', place),
      (service) => {
        for (const key of service.keysOf('taskDefinition')) {
          const role = this.#graph.find('ecs.task-definition', key, place)?.taskRole?.split('/').at(-1);
          if (role !== undefined) add(role, service);
        }
      },
    );
    return { byRole, known };
  }

  #rolesOf(profile: string, place: Place): readonly string[] {
    return this.#graph.find('iam.instance-profile', profile, place)?.keysOf('roles') ?? [];
  }
}
