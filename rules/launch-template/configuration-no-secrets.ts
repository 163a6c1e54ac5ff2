import { defineRule } from '#rule-kit';
import { judgeUserData } from '../_lib/user-data-secrets.ts';

export default defineRule({
  id: 'launch-template.configuration-no-secrets',
  title: 'User data of launch configurations holds no secrets',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['lt-no-secrets'],
  references: ['wa:SEC02-BP03'],
  why: 'Whoever may describe launch configurations, and every process on the instance, reads its user data; and a secret written there cannot be renewed without replacing the fleet.',
  subject: 'autoscaling.launch-configuration',
  reads: [],
  check: (configuration, context) => judgeUserData([configuration], context),
  fix: (configuration, { sh }) => ({
    cli: `aws ec2 create-launch-template with UserData that reads the secret at boot, move the group to it, then ${sh`aws autoscaling delete-launch-configuration --launch-configuration-name ${configuration.key} --region ${configuration.region}`}`,
    terraform: 'aws_launch_template with user_data that calls aws secretsmanager get-secret-value',
    cloudformation: 'AWS::EC2::LaunchTemplate with UserData that calls aws secretsmanager get-secret-value',
    effect: 'Renew the secret as well: it was readable. Running instances keep the old user data until they are replaced.',
  }),
});
