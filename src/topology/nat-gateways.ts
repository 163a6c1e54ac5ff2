import { some } from '../graph/combinators.ts';
import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, ifKnown } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { GapReason } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import { Known } from './known.ts';
import type { Zones } from './zones.ts';

export const natGatewaysReads = ['ec2.nat-gateway', 'ec2.subnet', 'ec2.availability-zone'] as const satisfies readonly Kind[];

type NatGateway = View<'ec2.nat-gateway'>;

/** What NAT gateways do for zones: zonal ones serve the zone of their subnet, regional ones every zone they have an address in. */
export class NatGateways {
  readonly #graph: Graph;
  readonly #zones: Zones;
  readonly #byVpc = new Map<string, Map<string, readonly NatGateway[]>>();

  constructor(graph: Graph, zones: Zones) {
    this.#graph = graph;
    this.#zones = zones;
  }

  /** Endpoints that are too old to know the mode have zonal gateways only. */
  isRegional(nat: NatGateway): boolean {
    return this.#derive(() => {
      const { availabilityMode } = nat;
      if (availabilityMode === null || availabilityMode === 'zonal') return false;
      if (availabilityMode === 'regional') return true;
      throw this.#signal('unsupported', `the availability mode ${availabilityMode} of ${nat.key} is not understood`, nat);
    });
  }

  /** True for a regional gateway that follows the subnets of its VPC into new zones by itself. */
  expandsByItself(nat: NatGateway): boolean {
    if (!this.isRegional(nat)) return false;
    return this.#derive(() => {
      const { autoProvisionZones } = nat;
      if (autoProvisionZones === 'enabled') return true;
      if (autoProvisionZones === 'disabled') return false;
      throw this.#signal('unsupported', `the zone provisioning ${autoProvisionZones ?? '(none)'} of ${nat.key} is not understood`, nat);
    });
  }

  /** Whether traffic from the zone leaves through the gateway without entering another zone; says nothing of the gateway's state. */
  servesZone(nat: NatGateway, zoneId: string | null): boolean {
    if (!this.isRegional(nat)) return this.zoneOf(nat) === zoneId;
    return this.expandsByItself(nat) || this.#derive(() => this.#hasAddressIn(nat, zoneId));
  }

  /** Zone id of a zonal gateway, or null where its subnet is in no Availability Zone. */
  zoneOf(nat: NatGateway): string | null {
    return this.#derive(() => {
      const [key] = nat.keysOf('subnet');
      const subnet = key === undefined ? null : this.#graph.find('ec2.subnet', key, nat);
      if (subnet === null) throw this.#signal('no-evidence', `the subnet of ${nat.key} was not among what AWS listed`, nat);
      return this.#zones.ofSubnet(subnet);
    });
  }

  /** Whether the gateway is gone for good; one that is being created is not. */
  isLost(nat: NatGateway): boolean {
    return this.#derive(() => {
      if (nat.state === 'failed' || nat.state === 'deleting' || nat.state === 'deleted') return true;
      if (nat.state === 'available' || nat.state === 'pending') return false;
      throw this.#signal('unsupported', `the state ${nat.state} of ${nat.key} is not understood`, nat);
    });
  }

  isAvailable(nat: NatGateway): boolean {
    if (this.isLost(nat)) return false;
    if (this.#derive(() => nat.state) === 'available') return true;
    throw this.#signal('transitional', `${nat.key} is being created`, nat);
  }

  /** Only a public gateway leads to the internet. */
  isPublic(nat: NatGateway): boolean {
    return this.#derive(() => {
      const { connectivityType } = nat;
      if (connectivityType === null || connectivityType === 'public') return true;
      if (connectivityType === 'private') return false;
      throw this.#signal('unsupported', `the connectivity ${connectivityType} of ${nat.key} is not understood`, nat);
    });
  }

  /** A public gateway of the VPC that is not lost and serves the zone, or null where none is known. */
  candidateFor(zoneId: string | null, vpcId: string, place: Place): NatGateway | null {
    return this.#derive(() => {
      const isCandidate = (nat: NatGateway) => !this.isLost(nat) && this.isPublic(nat) && this.servesZone(nat, zoneId);
      return this.#inVpc(vpcId, place).find((nat) => ifKnown(() => isCandidate(nat)) === true) ?? null;
    });
  }

  #inVpc(vpcId: string, place: Place): readonly NatGateway[] {
    const name = `${place.account}|${place.region}`;
    let index = this.#byVpc.get(name);
    if (index === undefined) {
      index = new Map<string, readonly NatGateway[]>();
      for (const nat of Known.from(() => this.#graph.list('ec2.nat-gateway', place)).items) {
        for (const key of ifKnown(() => nat.keysOf('vpc')) ?? []) index.set(key, [...(index.get(key) ?? []), nat]);
      }
      this.#byVpc.set(name, index);
    }
    return index.get(vpcId) ?? [];
  }

  #hasAddressIn(nat: NatGateway, zoneId: string | null): boolean {
    return some(nat.addresses, (address) => {
      const zone = address.zoneId ?? (address.zoneName === null ? null : this.#zones.idOf(address.zoneName, nat));
      if (zone !== zoneId) return false;
      if (address.status === 'succeeded') return true;
      if (address.status !== 'assigning' && address.status !== 'associating') return false;
      throw this.#signal('transitional', `an address of ${nat.key} in ${zoneId ?? 'no zone'} is ${address.status}`, nat);
    });
  }

  #derive<T>(compute: () => T): T {
    return this.#graph.derive('natGateways', compute);
  }

  #signal(reason: GapReason, detail: string, { account, region }: NatGateway): unknown {
    return gapSignal([{ reason, action: null, account, region, detail }]);
  }
}
