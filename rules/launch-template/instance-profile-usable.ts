import { type Context, defineRule, offenders } from '#rule-kit';
import { judgeLaunches } from '../_lib/judge-launches.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { type Start, startsOf } from '../_lib/launched.ts';

type Profiles = Pick<Context<'autoscaling.group', 'iam.instance-profile'>, 'find'>;

const nameIn = (launch: Start) => launch.data().keysOf('profile')[0] ?? null;

/** What keeps EC2 from launching with the profile, in words; null where nothing does. */
function problemOf(launch: Start, { find }: Profiles): string | null {
  const name = nameIn(launch);
  if (name === null) return null;
  const profile = find('iam.instance-profile', name);
  if (profile === null) return 'does not exist';
  return profile.keysOf('roles').length === 0 ? 'holds no role' : null;
}

export default defineRule({
  id: 'launch-template.instance-profile-usable',
  title: 'The instance profiles that a group launches with exist and hold a role',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['lt-instance-profile'],
  references: ['wa:REL11-BP03'],
  why: 'A launch that names a profile which is gone or empty is refused: the first lost instance is never replaced, and nothing says so until then.',
  subject: 'autoscaling.group',
  reads: ['iam.instance-profile'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  check(group, context) {
    const show = (launch: Start) => {
      const name = nameIn(launch);
      const observed = name === null ? 'none is asked for' : `${name} ${problemOf(launch, context) ?? 'holds a role'}`;
      return context.seeDerived(launch.data(), 'profile', observed, 'one that holds a role, or none', launch.label);
    };
    const describe = (launch: Start) => `${nameIn(launch) ?? ''} (${launch.label}) ${problemOf(launch, context) ?? ''}`;
    const note = (bad: readonly Start[]) => `The group cannot launch instances: instance profile ${bad.map(describe).join('; ')}`;
    const isBad = (launch: Start) => problemOf(launch, context) !== null;
    return judgeLaunches({ launches: () => startsOf(group, context), isBad, show, note }, context);
  },
  fix: (group, context) => {
    const { sh } = context;
    const [bad] = offenders(startsOf(group, context), (launch) => problemOf(launch, context) !== null) ?? [];
    const name = bad === undefined ? '' : (nameIn(bad) ?? '');
    const isGone = bad !== undefined && problemOf(bad, context) === 'does not exist';
    const add = `${sh`aws iam add-role-to-instance-profile --instance-profile-name ${name}`} --role-name <role>`;
    return {
      cli: isGone ? `${sh`aws iam create-instance-profile --instance-profile-name ${name}`} && ${add}` : add,
      terraform: 'aws_iam_instance_profile with role, which the launch template names',
      cloudformation: 'AWS::IAM::InstanceProfile with Roles, which the launch template names',
      effect: 'No interruption: the group can launch instances again after some seconds.',
    };
  },
});
