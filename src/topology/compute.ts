import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isNonEmpty } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import { serviceBehind } from './interface-service.ts';
import { gapsOf, Known } from './known.ts';
import { type Launch, launchReads, type LaunchSource } from './launch.ts';

export const computeReads = [
  ...launchReads,
  'autoscaling.group',
  'ec2.instance',
  'ec2.network-interface',
  'ec2.security-group',
  'ec2.subnet',
  'ecs.service',
  'elbv2.target-group',
  'elbv2.target-health',
] as const satisfies readonly Kind[];

/** `app` stands behind a load balancer, `worker` does not. */
export type ComputeRole = 'app' | 'worker';

/** Something that runs, or is about to, and carries security groups: all of them together decide what reaches it. */
export interface Carrier {
  readonly owner: string;
  /** Empty for an address that is no interface of this account. */
  readonly groups: readonly string[];
  /** Where it stands or may be launched; throws after the last known one where there may be more. */
  readonly subnets: () => Iterable<string>;
  /** Private address; null where it is not launched yet or not told. */
  readonly address: () => string | null;
}

export type Census = Readonly<Record<ComputeRole, Known<Carrier>>>;

type Instance = View<'ec2.instance', Kind>;
type Interface = View<'ec2.network-interface', Kind>;

const gone = ['shutting-down', 'terminated'];

/** Compute and the security groups it carries, from templates, instances, services, registered targets and network interfaces. */
export class Compute {
  readonly #graph: Graph;
  readonly #launch: Launch;
  readonly #censuses = new Map<string, Census>();
  readonly #interfaces = new Map<string, { readonly byAddress: ReadonlyMap<string, Interface>; readonly gaps: readonly Gap[] }>();

  constructor(graph: Graph, launch: Launch) {
    this.#graph = graph;
    this.#launch = launch;
  }

  /** Everything that computes in an account and region. */
  census(place: Place): Census {
    const name = `${place.account}|${place.region}`;
    let census = this.#censuses.get(name);
    if (census === undefined) this.#censuses.set(name, (census = this.#take(place)));
    return census;
  }

  /** What the group launches next: one carrier per template, version and override. */
  launchesOf(group: View<'autoscaling.group', Kind>): Known<Carrier> {
    const carriers = new Known<Carrier>();
    if (group.status !== null) return carriers;
    const owner = `Auto Scaling group ${group.key}`;
    const subnets = () => this.#subnetsOf(group);
    carriers.each(
      () => this.#launch.sourcesOf(group),
      (source) => {
        const groups = this.#launchGroups(source, group);
        if (groups !== null) carriers.add({ owner, groups, subnets, address: () => null });
      },
    );
    return carriers;
  }

  /** What the service starts next. Tasks without an interface of their own carry nothing: the instance they run on does. */
  tasksOf(service: View<'ecs.service', Kind>): Known<Carrier> {
    const carriers = new Known<Carrier>();
    carriers.guard(() => {
      if (service.status !== 'ACTIVE' || service.network === null) return;
      const named = service.keysOf('securityGroups');
      const subnets = service.keysOf('subnets');
      const groups = named.length > 0 ? named : this.#groupsNamed(['default'], subnets, service);
      carriers.add({ owner: `ECS service ${service.key}`, groups, subnets: () => subnets, address: () => null });
    });
    return carriers;
  }

  /** Who answers for a registered target; null where it is gone or of another type. */
  carrierOf(target: View<'elbv2.target-health', Kind>, targetGroup: View<'elbv2.target-group', Kind>): Carrier | null {
    const { targetId } = target;
    const owner = `target ${targetId} of ${targetGroup.name ?? targetGroup.key}`;
    if (targetGroup.targetType === 'instance') {
      const instance = this.#graph.find('ec2.instance', targetId, target);
      return instance === null || gone.includes(instance.state) ? null : instanceCarrier(instance, owner);
    }
    if (targetGroup.targetType !== 'ip') return null;
    const found = this.#interfaceAt(targetId, targetGroup.keysOf('vpc'), target);
    const carrier = found === null ? { owner, groups: [], subnets: () => [] } : interfaceCarrier(found, owner);
    return { ...carrier, address: () => targetId };
  }

