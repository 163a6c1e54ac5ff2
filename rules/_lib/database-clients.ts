import { type Context, coversPort, groupNamedBy, type Identity, Known, type View } from '#rule-kit';

type Looking = Context<'rds.instance', 'applicationautoscaling.scalable-target' | 'autoscaling.group' | 'ecs.service', 'launch', never>;

/** Compute that scales, and up to how many. */
export interface Fleet {
  readonly owner: Identity;
  readonly name: string;
  readonly most: number;
}

/** The Auto Scaling groups and ECS services whose security groups are named where a database admits its clients. */
export function fleetsReaching(
  groups: () => Iterable<View<'ec2.security-group'>>,
  port: number,
  { all, referring, topology }: Pick<Looking, 'all' | 'referring' | 'topology'>,
): Known<Fleet> {
  const fleets = new Known<Fleet>();
  const admitted = new Set<string>();
  fleets.each(groups, (group) => {
    for (const rule of group.ingress) {
      const source = coversPort(rule, { port, transport: 'tcp' }) ? groupNamedBy(rule) : null;
      if (source !== null && !source.isStale) admitted.add(source.groupId);
    }
  });
  const isAdmitted = (keys: readonly string[]) => keys.some((key) => admitted.has(key));
  fleets.each(
    () => all('autoscaling.group'),
    (group) => {
      if (group.status !== null) return;
      for (const source of topology.launch.sourcesOf(group)) {
        const launched = source.from === 'launch-template' ? source.version : source.configuration;
        if (launched === null || !isAdmitted(launched.keysOf('securityGroups'))) continue;
        fleets.add({ owner: group, name: `group ${group.key}`, most: group.maxSize });
        return;
      }
    },
  );
  fleets.each(
    () => all('ecs.service'),
    (service) => {
      if (service.status === 'INACTIVE' || !isAdmitted(service.keysOf('securityGroups'))) return;
      const targets = [...referring('applicationautoscaling.scalable-target', 'service', service)];
      const most = Math.max(service.desiredCount, ...targets.map(({ maxCapacity }) => maxCapacity));
      fleets.add({ owner: service, name: `service ${service.name ?? service.key}`, most });
    },
  );
  fleets.items.sort((left, right) => (left.name < right.name ? -1 : 1));
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
