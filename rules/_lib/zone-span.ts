import { atLeastDistinct, type Evidence, type Identity, ifKnown, type Json, Type, type View } from '#rule-kit';

/** What is asked of a rule's context: subnets, their zones, and a way to say so. */
interface Placing {
  readonly topology: { readonly zones: { servedBy(subnet: View<'ec2.subnet'>): string | null } };
  find(kind: 'ec2.subnet', key: string): View<'ec2.subnet'> | null;
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;
}

export const spanParams = Type.Object(
  {
    minZones: Type.Integer({
      default: 2,
      minimum: 2,
      description: 'Number of Availability Zones; two survive the loss of one, three leave two standing (Well-Architected REL10-BP01).',
    }),
  },
  { additionalProperties: false },
);

/** The zone in which the subnet can place something; null where it is gone, has failed or stands in no Availability Zone. */
export function zoneServedBy(subnetKey: string, { find, topology }: Placing): string | null {
  const subnet = find('ec2.subnet', subnetKey);
  return subnet === null ? null : topology.zones.servedBy(subnet);
}

export function spansZones(minZones: number, subnetKeys: Iterable<string>, placing: Placing): boolean {
  return atLeastDistinct(minZones, subnetKeys, (key) => zoneServedBy(key, placing));
}

interface Place {
  readonly name: string;
  /** Undefined where it is not known. */
  readonly zone: string | null | undefined;
  readonly isGone?: boolean;
}

interface Span {
  readonly evidence: Evidence;
  /** `euw1-az1 alone`. */
  readonly inWords: string;
}

/** The zones of some places, as far as known, each with its reason. */
export function spanOf(
  owner: Identity,
  fact: string,
  minZones: number,
  places: readonly Place[],
  { seeDerived }: Pick<Placing, 'seeDerived'>,
): Span {
  const zones = [...new Set(places.flatMap(({ zone }) => zone ?? []))].sort();
  const reasons = places.map(({ name, zone, isGone }) => {
    if (isGone === true) return `${name} no longer exists`;
    return zone === null ? `${name} serves no Availability Zone` : `${name} is in ${zone ?? 'a zone that is not known'}`;
  });
  const none = places.some(({ zone }) => zone === undefined) ? 'too few zones' : 'no Availability Zone';
  return {
    evidence: seeDerived(owner, fact, zones, `at least ${minZones} zones`, reasons.join('; ') || 'it names no subnet'),
    inWords: zones.length === 0 ? none : zones.length === 1 ? `${zones.join()} alone` : zones.join(' and '),
  };
}

export function spanOfSubnets(owner: Identity, minZones: number, subnetKeys: readonly string[], placing: Placing): Span {
  const places = subnetKeys.map((name) => ({
    name,
    zone: ifKnown(() => zoneServedBy(name, placing)),
    isGone: ifKnown(() => placing.find('ec2.subnet', name)) === null,
  }));
  return spanOf(owner, 'zones', minZones, places, placing);
}
