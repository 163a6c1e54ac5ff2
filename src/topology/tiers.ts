import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isNonEmpty } from '../graph/signal.ts';
import type { Identity } from '../graph/view.ts';
import { distinctGaps } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import type { Launch } from './launch.ts';
import { type Role, type RoleIndex, type TierIndex, TierIndexBuilder } from './tier-index.ts';

export const tiersReads = [
  'autoscaling.group',
  'autoscaling.launch-configuration',
  'ec2.instance',
  'ec2.launch-template',
  'ec2.launch-template-version',
  'ec2.network-interface',
  'ec2.security-group',
  'ec2.subnet',
  'elasticache.cluster',
  'elasticache.replication-group',
  'elasticache.serverless-cache',
  'elasticache.subnet-group',
  'elbv2.load-balancer',
  'elbv2.target-group',
  'elbv2.target-health',
  'rds.cluster',
  'rds.instance',
  'rds.subnet-group',
] as const satisfies readonly Kind[];

/** Which security groups and subnets serve which tier. Membership is known as soon as one source proves it; non-membership only if all sources were read. */
export class Tiers {
  readonly #graph: Graph;
  readonly #launch: Launch;
  readonly #byPlace = new Map<string, TierIndex>();

  constructor(graph: Graph, launch: Launch) {
    this.#graph = graph;
    this.#launch = launch;
  }

  /** Whether the security group of that id serves any of the roles. */
  groupServes(groupId: string, place: Place, ...roles: readonly Role[]): boolean {
    return this.#serves(this.#indexOf(place).groups, groupId, roles);
  }

  subnetServes(subnetId: string, place: Place, ...roles: readonly Role[]): boolean {
    return this.#serves(this.#indexOf(place).subnets, subnetId, roles);
  }

  /** The resources that are known to give a security group one of the roles, for display. */
  groupOwners(groupId: string, place: Place, ...roles: readonly Role[]): readonly string[] {
    const { groups } = this.#indexOf(place);
    return roles.flatMap((role) => groups[role].members.get(groupId) ?? []);
  }

  /** The roles a security group is known to serve; throws where it might serve more. */
  rolesOfGroup(groupId: string, place: Place, among: readonly Role[]): readonly Role[] {
    const { groups } = this.#indexOf(place);
    return among.filter((role) => this.#serves(groups, groupId, [role]));
  }

  /** Ids of the security groups of the roles; throws after the last known one where there may be more. */
  groupsOf(place: Place, ...roles: readonly Role[]): Iterable<string> {
    return membersOf(roles.map((role) => this.#indexOf(place).groups[role]));
  }

  /** Ids of the subnets of the roles; throws after the last known one where there may be more. */
  subnetsOf(place: Place, ...roles: readonly Role[]): Iterable<string> {
    return membersOf(roles.map((role) => this.#indexOf(place).subnets[role]));
  }

  #serves(index: TierIndex['groups'], key: string, roles: readonly Role[]): boolean {
    if (roles.some((role) => index[role].members.has(key))) return true;
    const gaps = distinctGaps(roles.flatMap((role) => index[role].gaps));
    if (isNonEmpty(gaps)) throw gapSignal(gaps);
    return false;
  }

  #indexOf(place: Identity | Place): TierIndex {
    const name = `${place.account}|${place.region}`;
    return this.#graph.derive('tiers', () => {
      let index = this.#byPlace.get(name);
      if (index === undefined) this.#byPlace.set(name, (index = new TierIndexBuilder(this.#graph, this.#launch, place).build()));
      return index;
    });
  }
}

function* membersOf(indexes: readonly RoleIndex[]): Generator<string, void, undefined> {
  yield* [...new Set(indexes.flatMap(({ members }) => [...members.keys()]))].sort();
  const gaps = distinctGaps(indexes.flatMap(({ gaps: unseen }) => unseen));
  if (isNonEmpty(gaps)) throw gapSignal(gaps);
}
