import { defineRule, offenders } from '#rule-kit';
import { judgeLaunches } from '../_lib/judge-launches.ts';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { type Start, startsOf } from '../_lib/launched.ts';
import { correctedLaunch } from '../_lib/template-fix.ts';

const hasNone = (launch: Start) => launch.data().instanceProfile === null;

export default defineRule({
  id: 'launch-template.instance-profile',
  title: 'Groups give their instances a role',
  severity: 'medium',
  ruleset: 'strict',
  invariants: ['lt-instance-profile'],
  references: ['wa:SEC02-BP02', 'config:EC2_INSTANCE_PROFILE_ATTACHED'],
  why: 'Without a role, software that calls AWS needs keys that somebody puts on the instance and nobody renews, and the instance can neither be managed nor ship its logs.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.launch-configuration', 'ec2.launch-template-version'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  check(group, context) {
    const show = (launch: Start) =>
      context.seeDerived(launch.data(), 'instanceProfile', launch.data().instanceProfile, 'an instance profile', launch.label);
    const note = (bad: readonly Start[]) => `The next instance gets no role: ${bad.map(({ label }) => label).join('; ')}`;
    return judgeLaunches({ launches: () => startsOf(group, context), isBad: hasNone, show, note }, context);
  },
  fix: (group, context) => {
    const [bare] = offenders(startsOf(group, context), hasNone) ?? [];
    return {
      cli: correctedLaunch(bare, '{"IamInstanceProfile":{"Name":"<instance profile>"}}', group, context),
      terraform: 'iam_instance_profile { name = aws_iam_instance_profile.app.name }',
      cloudformation: 'IamInstanceProfile: { Arn: the ARN of an AWS::IAM::InstanceProfile }',
      effect: 'No interruption; instances get the role when they are replaced.',
    };
  },
});
