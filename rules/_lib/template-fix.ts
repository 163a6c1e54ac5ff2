import type { Identity, ShellTag } from '#rule-kit';
import type { Start } from './launched.ts';

/** Commands that save a corrected version of what is launched from and make the group start from it. `data` may hold placeholders. */
export function correctedLaunch(launch: Start | undefined, data: string, group: Identity, { sh }: { readonly sh: ShellTag }): string {
  const of = launch?.data();
  const [templateId = '', version = ''] = of?.kind === 'ec2.launch-template-version' ? of.key.split(':') : [];
  const save =
    templateId === ''
      ? sh`aws ec2 create-launch-template --launch-template-name ${`${group.key}-template`} --launch-template-data ${data} --region ${group.region}`
      : sh`aws ec2 create-launch-template-version --launch-template-id ${templateId} --source-version ${version} --launch-template-data ${data} --region ${group.region}`;
  const use = sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region} --launch-template ${`LaunchTemplateId=${templateId || '<template>'},Version=<new version>`}`;
  return `${save} && ${use}`;
}
