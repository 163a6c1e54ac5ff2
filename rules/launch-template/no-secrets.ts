import { defineRule } from '#rule-kit';
import { judgeUserData } from '../_lib/user-data-secrets.ts';

export default defineRule({
  id: 'launch-template.no-secrets',
  title: 'User data of launch templates holds no secrets',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['lt-no-secrets'],
  references: ['wa:SEC02-BP03'],
  why: 'Whoever may describe templates, and every process on the instance, reads its user data; and a secret written there cannot be renewed without replacing the fleet.',
  subject: 'ec2.launch-template',
  reads: ['ec2.launch-template-version'],
  appliesTo: (template) => template.operatorPrincipal === null,
  // Versions that nothing uses and nobody made the default are not read, except the latest.
  check: (template, context) => judgeUserData(context.referring('ec2.launch-template-version', 'launchTemplate', template), context),
  fix: (template, { sh }) => ({
    cli: `${sh`aws ec2 create-launch-template-version --launch-template-id ${template.key} --region ${template.region}`} --source-version <version> --launch-template-data <UserData that reads the secret at boot>, then delete-launch-template-versions for the old ones`,
    terraform: 'user_data that calls aws secretsmanager get-secret-value, or ssm get-parameter --with-decryption',
    cloudformation: 'UserData that calls aws secretsmanager get-secret-value, or ssm get-parameter --with-decryption',
    effect: 'Renew the secret as well: it was readable. Running instances keep the old user data until they are replaced.',
  }),
});
