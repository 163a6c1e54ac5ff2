import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isNonEmpty, undecidable } from '../graph/signal.ts';
import type { Identity, View } from '../graph/view.ts';
import type { Compute } from './compute.ts';
import { settled } from './known.ts';
import type { GroupSource } from './security-rules.ts';
import { type Role, type RoleIndex, type TierIndex, TierIndexBuilder } from './tier-index.ts';

export { tiersReads } from './tier-index.ts';

/** Which security groups serve which tier. Membership is known as soon as one source proves it; non-membership only if all sources were read. */
export class Tiers {
  readonly #graph: Graph;
  readonly #compute: Compute;
  readonly #byPlace = new Map<string, TierIndex>();
  readonly #sorted = new Map<string, readonly string[]>();

  constructor(graph: Graph, compute: Compute) {
    this.#graph = graph;
    this.#compute = compute;
  }

  /** Whether the security group of that id serves any of the roles, also in an account with which it is shared. */
  groupServes(groupId: string, place: Place, ...roles: readonly Role[]): boolean {
    const indexes = this.#indexesOf(groupId, place, roles);
    if (indexes.some(({ members }) => members.has(groupId))) return true;
    const gaps = settled(indexes.flatMap(({ gaps: unseen }) => unseen));
    if (isNonEmpty(gaps)) throw gapSignal(gaps);
    return false;
  }

  /** The same for a group that a rule of `holder` names. A stale reference serves nothing; one into an account that was not read may serve anything. */
  sourceServes({ groupId, ownerId, isStale }: GroupSource, holder: View<'ec2.security-group'>, ...roles: readonly Role[]): boolean {
    if (isStale) return false;
    const { account, region } = holder;
    const owner = ownerId ?? account;
    if (owner === account || this.#graph.header.accounts.includes(owner))
      return this.groupServes(groupId, { account: owner, region }, ...roles);
    return undecidable(holder, 'cross-account', `${groupId} belongs to account ${owner}, which was not read`);
  }

  /** The resources that are known to give a security group one of the roles, for display. */
  groupOwners(groupId: string, place: Place, ...roles: readonly Role[]): readonly string[] {
    return this.#indexesOf(groupId, place, roles).flatMap(({ members }) => members.get(groupId) ?? []);
  }

  /** Ids of the security groups of the roles; throws after the last known one where there may be more. */
  *groupsOf(place: Place, ...roles: readonly Role[]): Generator<string, void, undefined> {
    const indexes = roles.map((role) => this.#indexOf(place)[role]);
    const name = `${place.account}|${place.region}|${roles.join()}`;
    let members = this.#sorted.get(name);
    if (members === undefined) this.#sorted.set(name, (members = sortedMembers(indexes)));
    yield* members;
    const gaps = settled(indexes.flatMap(({ gaps: unseen }) => unseen));
    if (isNonEmpty(gaps)) throw gapSignal(gaps);
  }

  /** For each role, in the account of the group and in those that see it because it is shared with them. */
  #indexesOf(groupId: string, place: Place, roles: readonly Role[]): readonly RoleIndex[] {
    const places = this.#graph.placesOf({ kind: 'ec2.security-group', key: groupId, account: place.account, region: place.region });
    const indexes = places.map((each) => this.#indexOf(each));
    return roles.flatMap((role) => indexes.map((index) => index[role]));
  }

  #indexOf(place: Identity | Place): TierIndex {
    const name = `${place.account}|${place.region}`;
    return this.#graph.derive('tiers', () => {
      let index = this.#byPlace.get(name);
      if (index === undefined) this.#byPlace.set(name, (index = new TierIndexBuilder(this.#graph, this.#compute, place).build()));
      return index;
    });
  }
}

function sortedMembers(indexes: readonly RoleIndex[]): readonly string[] {
  return [...new Set(indexes.flatMap(({ members }) => [...members.keys()]))].sort();
}
