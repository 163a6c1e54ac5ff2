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

/** The zones of the subnets, as far as known, each with its reason. */
export function seeZones(owner: Identity, minZones: number, subnetKeys: readonly string[], placing: Placing): Evidence {
  const places = subnetKeys.map((key) => ({
    key,
    zone: ifKnown(() => zoneServedBy(key, placing)),
    exists: ifKnown(() => placing.find('ec2.subnet', key)) !== null,
  }));
  const zones = [...new Set(places.flatMap(({ zone }) => zone ?? []))].sort();
  const reasons = places.map(
    ({ key, zone, exists }) =>
      `${key} ${!exists ? 'no longer exists' : zone === null ? 'serves no Availability Zone' : `is in ${zone ?? 'a zone that is not known'}`}`,
  );
  return placing.seeDerived(
    owner,
    'zones',
    zones,
    `at least ${minZones} zones`,
    reasons.length === 0 ? 'it names no subnet' : reasons.join('; '),
  );
}

/** The zones of such evidence in words: `euw1-az1 alone`. */
export function zonesInWords({ observed }: Evidence): string {
  const zones = Array.isArray(observed) ? observed.map(String) : [];
  return zones.length === 0 ? 'no Availability Zone' : zones.length === 1 ? `${zones.join()} alone` : zones.join(' and ');
}
