import { type Evidence, every, type Facts, type Identity, type Verdict } from '#rule-kit';
import { spanOfSubnets, spansZones } from './zone-span.ts';

type Group = Identity & Pick<Facts<'rds.subnet-group'>, 'zonedSubnets'> & { keysOf(relation: 'subnets'): readonly string[] };

interface Zones {
  readonly topology: { readonly zones: { idOf(zoneName: string, place: Identity): string | null } };
}

interface Judging {
  readonly params: { readonly minZones: number };
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: Evidence, note: string): Verdict;
}

/** Whether every subnet is on an Outpost or in a Local Zone, where there is no second zone to choose. */
export function standsOutsideZones(group: Group, { topology }: Zones): boolean {
  const isOutside = ({ outpostArn, zoneName }: Group['zonedSubnets'][number]) =>
    outpostArn !== null || (zoneName !== null && topology.zones.idOf(zoneName, group) === null);
  return group.zonedSubnets.length > 0 && every(group.zonedSubnets, isOutside);
}

/** The service's own list of subnets may be old: those that EC2 does not know any more are not counted. */
export function judgeSubnetGroup(group: Group, context: Judging & Parameters<typeof spanOfSubnets>[3]): Verdict {
  const { params, pass, fail } = context;
  const subnets = group.keysOf('subnets');
  const isSpread = spansZones(params.minZones, subnets, context);
  const { evidence, inWords } = spanOfSubnets(group, params.minZones, subnets, context);
  return isSpread ? pass(evidence) : fail(evidence, `Lets its members stand in ${inWords}`);
}
