import { atLeast, defineRule, ifKnown, type Role } from '#rule-kit';
import { isOwnGroup } from '../_lib/own-group.ts';

interface Tier {
  readonly name: string;
  readonly roles: readonly Role[];
}

const tiers: readonly Tier[] = [
  { name: 'load balancer', roles: ['edge', 'internal-balancer'] },
  { name: 'app', roles: ['app', 'worker'] },
  { name: 'data', roles: ['data'] },
];

export default defineRule({
  id: 'security-groups.tier-distinct',
  title: 'Load balancer, application and data tier have groups of their own',
  severity: 'high',
  invariants: ['sg-tier-distinct'],
  references: ['wa:SEC05-BP01', 'wa:SEC05-BP02'],
  why: 'In a group that two tiers share, what one needs open is open on the other: a reference to it no longer says who is meant.',
  subject: 'ec2.security-group',
  reads: [],
  topology: ['tiers'],
  appliesTo: (group, { topology }) =>
    isOwnGroup(group) && topology.tiers.groupServes(group.key, group, ...tiers.flatMap(({ roles }) => roles)),
  check(group, { pass, fail, seeDerived, topology }) {
    const serves = ({ roles }: Tier) => topology.tiers.groupServes(group.key, group, ...roles);
    const isShared = atLeast(2, tiers, serves);
    const served = tiers.filter((tier) => ifKnown(() => serves(tier)) === true);
    const owners = served.map(({ name, roles }) => `${name}: ${topology.tiers.groupOwners(group.key, group, ...roles).join(', ')}`);
    const names = served.map(({ name }) => name);
    const seen = seeDerived(group, 'tiers', names, 'one tier', owners.join('; '));
    return isShared ? fail(seen, `One group for ${names.join(' and ')} (${owners.join('; ')})`) : pass(seen);
  },
  fix: (group, { sh }) => ({
    cli: sh`aws ec2 create-security-group --group-name ${`${group.groupName}-data`} --description ${'Data tier'} --vpc-id ${() => group.keysOf('vpc').join()} --region ${group.region}`,
    terraform: 'one aws_security_group per tier, each referenced by the next as referenced_security_group_id',
    cloudformation: 'one AWS::EC2::SecurityGroup per tier, each referenced by the next as SourceSecurityGroupId',
    effect:
      'Give the new group its rules, attach it to one of the tiers, then take the shared one off that tier: no interruption in this order.',
  }),
});
