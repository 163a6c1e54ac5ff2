import type { Graph, Place } from '../graph/graph.ts';
import { isGapSignal } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import { distinctGaps, type Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import type { Launch } from './launch.ts';

/**
 * What a security group or a subnet serves. `edge` is an internet-facing load balancer, `internal-balancer` any other one;
 * `app` stands behind a load balancer, `worker` is compute that does not.
 */
export const roles = ['edge', 'internal-balancer', 'app', 'worker', 'data'] as const;
export type Role = (typeof roles)[number];

export interface RoleIndex {
  /** Security group id or subnet id -> the resources that give it the role. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Why there may be members this index does not know. */
  readonly gaps: readonly Gap[];
}

export interface TierIndex {
  readonly groups: Readonly<Record<Role, RoleIndex>>;
  readonly subnets: Readonly<Record<Role, RoleIndex>>;
}

class Members {
  readonly members = new Map<string, string[]>();
  gaps: Gap[] = [];

  settle(): void {
    this.gaps = [...distinctGaps(this.gaps)];
  }

  add(keys: Iterable<string>, owner: string): void {
    for (const key of keys) {
      const owners = this.members.get(key);
      if (owners === undefined) this.members.set(key, [owner]);
      else if (owners.length < 3 && !owners.includes(owner)) owners.push(owner);
    }
  }
}

/** Gathers roles from everything that names a security group or a subnet. What cannot be read becomes a gap of the roles it might have given. */
export class TierIndexBuilder {
  readonly #graph: Graph;
  readonly #launch: Launch;
  readonly #place: Place;
  readonly #groups = newIndex();
  readonly #subnets = newIndex();

  constructor(graph: Graph, launch: Launch, place: Place) {
    this.#graph = graph;
    this.#launch = launch;
    this.#place = place;
  }

  build(): TierIndex {
    this.#loadBalancers();
    this.#autoScalingGroups();
    this.#targets();
    this.#databases();
    this.#caches();
    this.#interfaces();
    for (const index of [this.#groups, this.#subnets]) for (const role of roles) index[role].settle();
    return { groups: this.#groups, subnets: this.#subnets };
  }

  /** Visits what can be listed; a gap of an item or of the listing is a gap of the given roles. */
  #each<K extends Kind>(kind: K, possibleRoles: readonly Role[], visit: (view: View<K, Kind>) => void): void {
    this.#guard(possibleRoles, () => {
      for (const view of this.#graph.list(kind, this.#place)) this.#guard(possibleRoles, () => visit(view));
    });
  }

  #guard(possibleRoles: readonly Role[], read: () => void): void {
    const gaps = gapsOf(read);
    for (const role of possibleRoles) {
      this.#groups[role].gaps.push(...gaps);
      this.#subnets[role].gaps.push(...gaps);
    }
  }

  #loadBalancers(): void {
    this.#each('elbv2.load-balancer', ['edge', 'internal-balancer'], (balancer) => {
      if (balancer.loadBalancerType === 'gateway') return;
      const role = balancer.scheme === 'internet-facing' ? 'edge' : 'internal-balancer';
      const owner = `load balancer ${balancer.name ?? balancer.key}`;
      this.#groups[role].add(balancer.keysOf('securityGroups'), owner);
      this.#subnets[role].add(balancer.keysOf('subnets'), owner);
    });
  }

  #autoScalingGroups(): void {
    const instances = this.#instancesByGroup();
    this.#each('autoscaling.group', ['app', 'worker'], (group) => {
      if (group.status !== null) return;
      const isAttached = group.targetGroupArns.length + group.classicLoadBalancerNames.length + group.latticeTargetGroupArns.length > 0;
      const role = isAttached ? 'app' : 'worker';
      const owner = `Auto Scaling group ${group.key}`;
      this.#guard([role], () => this.#subnets[role].add(this.#subnetsOf(group), owner));
      for (const instance of instances.get(group.key) ?? []) this.#guard([role], () => this.#groups[role].add(instance.keysOf('securityGroups'), owner));
      this.#guard([role], () => {
        for (const source of this.#launch.sourcesOf(group)) {
          if (source.from === 'launch-configuration') this.#groups[role].add(source.configuration?.keysOf('securityGroups') ?? [], owner);
          else if (source.version !== null) this.#groups[role].add(this.#groupsOf(source.version, group), owner);
        }
      });
    });
  }

  #instancesByGroup(): ReadonlyMap<string, readonly View<'ec2.instance', Kind>[]> {
    const byGroup = new Map<string, View<'ec2.instance', Kind>[]>();
    this.#each('ec2.instance', ['app', 'worker'], (instance) => {
      const name = instance.autoScalingGroupName;
      if (name === null) return;
      const members = byGroup.get(name);
      if (members === undefined) byGroup.set(name, [instance]);
      else members.push(instance);
    });
    return byGroup;
  }

  /** A group without subnets runs in the default subnets of its zones. */
  #subnetsOf(group: View<'autoscaling.group', Kind>): readonly string[] {
    const subnets = group.keysOf('subnets');
    if (subnets.length > 0) return subnets;
    return [...this.#graph.list('ec2.subnet', this.#place)]
      .filter((subnet) => subnet.isDefaultForZone && group.zoneNames.includes(subnet.zoneName))
      .map((subnet) => subnet.key);
  }

  /** A template that names no group launches into the default group of the VPC; names are resolved within the VPC. */
  #groupsOf(version: View<'ec2.launch-template-version', Kind>, group: View<'autoscaling.group', Kind>): readonly string[] {
    const ids = version.keysOf('securityGroups');
    if (ids.length > 0) return ids;
    const names = version.securityGroupNames.length > 0 ? version.securityGroupNames : ['default'];
    const vpcIds = new Set(this.#subnetsOf(group).flatMap((key) => this.#graph.find('ec2.subnet', key, this.#place)?.keysOf('vpc') ?? []));
    return [...this.#graph.list('ec2.security-group', this.#place)]
      .filter((candidate) => names.includes(candidate.groupName) && candidate.keysOf('vpc').some((vpcId) => vpcIds.has(vpcId)))
      .map((candidate) => candidate.key);
  }

  #targets(): void {
    const interfacesByAddress = new Map<string, View<'ec2.network-interface', Kind>>();
    this.#each('ec2.network-interface', ['app'], (networkInterface) => {
      for (const address of networkInterface.privateIps) interfacesByAddress.set(`${networkInterface.keysOf('vpc').join()} ${address}`, networkInterface);
    });
    this.#each('elbv2.target-health', ['app'], (target) => {
      const targetGroup = target.targetGroup;
      const owner = `target group ${targetGroup.name ?? targetGroup.key}`;
      const place = (view: View<'ec2.instance', Kind> | View<'ec2.network-interface', Kind>) => {
        this.#groups.app.add(view.keysOf('securityGroups'), owner);
        this.#subnets.app.add(view.keysOf('subnet'), owner);
      };
      if (targetGroup.targetType === 'instance' && target.instance !== null) place(target.instance);
      if (targetGroup.targetType !== 'ip') return;
      const networkInterface = interfacesByAddress.get(`${targetGroup.keysOf('vpc').join()} ${target.targetId}`);
      if (networkInterface !== undefined) place(networkInterface);
    });
  }

  #databases(): void {
    for (const kind of ['rds.instance', 'rds.cluster'] as const) {
      this.#each(kind, ['data'], (database) => {
        const owner = `database ${database.key}`;
        this.#groups.data.add(database.keysOf('securityGroups'), owner);
        this.#guard(['data'], () => this.#subnets.data.add(database.subnetGroup?.keysOf('subnets') ?? [], owner));
      });
    }
  }

  #caches(): void {
    this.#each('elasticache.cluster', ['data'], (cache) => {
      const owner = `cache ${cache.key}`;
      this.#groups.data.add(cache.keysOf('securityGroups'), owner);
      this.#guard(['data'], () => this.#subnets.data.add(cache.subnetGroup?.keysOf('subnets') ?? [], owner));
    });
    this.#each('elasticache.serverless-cache', ['data'], (cache) => {
      const owner = `cache ${cache.key}`;
      this.#groups.data.add(cache.keysOf('securityGroups'), owner);
      this.#subnets.data.add(cache.keysOf('subnets'), owner);
    });
    // A replication group names neither its security groups nor its subnet group: only its member clusters do.
    const unplaced: Gap[] = [];
    this.#each('elasticache.replication-group', ['data'], (group) => {
      unplaced.push(...gapsOf(() => [...group.memberClusters].map((member) => member.keysOf('securityGroups'))));
    });
    this.#groups.data.gaps.push(...unplaced);
    if (!this.#areAllCacheSubnetsKnown()) this.#subnets.data.gaps.push(...unplaced);
  }

  /** A cache that is not visible stands in one of the listed subnet groups: it adds nothing where all of those are data subnets already. */
  #areAllCacheSubnetsKnown(): boolean {
    let isKnown = true;
    const gaps = gapsOf(() => {
      for (const group of this.#graph.list('elasticache.subnet-group', this.#place)) {
        isKnown &&= group.keysOf('subnets').every((subnet) => this.#subnets.data.members.has(subnet));
      }
    });
    return isKnown && gaps.length === 0;
  }

  /** Interfaces tell of groups that were attached behind the back of their owner, and of compute that no group launches. */
  #interfaces(): void {
    this.#each('ec2.network-interface', ['worker', 'data'], (networkInterface) => {
      const { description, interfaceType } = networkInterface;
      const owner = `network interface ${networkInterface.key}`;
      const groups = networkInterface.keysOf('securityGroups');
      if (description === 'RDSNetworkInterface' || description.startsWith('ElastiCache ')) this.#groups.data.add(groups, owner);
      if (interfaceType === 'lambda' || /^arn:[\w-]+:ecs:/.test(description)) this.#groups.worker.add(groups, owner);
    });
  }
}

function newIndex(): Record<Role, Members> {
  return { edge: new Members(), 'internal-balancer': new Members(), app: new Members(), worker: new Members(), data: new Members() };
}

function gapsOf(read: () => unknown): readonly Gap[] {
  try {
    read();
    return [];
  } catch (thrown) {
    if (!isGapSignal(thrown)) throw thrown;
    return thrown.gaps;
  }
}
