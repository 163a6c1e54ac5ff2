import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isNonEmpty } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Gap, GapReason } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import { Known } from './known.ts';

export const zonesReads = ['ec2.availability-zone'] as const satisfies readonly Kind[];

type Zone = View<'ec2.availability-zone', Kind>;

interface ZoneIndex {
  readonly byId: ReadonlyMap<string, Zone>;
  /** Why there may be more. */
  readonly gaps: readonly Gap[];
}

/**
 * Zones by id, since names mean different places in different accounts. Local and Wavelength zones and Outposts
 * don't count: they fail together with the zone they belong to, or alone.
 */
export class Zones {
  readonly #graph: Graph;
  readonly #indexes = new Map<string, ZoneIndex>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Zone id of a zone named in the place, or null where the zone is no Availability Zone. */
  idOf(zoneName: string, place: Place): string | null {
    return this.#graph.derive('zones', () => {
      const zone = this.#graph.find('ec2.availability-zone', zoneName, place);
      if (zone === null) throw this.#signal('no-evidence', `zone ${zoneName} was not among the zones AWS listed`, place);
      return this.#countedId(zone);
    });
  }

  /** Zone id of a subnet, or null where the subnet stands on an Outpost or in no Availability Zone. */
  ofSubnet(subnet: View<'ec2.subnet'>): string | null {
    if (subnet.outpostArn !== null) return null;
    const { zoneId } = subnet;
    return this.#graph.derive('zones', () => {
      const { byId, gaps } = this.#indexOf(subnet);
      const zone = byId.get(zoneId);
      if (zone !== undefined) return this.#countedId(zone);
      if (isNonEmpty(gaps)) throw gapSignal(gaps);
      throw this.#signal('no-evidence', `zone ${zoneId} was not among the zones AWS listed`, subnet);
    });
  }

  /** The zone in which new resources can be placed through the subnet, or null where there is none. */
  servedBy(subnet: View<'ec2.subnet'>): string | null {
    if (['available', 'pending'].includes(subnet.state)) return this.ofSubnet(subnet);
    if (['unavailable', 'failed', 'failed-insufficient-capacity'].includes(subnet.state)) return null;
    throw this.#signal('unsupported', `the state ${subnet.state} of ${subnet.key} is not understood`, subnet);
  }

  #indexOf(place: Place): ZoneIndex {
    const name = `${place.account}|${place.region}`;
    let index = this.#indexes.get(name);
    if (index === undefined) {
      const byId = new Map<string, Zone>();
      const known = new Known<never>();
      known.each(
        () => this.#graph.list('ec2.availability-zone', place),
        (zone) => byId.set(zone.zoneId, zone),
      );
      this.#indexes.set(name, (index = { byId, gaps: known.gaps }));
    }
    return index;
  }

  #countedId(zone: Zone): string | null {
    switch (zone.zoneType) {
      case 'availability-zone':
        return zone.zoneId;
      case 'local-zone':
      case 'wavelength-zone':
        return null;
      default:
        throw this.#signal('unsupported', `the type ${zone.zoneType} of zone ${zone.key} is not understood`, zone);
    }
  }

  #signal(reason: GapReason, detail: string, { account, region }: Place): unknown {
    return gapSignal([{ reason, action: null, account, region, detail }]);
  }
}
