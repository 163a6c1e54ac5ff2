import { type Context, coversPort, type Fleet, groupNamedBy, Known, type View } from '#rule-kit';

type Looking = Pick<Context<'rds.instance', never, 'fleets', never>, 'topology'>;

/** The Auto Scaling groups and ECS services whose security groups are named where a database admits its clients. */
export function fleetsReaching(
  database: View<'rds.instance' | 'rds.cluster'>,
  groups: () => Iterable<View<'ec2.security-group'>>,
  port: number,
  { topology }: Looking,
): Known<Fleet> {
  const admitted = new Set<string>();
  const unread = new Known<never>();
  unread.each(groups, (group) => {
    for (const rule of group.ingress) {
      const source = coversPort(rule, { port, transport: 'tcp' }) ? groupNamedBy(rule) : null;
      if (source !== null && !source.isStale) admitted.add(source.groupId);
    }
  });
  const fleets = topology.fleets.within(admitted, database);
  fleets.addGaps(unread.gaps);
  return fleets;
}

/** What the known ones come to, and the arithmetic. */
export function mostOf(fleets: Known<Fleet>, each = 1): { readonly total: number; readonly derivation: string } {
  const terms = fleets.items.map(({ name, most }) => (each === 1 ? `${name}: ${most}` : `${name}: ${most} x ${each}`));
  const total = fleets.items.reduce((sum, { most }) => sum + most * each, 0);
  return { total, derivation: `${terms.join(' + ')} = ${total}` };
}

/** Ends the check where there may be fleets that are not known. */
export function confirmAllKnown(fleets: Known<Fleet>): void {
  Array.from(fleets);
}
