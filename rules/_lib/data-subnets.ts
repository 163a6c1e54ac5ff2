import { anyOf, type Context, type Evidence, type Identity, ifKnown, Known, offenders, some, type Verdict, type View } from '#rule-kit';
import { keysOf } from './tier-subnets.ts';

type Subnet = View<'ec2.subnet', 'ec2.vpc'>;
type Group = Identity & { keysOf(relation: 'subnets'): readonly string[] };

/** What this file uses of the context of any subnet group. */
interface Judging {
  readonly topology: Context<'rds.subnet-group', never, 'routing' | 'subnetTiers', never>['topology'];
  readonly seeDerived: Context<'rds.subnet-group', never, never, never>['seeDerived'];
  find(kind: 'ec2.subnet', key: string): Subnet | null;
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: Evidence, note: string, related: readonly Identity[]): Verdict;
}

/** The subnets of the group that EC2 still knows. */
function subnetsOf(group: Group, { find }: Pick<Judging, 'find'>): Known<Subnet> {
  const subnets = new Known<Subnet>();
  subnets.each(
    () => group.keysOf('subnets'),
    (key) => {
      const subnet = find('ec2.subnet', key);
      if (subnet !== null) subnets.add(subnet);
    },
  );
  return subnets;
}

function servesApp(subnet: Subnet, { subnetTiers }: Judging['topology']): boolean {
  return some(subnetTiers.subnetsOf('app', subnet.vpc), ({ key }) => key === subnet.key);
}

/** Whether the group lists subnets of the data tier alone: neither public ones nor those the app tier stands in. */
export function judgeDataSubnets(group: Group, context: Judging): Verdict {
  const { topology, seeDerived, pass, fail } = context;
  const isForeign = (subnet: Subnet) =>
    anyOf(
      () => servesApp(subnet, topology),
      () => topology.routing.isPublic(subnet),
    );
  const foreign = offenders(subnetsOf(group, context), isForeign);
  if (foreign === null) {
    const keys = keysOf([...subnetsOf(group, context)]).join(', ') || 'it lists no subnet that exists';
    return pass(seeDerived(group, 'foreignSubnets', [], [], keys));
  }
  const reasons = foreign.map((subnet) => {
    const roles = [
      ifKnown(() => servesApp(subnet, topology)) === true ? 'serves the app tier' : [],
      ifKnown(() => topology.routing.isPublic(subnet)) === true ? 'is public' : [],
    ];
    return `${subnet.key} ${roles.flat().join(' and ')}`;
  });
  const vpcs = new Set(foreign.flatMap((subnet) => ifKnown(() => subnet.vpc) ?? []));
  return fail(
    seeDerived(group, 'foreignSubnets', keysOf(foreign), [], reasons.join('; ')),
    `Lets its members stand where others do: ${reasons.join('; ')}`,
    [...foreign, ...vpcs],
  );
}
