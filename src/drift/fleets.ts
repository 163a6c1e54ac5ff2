import type { Fleet } from '../model/drift-report.ts';
import type { Matching } from './matching.ts';
import { type Side, textOf } from './side.ts';

/** The Auto Scaling groups whose instances are others, with their number in each zone. */
export function fleetsOf(before: Side, after: Side, matching: Matching): readonly Fleet[] {
  return after.list('autoscaling.group').flatMap((group): readonly Fleet[] => {
    const belongs = (side: 'before' | 'after') => (instance: Parameters<Matching['groupOf']>[0]) =>
      matching.groupOf(instance, side) === group.key && instance.account === group.account && instance.region === group.region;
    const was = before.list('ec2.instance').filter(belongs('before'));
    const is = after.list('ec2.instance').filter(belongs('after'));
    const gone = was.filter(({ id }) => matching.pairOf(id) === undefined).length;
    const fresh = is.filter(({ id }) => matching.pairOf(id) === undefined).length;
    if (gone + fresh === 0) return [];
    const { id, name, key } = group;
    return [{ id, name: name ?? key, before: perZone(was), after: perZone(is), replaced: Math.min(gone, fresh) }];
  });
}

function perZone(instances: readonly Parameters<typeof textOf>[0][]): Fleet['before'] {
  const counts = new Map<string, number>();
  for (const zone of instances.map((instance) => textOf(instance, 'zoneName') ?? 'unknown')) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
