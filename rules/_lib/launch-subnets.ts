import { Known, type View } from '#rule-kit';

interface Reading {
  find(kind: 'ec2.subnet', key: string): View<'ec2.subnet'> | null;
  all(kind: 'ec2.subnet'): Iterable<View<'ec2.subnet'>>;
}

/** The existing subnets into which a group launches: without any of its own, the default subnets of its zones. */
export function launchSubnetsOf(group: View<'autoscaling.group'>, { find, all }: Reading): Known<View<'ec2.subnet'>> {
  const subnets = new Known<View<'ec2.subnet'>>();
  const keys = group.keysOf('subnets');
  const isDefault = (subnet: View<'ec2.subnet'>) => subnet.isDefaultForZone && group.zoneNames.includes(subnet.zoneName);
  if (keys.length === 0) {
    subnets.each(
      () => all('ec2.subnet'),
      (subnet) => (isDefault(subnet) ? subnets.add(subnet) : undefined),
    );
  }
  subnets.each(
    () => keys,
    (key) => {
      const subnet = find('ec2.subnet', key);
      if (subnet !== null) subnets.add(subnet);
    },
  );
  return subnets;
}
