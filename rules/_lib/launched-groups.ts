import { anyOf, type Context, ifKnown, type LaunchSource, offenders, undecidable, type View } from '#rule-kit';
import { sourceLabel, startFrom } from './launched.ts';

type Group = View<'autoscaling.group'>;
type Judging = Pick<
  Context<
    'autoscaling.group',
    'autoscaling.launch-configuration' | 'ec2.launch-template-version' | 'ec2.security-group',
    'launch' | 'tiers'
  >,
  'find' | 'topology'
>;

const otherTiers = ['edge', 'internal-balancer', 'data'] as const;

/** Whether nobody names a group, so that EC2 takes the default one of the VPC; an interface that exists already brings its own. */
function takesDefault(source: LaunchSource, near: Group): boolean {
  if (startFrom(source, near).data().keysOf('securityGroups').length > 0) return false;
  if (source.from === 'launch-configuration' || source.version === null) return true;
  const { networkInterfaces, securityGroupNames } = source.version;
  const existing = networkInterfaces.find(({ networkInterfaceId }) => networkInterfaceId !== null)?.networkInterfaceId;
  if (existing) return undecidable(near, 'no-evidence', `${sourceLabel(source)} starts with ${existing}, which brings groups of its own`);
  return securityGroupNames.every((name) => name === 'default');
}

/** Groups that are no group of the application: the default one of a VPC, or that of another tier. */
export function foreignGroups(source: LaunchSource, near: Group, { find, topology }: Judging): readonly string[] {
  const isDefault = (key: string) => find('ec2.security-group', key)?.groupName === 'default';
  const isOther = (key: string) => topology.tiers.groupServes(key, near, ...otherTiers);
  const wrong = (key: string) =>
    anyOf(
      () => isDefault(key),
      () => isOther(key),
    );
  return offenders(startFrom(source, near).data().keysOf('securityGroups'), wrong) ?? [];
}

/** Whether a launch ends in a group that is none of the application's. */
export function isInForeignGroup(source: LaunchSource, near: Group, judging: Judging): boolean {
  return takesDefault(source, near) || foreignGroups(source, near, judging).length > 0;
}

/** The groups of a launch, for a sentence. */
export function groupsText(source: LaunchSource, near: Group, { topology }: Judging): string {
  const keys = startFrom(source, near).data().keysOf('securityGroups');
  const text = (key: string) => {
    const owners = ifKnown(() => topology.tiers.groupOwners(key, near, ...otherTiers)) ?? [];
    return owners.length === 0 ? key : `${key}, which serves ${owners.join(', ')}`;
  };
  return keys.map(text).join('; ') || 'none, so that the default group of the VPC is taken';
}
