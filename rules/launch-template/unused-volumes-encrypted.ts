import { defineRule } from '#rule-kit';
import { defaultLaunchOf } from '../_lib/launched.ts';
import { judgeLaunchedVolumes } from '../_lib/launched-encryption.ts';

export default defineRule({
  id: 'launch-template.unused-volumes-encrypted',
  title: 'Launch templates that no group uses encrypt every volume in their default version',
  severity: 'medium',
  invariants: ['lt-ebs-encrypted'],
  references: ['wa:SEC08-BP02', 'config:EC2_LAUNCH_TEMPLATES_EBS_VOLUME_ENCRYPTED', 'securityhub:EC2.181'],
  why: 'Fleets, batch jobs and people launch from a template without any group; what it leaves unencrypted stays so.',
  subject: 'ec2.launch-template',
  reads: ['ec2.ebs-encryption-by-default', 'ec2.image', 'ec2.launch-template-version'],
  topology: ['templateUse'],
  // One that a group uses is judged there, by the version in use.
  appliesTo: (template, { topology }) => template.operatorPrincipal === null && !topology.templateUse.isUsed(template),
  check: (template, context) => judgeLaunchedVolumes(() => [defaultLaunchOf(template, context)], context),
  fix: (template, { sh }) => ({
    cli: `${sh`aws ec2 create-launch-template-version --launch-template-id ${template.key} --source-version ${template.defaultVersion} --region ${template.region}`} --launch-template-data <every BlockDeviceMappings entry with Ebs.Encrypted true>, then modify-launch-template --default-version <the new version>`,
    terraform: 'block_device_mappings { ebs { encrypted = true } } for every device, or aws_ebs_encryption_by_default',
    cloudformation: 'BlockDeviceMappings: [{ DeviceName, Ebs: { Encrypted: true } }] for every device',
    effect: 'Nothing that runs changes; an unused template may be deleted instead.',
  }),
});