  #take(place: Place): Census {
    const census = { app: new Known<Carrier>(), worker: new Known<Carrier>() };
    const both = (gaps: readonly Gap[]) => {
      census.app.addGaps(gaps);
      census.worker.addGaps(gaps);
    };
    const roles = new Map<string, ComputeRole>();
    const each = <K extends Kind>(kind: K, visit: (view: View<K, Kind>) => void) => {
      both(
        gapsOf(() => {
          for (const view of this.#graph.list(kind, place)) both(gapsOf(() => visit(view)));
        }),
      );
    };
    each('autoscaling.group', (group) => {
      if (group.status !== null) return;
      const role = roleOf(group);
      roles.set(group.key, role);
      census[role].addAll(() => this.launchesOf(group));
    });
    each('ec2.instance', (instance) => {
      const owner = instance.autoScalingGroupName;
      const role = owner === null || gone.includes(instance.state) ? undefined : roles.get(owner);
      if (role !== undefined) census[role].guard(() => census[role].add(instanceCarrier(instance, `Auto Scaling group ${owner}`)));
    });
    each('ecs.service', (service) => census[service.loadBalancers.length > 0 ? 'app' : 'worker'].addAll(() => this.tasksOf(service)));
    census.app.each(
      () => this.#graph.list('elbv2.target-health', place),
      (target) => {
        const targetGroup = this.#graph.find('elbv2.target-group', target.keysOf('targetGroup')[0] ?? '', place);
        const carrier = targetGroup === null ? null : this.carrierOf(target, targetGroup);
        if (carrier !== null && carrier.groups.length > 0) census.app.add(carrier);
      },
    );
    census.worker.each(
      () => this.#graph.list('ec2.network-interface', place),
      (eni) => {
        if (serviceBehind(eni) === 'compute') census.worker.add(interfaceCarrier(eni, `network interface ${eni.key}`));
      },
    );
    return census;
  }

  /** A group without subnets runs in the default subnets of its zones. */
  *#subnetsOf(group: View<'autoscaling.group', Kind>): Generator<string, void, undefined> {
    const subnets = group.keysOf('subnets');
    if (subnets.length > 0) return yield* subnets;
    for (const subnet of this.#graph.list('ec2.subnet', group)) {
      if (subnet.isDefaultForZone && group.zoneNames.includes(subnet.zoneName)) yield subnet.key;
    }
  }

  /** Null where the source is known not to exist. Who names no group launches into the default group of the VPC. */
  #launchGroups(source: LaunchSource, group: View<'autoscaling.group', Kind>): readonly string[] | null {
    const launched = source.from === 'launch-template' ? source.version : source.configuration;
    if (launched === null) return null;
    const ids = launched.keysOf('securityGroups');
    if (ids.length > 0) return ids;
    const named = source.from === 'launch-template' ? (source.version?.securityGroupNames ?? []) : [];
    const names = named.length > 0 ? named : ['default'];
    return this.#groupsNamed(names, this.#subnetsOf(group), group);
  }

  /** Group names hold within the VPC. */
  #groupsNamed(names: readonly string[], subnetKeys: Iterable<string>, place: Place): readonly string[] {
    const vpcs = new Set([...subnetKeys].flatMap((key) => this.#graph.find('ec2.subnet', key, place)?.keysOf('vpc') ?? []));
    return [...this.#graph.list('ec2.security-group', place)]
      .filter((candidate) => names.includes(candidate.groupName) && candidate.keysOf('vpc').some((vpc) => vpcs.has(vpc)))
      .map(({ key }) => key);
  }

  #interfaceAt(address: string, vpcs: readonly string[], place: Place): Interface | null {
    const name = `${place.account}|${place.region}`;
    let index = this.#interfaces.get(name);
    if (index === undefined) this.#interfaces.set(name, (index = this.#indexInterfaces(place)));
    const found = index.byAddress.get(`${vpcs.join()} ${address}`);
    if (found !== undefined) return found;
    if (isNonEmpty(index.gaps)) throw gapSignal(index.gaps);
    return null;
  }

  #indexInterfaces(place: Place): { readonly byAddress: ReadonlyMap<string, Interface>; readonly gaps: readonly Gap[] } {
    const byAddress = new Map<string, Interface>();
    const known = new Known<never>();
    known.each(
      () => this.#graph.list('ec2.network-interface', place),
      (eni) => {
        for (const address of [...eni.privateIps, ...eni.ipv6Addresses]) byAddress.set(`${eni.keysOf('vpc').join()} ${address}`, eni);
      },
    );
    return { byAddress, gaps: known.gaps };
  }
}

function roleOf(group: View<'autoscaling.group', Kind>): ComputeRole {
  const attached = group.targetGroupArns.length + group.classicLoadBalancerNames.length + group.latticeTargetGroupArns.length;
  return attached > 0 ? 'app' : 'worker';
}

function instanceCarrier(instance: Instance, owner: string): Carrier {
  return {
    owner,
    groups: instance.keysOf('securityGroups'),
    subnets: () => instance.keysOf('subnet'),
    address: () => instance.privateIp,
  };
}

function interfaceCarrier(eni: Interface, owner: string): Carrier {
  return {
    owner,
    groups: eni.keysOf('securityGroups'),
    subnets: () => eni.keysOf('subnet'),
    address: () => eni.privateIps[0] ?? null,
  };
}
