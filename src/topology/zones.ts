import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal } from '../graph/signal.ts';
import type { View } from '../graph/view.ts';
import type { Kind } from '../model/kinds.ts';

export const zonesReads = ['ec2.availability-zone'] as const satisfies readonly Kind[];

/**
 * Zones by id, since names mean different places in different accounts. Local and Wavelength zones and Outposts
 * don't count: they fail together with the zone they belong to, or alone.
 */
export class Zones {
  readonly #graph: Graph;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Zone id of a zone named in the place, or null where the zone is no Availability Zone. */
  idOf(zoneName: string, place: Place): string | null {
    return this.#graph.derive('zones', () => {
      const zone = this.#graph.find('ec2.availability-zone', zoneName, place);
      if (zone === null) throw this.#unlisted(zoneName, place);
      return zone.zoneType === 'availability-zone' ? zone.zoneId : null;
    });
  }

  /** Zone id of a subnet, or null where the subnet stands on an Outpost or in no Availability Zone. */
  ofSubnet(subnet: View<'ec2.subnet'>): string | null {
    if (subnet.outpostArn !== null) return null;
    const { zoneId } = subnet;
    return this.#graph.derive('zones', () => {
      for (const zone of this.#graph.list('ec2.availability-zone', subnet)) {
        if (zone.zoneId === zoneId) return zone.zoneType === 'availability-zone' ? zoneId : null;
      }
      throw this.#unlisted(zoneId, subnet);
    });
  }

  #unlisted(zone: string, { account, region }: Place): unknown {
    return gapSignal([{ reason: 'no-evidence', action: null, account, region, detail: `zone ${zone} was not among the zones AWS listed` }]);
  }
}
